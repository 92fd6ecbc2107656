package org.petrelmq.util;

/**
 * What time it is, and a call when it is later. Injected wherever time matters to a message, so that a test moves time
 * instead of waiting for it. Thread-safe.
 */
public interface TimeSource {

    /**
     * The time.
     *
     * @return milliseconds since the epoch; may jump, as the clocks of machines do
     */
    long millis();

    /**
     * An alarm that calls that task. The task must not block.
     *
     * @param name names the alarm's thread, where it has one
     * @param task what to call; it looks at the time by itself and may be called by two threads at a time
     * @return an alarm that is not set
     */
    Alarm alarm(String name, Runnable task);

    /** Calls its task when a time has come. Thread-safe. */
    interface Alarm extends AutoCloseable {

        /**
         * Sets or moves the alarm. It may go off early or without need; whoever is called looks at the time.
         *
         * @param millis when to go off; a time that has passed means now, {@link Long#MAX_VALUE} never
         */
        void wakeAt(long millis);

        /** Stops the alarm for good and, unless called by the task, returns when the task runs no more. */
        @Override
        void close();
    }
}
