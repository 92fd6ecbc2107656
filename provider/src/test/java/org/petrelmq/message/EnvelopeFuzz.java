package org.petrelmq.message;

import java.util.Arrays;

/**
 * Whatever bytes are given: they are an envelope or a {@link MalformedEnvelopeException}. What was decoded is encoded to bytes
 * that give the same again.
 */
public final class EnvelopeFuzz {
    private EnvelopeFuzz() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] input) {
        check(input);
    }

    static void check(byte[] input) {
        Envelope envelope;
        try {
            envelope = EnvelopeCodec.decode(input);
        } catch (MalformedEnvelopeException e) {
            require(e.getMessage() != null && e.getMessage().length() < 300, "a message that does not help");
            return;
        }
        require(envelope.footprint() >= 0, "a negative footprint");
        byte[] encoded = EnvelopeCodec.encode(envelope);
        try {
            require(Arrays.equals(encoded, EnvelopeCodec.encode(EnvelopeCodec.decode(encoded))), "another envelope");
        } catch (MalformedEnvelopeException e) {
            throw new AssertionError("What was encoded cannot be decoded.", e);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
