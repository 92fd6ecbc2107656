package org.petrelmq.message;

import org.jspecify.annotations.Nullable;

/** Bytes that are not an envelope, or not of a version this code reads. */
public final class MalformedEnvelopeException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong and where.
     *
     * @param message a sentence with the offset and the value
     */
    public MalformedEnvelopeException(String message) {
        this(message, null);
    }

    MalformedEnvelopeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
