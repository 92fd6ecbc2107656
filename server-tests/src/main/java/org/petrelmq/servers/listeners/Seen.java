package org.petrelmq.servers.listeners;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.petrelmq.servers.common.Letter;

/** What the beans have received since the application was deployed, of each queue or topic in the order of deliveries. */
final class Seen {
    static final Seen HERE = new Seen();

    private final Map<String, List<Letter>> letters = new HashMap<>();

    private Seen() {}

    synchronized void add(String destination, Letter letter) {
        letters.computeIfAbsent(destination, unused -> new ArrayList<>()).add(letter);
        notifyAll();
    }

    /** Waits until there are so many, or the time is over. */
    synchronized List<Letter> await(String destination, int count, long timeoutMillis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        List<Letter> found = letters.getOrDefault(destination, List.of());
        while (found.size() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                break;
            }
            wait(left);
            found = letters.getOrDefault(destination, List.of());
        }
        return List.copyOf(found);
    }
}
