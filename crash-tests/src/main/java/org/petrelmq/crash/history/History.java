package org.petrelmq.crash.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What happened, in the order in which it became known. Thread-safe. */
public final class History {
    private final List<Event> events = new ArrayList<>();

    /** Notes that something happened. */
    public synchronized void add(Event event) {
        events.add(event);
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
