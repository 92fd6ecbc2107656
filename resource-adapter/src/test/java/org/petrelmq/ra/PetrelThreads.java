package org.petrelmq.ra;

import java.util.List;

/** The threads of Petrel that are alive. */
final class PetrelThreads {
    private PetrelThreads() {}

    static List<String> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("petrel"))
                .toList();
    }
}
