package org.petrelmq;

import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/**
 * What {@link RequestReply#poll} found.
 *
 * @param status how it stands
 * @param message the reply; present if and only if the status is READY
 * @param error the server's error; present if and only if the status is FAILED
 */
public record TicketReply(
        Status status, @Nullable Message message, @Nullable RequestFailedException error) {

    /** How a ticket stands. */
    public enum Status {
        /** The reply is here, and was taken by this poll. */
        READY,
        /** The server answered with an error, which was taken by this poll. */
        FAILED,
        /** There is no reply yet. */
        PENDING,
        /** An earlier poll took the reply. */
        TAKEN,
        /** The ticket's time is over; a reply that was not taken is gone. */
        EXPIRED,
        /** Not a ticket, or one of another broker. */
        UNKNOWN
    }

    static TicketReply of(Status status) {
        return new TicketReply(status, null, null);
    }
}
