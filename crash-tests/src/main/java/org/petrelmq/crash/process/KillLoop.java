package org.petrelmq.crash.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.petrelmq.crash.history.Checker;
import org.petrelmq.crash.history.History;
import org.petrelmq.crash.worker.Teller;
import org.petrelmq.crash.worker.Worker;

/** Starts workers on one store, one after the other, and kills each at some moment; the last one receives what is left. */
public final class KillLoop {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A worker lives until something from 1 to so many calls have begun or ended: about a second. */
    private static final int MOST_EVENTS = 8_000;

    private final Class<?> worker;
    private final String url;
    private final Path directory;
    private final Random random;
    private final History history = new History();
    private int processes;

    /**
     * A loop that has not begun.
     *
     * @param worker the program
     * @param url of the store
     * @param directory for what the workers write to their standard error
     * @param seed what the workers do, and when they are killed, as far as that can be said
     */
    public KillLoop(Class<?> worker, String url, Path directory, long seed) {
        this.worker = worker;
        this.url = url;
        this.directory = directory;
        this.random = new Random(seed);
    }

    /** Runs so many workers, and the last one. Every tenth may stop. */
    public History run(int cycles) throws IOException, InterruptedException {
        for (int cycle = 0; cycle < cycles; cycle++) {
            Child child = start("work");
            child.await(Teller.READY, PATIENCE);
            history.awaitMore(1 + random.nextInt(MOST_EVENTS), PATIENCE);
            if (cycle % 10 == 9) {
                child.stop(PATIENCE);
            } else {
                child.kill();
            }
        }
        start("drain").stop(PATIENCE.multipliedBy(5));
        return history;
    }

    /** What happened so far. */
    public History history() {
        return history;
    }

    /** Runs it on Petrel without a test around it: a directory that is empty, the number of cycles, a seed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[0]);
        KillLoop loop = new KillLoop(
                Worker.class, "petrel:file:" + directory.resolve("store"), directory, Long.parseLong(arguments[2]));
        try {
            loop.run(Integer.parseInt(arguments[1]));
        } finally {
            loop.history().write(directory.resolve("history.txt"));
        }
        new Checker().check(loop.history()).forEach(System.out::println);
    }

    private Child start(String what) throws IOException {
        String number = Integer.toString(++processes);
        return new Child.Command(directory.resolve("errors.txt"))
                .java()
                .run(history, worker, url, number, Long.toString(random.nextLong()), what);
    }
}
