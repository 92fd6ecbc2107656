package org.petrelmq.crash.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.petrelmq.crash.history.Event;
import org.petrelmq.crash.history.Event.Failed;
import org.petrelmq.crash.history.Event.Returned;
import org.petrelmq.crash.history.Event.Started;
import org.petrelmq.crash.history.Key;
import org.petrelmq.crash.history.Kind;

/**
 * Tells the parent process what happens. A line is in the pipe before the next thing happens, and stays there when this
 * process dies. Thread-safe.
 */
public final class Teller {
    /** The line that says that the work has begun. */
    public static final String READY = "READY";

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final AtomicLong calls = new AtomicLong();

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
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            synchronized (out) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The parent is gone.", e);
        }
    }
}
