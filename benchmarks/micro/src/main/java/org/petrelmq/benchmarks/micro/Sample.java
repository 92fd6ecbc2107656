package org.petrelmq.benchmarks.micro;

import org.petrelmq.message.Address;
import org.petrelmq.message.Body;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.Headers;
import org.petrelmq.message.MessageId;
import org.petrelmq.message.NamedValues;
import org.petrelmq.message.Stamp;

/** Messages to measure with, as large as those of the workloads A1, A3 and A4. */
public enum Sample {
    /** Text of 100 characters. */
    TEXT_100(100),
    /** 1 KB of bytes. */
    BYTES_1K(1 << 10),
    /** 16 KB of bytes. */
    BYTES_16K(16 << 10);

    private static final String ID_PREFIX = "ID:petrel-3f1c9a52-1:1:";
    private static final Address.Queue DESTINATION = Address.queue("orders");
    private static final long NOW = 1_764_000_000_000L;

    private final int length;

    Sample(int length) {
        this.length = length;
    }

    /**
     * The body of such a message.
     *
     * @return a new one
     */
    public Body body() {
        return this == TEXT_100 ? new Body.Text("x".repeat(length)) : new Body.Bytes(new byte[length], length);
    }

    /**
     * A message without headers and properties.
     *
     * @param serial the sender's count
     * @param body shared
     * @return a new envelope
     */
    public static Envelope envelope(long serial, Body body) {
        return new Envelope(stamp(serial), Headers.NONE, NamedValues.EMPTY, body);
    }

    /**
     * What a send decides: persistent, and with an ID that is not text yet.
     *
     * @param serial the sender's count
     * @return a new stamp
     */
    public static Stamp stamp(long serial) {
        return new Stamp(MessageId.of(ID_PREFIX, serial), NOW, DESTINATION, true, 4, 0, NOW);
    }
}
