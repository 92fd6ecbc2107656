package org.petrelmq.message;

import org.jspecify.annotations.Nullable;

/**
 * What the application says about a message (JMS 3.1 §3.4.11, the fields "set by the client application"). Most messages
 * say nothing and share {@link #NONE}.
 *
 * @param correlationId the JMSCorrelationID or null
 * @param replyTo the JMSReplyTo or null
 * @param type the JMSType or null
 */
public record Headers(
        @Nullable String correlationId,
        @Nullable Address replyTo,
        @Nullable String type) {

    /** Nothing set. */
    public static final Headers NONE = new Headers(null, null, null);

    /**
     * These values, shared where all are absent.
     *
     * @param correlationId the JMSCorrelationID or null
     * @param replyTo the JMSReplyTo or null
     * @param type the JMSType or null
     * @return the headers
     */
    public static Headers of(@Nullable String correlationId, @Nullable Address replyTo, @Nullable String type) {
        if (correlationId == null && replyTo == null && type == null) {
            return NONE;
        }
        return new Headers(correlationId, replyTo, type);
    }
}
