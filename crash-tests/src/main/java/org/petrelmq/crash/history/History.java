package org.petrelmq.crash.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What happened, in the order in which it became known. Thread-safe. */
public final class History {
    private final List<Event> events = new ArrayList<>();

    /** Notes that something happened. */
    public synchronized void add(Event event) {
        events.add(event);
        notifyAll();
    }

    /** Returns when so many events more than now have happened; fails if they do not within a time. */
    public synchronized void awaitMore(int count, Duration timeout) throws InterruptedException {
        int wanted = events.size() + count;
        long deadline = System.nanoTime() + timeout.toNanos();
        while (events.size() < wanted) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new IllegalStateException(
                        "Only " + (count - wanted + events.size()) + " of " + count + " events in " + timeout + ".");
            }
            wait(left);
        }
    }

    /** Everything so far. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** Writes it down, for whoever wants to look or to judge again. */
    public void write(Path file) throws IOException {
        Files.write(file, events().stream().map(Event::line).toList());
    }

    /** Reads what was written. */
    public static History read(Path file) throws IOException {
        History history = new History();
        for (String line : Files.readAllLines(file)) {
            history.add(Event.parse(line));
        }
        return history;
    }
}
