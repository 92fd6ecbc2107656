package org.petrelmq.crash.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.petrelmq.crash.history.Event;
import org.petrelmq.crash.history.Event.Failed;
import org.petrelmq.crash.history.Event.Returned;
import org.petrelmq.crash.history.Event.Started;
import org.petrelmq.crash.history.History;
import org.petrelmq.crash.history.Key;
import org.petrelmq.crash.history.Kind;

/**
 * Tells what happens, most often to the parent process. A line is in the pipe before the next thing happens, and stays there when this
 * process dies. Thread-safe.
 */
public final class Teller {
    /** The line that says that the work has begun. */
    public static final String READY = "READY";

    private final Consumer<String> out;
    private final AtomicLong calls = new AtomicLong();

    private Teller(Consumer<String> out) {
        this.out = out;
    }

    /** One that writes to the standard output. */
    public static Teller toParent() {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        return new Teller(line -> {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            try {
                synchronized (out) {
                    out.write(bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The parent is gone.", e);
            }
        });
    }

    /** One in the process that judges. */
    public static Teller to(History history) {
        return new Teller(line -> history.add(Event.parse(line)));
    }

    /** Tells that a call begins. */
    public long begin(
            Kind kind, String session, String transaction, String place, @Nullable Key message, int priority) {
        long call = calls.incrementAndGet();
        tell(new Started(call, kind, session, transaction, place, message, priority));
        return call;
    }

    /** Tells that a call returned. */
    public void returned(long call) {
        tell(new Returned(call));
    }

    /** Tells that a call failed. */
    public void failed(long call, Exception why) {
        tell(new Failed(call, String.valueOf(why)));
    }

    /** Tells an event. */
    public void tell(Event event) {
        say(event.line());
    }

    /** Writes a line that is no event. */
    public void say(String line) {
        out.accept(line);
    }
}
