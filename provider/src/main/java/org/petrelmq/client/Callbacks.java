package org.petrelmq.client;

import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/**
 * A line of work that others wait for: calls into the application, one after the other (the listeners of a session, the
 * completion listeners of a connection, its error listener), or the close of a connection. Whoever closes something waits for
 * such lines; a listener that closes something may wait for another one that waits for it. Each line notes which one it
 * awaits, so that the circle is found and refused instead of waited in.
 *
 * <p>A thread may run several lines, one inside the other: a listener that runs the session of an application server does.
 */
final class Callbacks {
    /** What the current thread runs, the innermost first; confined to its thread. */
    private static final ThreadLocal<@Nullable Frame> CURRENT = new ThreadLocal<>();

    private final String name;
    private volatile @Nullable Callbacks awaited;

    Callbacks(String name) {
        this.name = name;
    }

    /** A line that a thread runs, inside the one that it ran before. */
    record Frame(Callbacks line, @Nullable Frame outer) {}

    String name() {
        return name;
    }

    /** The current thread runs this line from now on; returns what it ran before, for {@link #leave}. */
    @Nullable
    Frame enter() {
        Frame outer = CURRENT.get();
        CURRENT.set(new Frame(this, outer));
        return outer;
    }

    /** The current thread runs the outer lines again, or none. */
    static void leave(@Nullable Frame outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    /** Whether the current thread runs this line. */
    boolean isCurrent() {
        for (Frame frame = CURRENT.get(); frame != null; frame = frame.outer) {
            if (frame.line == this) {
                return true;
            }
        }
        return false;
    }

    /** Whether the current thread runs any line. */
    static boolean isAnyCurrent() {
        return CURRENT.get() != null;
    }

    /**
     * Notes that the current thread is about to wait for that line.
     *
     * @throws EngineException ILLEGAL_STATE if that line waits for the current thread
     */
    static void beginAwaiting(Callbacks busy) throws EngineException {
        Frame mine = CURRENT.get();
        if (mine == null) {
            return;
        }
        // First noted, then looked for: of the threads that close a circle, the last one to note it sees all of it.
        note(mine, busy);
        for (Callbacks line = busy; line != null; line = line.awaited) {
            if (line.isCurrent()) {
                note(mine, null);
                throw new EngineException(
                        Failure.ILLEGAL_STATE,
                        mine.line.name + " would wait for itself: it waits for " + busy.name + ", which waits for it.");
            }
        }
    }

    static void endAwaiting() {
        note(CURRENT.get(), null);
    }

    private static void note(@Nullable Frame mine, @Nullable Callbacks busy) {
        for (Frame frame = mine; frame != null; frame = frame.outer) {
            frame.line.awaited = busy;
        }
    }
}
