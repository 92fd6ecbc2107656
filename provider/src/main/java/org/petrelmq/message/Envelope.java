package org.petrelmq.message;

import java.util.Objects;

/**
 * A message as it was sent. It never changes and every receiver shares it; what varies from one delivery to the next (the
 * delivery count) is not in here.
 *
 * @param stamp what the send decided
 * @param headers what the application said
 * @param properties the properties
 * @param body the body
 */
public record Envelope(Stamp stamp, Headers headers, NamedValues properties, Body body) {

    /** The envelope's own objects: envelope, stamp, message ID. */
    private static final int OWN_BYTES = 120;

    /**
     * The address that the sender named.
     *
     * @return the JMSDestination
     */
    public Address destination() {
        return Objects.requireNonNull(
                stamp.destination(), "an envelope is made by a send, which knows its destination");
    }

    /**
     * This message with other properties; the rest is shared.
     *
     * @param newProperties the properties
     * @return an envelope that differs only there
     */
    public Envelope withProperties(NamedValues newProperties) {
        return new Envelope(stamp, headers, newProperties, body);
    }

    /**
     * This message with another stamp; the rest is shared.
     *
     * @param newStamp the stamp
     * @return an envelope that differs only there
     */
    public Envelope withStamp(Stamp newStamp) {
        return new Envelope(newStamp, headers, properties, body);
    }

    /**
     * About how many bytes of heap the message holds: what the broker's memory limit counts.
     *
     * @return bytes
     */
    public long footprint() {
        return OWN_BYTES
                + Body.footprintOf(headers.correlationId())
                + Body.footprintOf(headers.type())
                + properties.footprint()
                + body.footprint();
    }
}
