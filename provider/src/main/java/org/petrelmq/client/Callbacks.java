package org.petrelmq.client;

import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/**
 * A line of calls into the application, one after the other: the listeners of a session, or the completion listeners of a
 * connection. Whoever closes something waits for such lines; a listener that closes something may wait for another one that
 * waits for it. Each line notes which one it awaits, so that the circle is found and refused instead of waited in.
 */
final class Callbacks {
    /** The line that the current thread runs; confined to its thread, and only while it calls the application. */
    private static final ThreadLocal<@Nullable Callbacks> CURRENT = new ThreadLocal<>();

    private final String name;
    private volatile @Nullable Callbacks awaited;

    Callbacks(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** The current thread runs this line from now on; returns the line that it ran before, for {@link #leave}. */
    @Nullable
    Callbacks enter() {
        Callbacks outer = CURRENT.get();
        CURRENT.set(this);
        return outer;
    }

    /** The current thread runs the outer line again, or none. */
    static void leave(@Nullable Callbacks outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    /** Whether the current thread runs this line. */
    boolean isCurrent() {
        return CURRENT.get() == this;
    }

    /** Whether the current thread runs any line. */
    static boolean isAnyCurrent() {
        return CURRENT.get() != null;
    }

    /** Notes that the current thread is about to wait for a call of that line to end. */
    static void beginAwaiting(Callbacks busy) throws EngineException {
        Callbacks me = CURRENT.get();
        if (me == null) {
            return;
        }
        me.awaited = busy;
        for (Callbacks line = busy; line != null; line = line.awaited) {
            if (line == me) {
                me.awaited = null;
                throw new EngineException(
                        Failure.ILLEGAL_STATE,
                        "The listener on " + me.name + " would wait for itself: it waits for " + busy.name
                                + ", which waits for it.");
            }
        }
    }

    static void endAwaiting() {
        Callbacks me = CURRENT.get();
        if (me != null) {
            me.awaited = null;
        }
    }
}
