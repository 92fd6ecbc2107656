package org.petrelmq.core;

import java.lang.System.Logger.Level;
import java.util.List;
import org.petrelmq.engine.Signal;

/** What follows an operation on a queue, when its guard is free again: consumers are woken and the broker is told. */
final class Aftermath {
    private Aftermath() {}

    static void carryOut(QueueGuard queue, QueueHost host, Effects effects) {
        wake(queue, host, effects.woken);
        if (!effects.gone.isEmpty()) {
            host.gone(queue, effects.gone);
        }
        if (!effects.later.isEmpty()) {
            host.later(queue, effects.later);
        }
        if (effects.overflown) {
            host.overflown(queue);
        }
        for (int i = 0; i < effects.returned.size(); i++) {
            host.returned(queue, effects.returned.get(i));
        }
    }

    /** Wakes them, and instead of one that is busy the next, which is added to them. */
    private static void wake(QueueGuard queue, QueueHost host, List<Consumer> woken) {
        for (int i = 0; i < woken.size(); i++) {
            Signal signal = woken.get(i).signal;
            boolean comes = isTold(signal) && !signal.isBusy();
            Effects more = comes ? null : queue.passOn(woken.get(i));
            if (more != null) {
                // Not by recursion: there may be thousands of busy ones.
                woken.addAll(more.woken);
                more.woken.clear();
                carryOut(queue, host, more);
            }
        }
    }

    /** A signal that throws, which it must not, is no reason to leave others asleep, nor to say that the message was not sent. */
    private static boolean isTold(Signal signal) {
        try {
            signal.ready();
            return true;
        } catch (RuntimeException e) {
            System.getLogger("org.petrelmq.core").log(Level.WARNING, "A consumer could not be woken.", e);
            return false;
        }
    }
}
