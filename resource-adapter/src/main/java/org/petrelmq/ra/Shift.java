package org.petrelmq.ra;

import jakarta.resource.spi.work.Work;
import org.jspecify.annotations.Nullable;

/**
 * One run of a line on a thread of the server. It forgets the line when it is over: a thread of a server that rests may still hold the
 * work that it has done last, and would hold the application's classes by it.
 */
final class Shift implements Work {
    private volatile @Nullable DeliveryLine line;

    Shift(DeliveryLine line) {
        this.line = line;
    }

    @Override
    public void run() {
        DeliveryLine running = line;
        if (running != null) {
            try {
                running.run();
            } finally {
                line = null;
            }
        }
    }

    @Override
    public void release() {
        DeliveryLine released = line;
        if (released != null) {
            released.release();
        }
    }
}
