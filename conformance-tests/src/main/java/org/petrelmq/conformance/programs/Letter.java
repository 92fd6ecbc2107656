package org.petrelmq.conformance.programs;

import org.jspecify.annotations.Nullable;

/**
 * A message as it is sent.
 *
 * @param number its identity, the text and the property {@code n}
 * @param kind the property {@code kind}; null for none
 * @param priority 0 to 9
 * @param persistent its delivery mode
 * @param timeToLive in milliseconds, 0 for ever
 * @param delay the delivery delay in milliseconds
 */
record Letter(int number, @Nullable String kind, int priority, boolean persistent, long timeToLive, long delay) {
    static final int USUAL_PRIORITY = 4;

    /** A message with nothing special to it. */
    static Letter plain(int number) {
        return new Letter(number, null, USUAL_PRIORITY, true, 0, 0);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("#").append(number);
        if (kind != null) {
            text.append(" kind ").append(kind);
        }
        if (priority != USUAL_PRIORITY) {
            text.append(" priority ").append(priority);
        }
        if (!persistent) {
            text.append(" non-persistent");
        }
        if (timeToLive != 0) {
            text.append(" lives ").append(timeToLive);
        }
        if (delay != 0) {
            text.append(" delayed ").append(delay);
        }
        return text.toString();
    }
}
