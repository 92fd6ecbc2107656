package org.petrelmq.client;

import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/**
 * A thread that runs a session's listeners. Whoever closes something waits for such threads; a listener that closes
 * something may wait for another one that waits for it. Each notes whom it awaits, so that the circle is found and refused
 * instead of waited in.
 */
final class ListenerThread extends Thread {
    private volatile @Nullable ListenerThread awaited;

    ListenerThread(Runnable pump, String name) {
        super(pump, name);
        setDaemon(true);
    }

    /** Notes that the current thread is about to wait for a listener of that thread. */
    static void beginAwaiting(ListenerThread busy) throws EngineException {
        if (!(Thread.currentThread() instanceof ListenerThread me)) {
            return;
        }
        me.awaited = busy;
        for (ListenerThread thread = busy; thread != null; thread = thread.awaited) {
            if (thread == me) {
                me.awaited = null;
                throw new EngineException(
                        Failure.ILLEGAL_STATE,
                        "The listener on " + me.getName() + " would wait for itself: it waits for " + busy.getName()
                                + ", which waits for it.");
            }
        }
    }

    static void endAwaiting() {
        if (Thread.currentThread() instanceof ListenerThread me) {
            me.awaited = null;
        }
    }
}
