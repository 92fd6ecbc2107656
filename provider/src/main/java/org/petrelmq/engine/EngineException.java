package org.petrelmq.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operation failed. It becomes a JMSException or JMSRuntimeException once, at the edge, with this as its cause. */
public final class EngineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    /**
     * A failure.
     *
     * @param failure what kind
     * @param message a sentence with the values
     */
    public EngineException(Failure failure, String message) {
        this(failure, message, null);
    }

    /**
     * A failure with a cause.
     *
     * @param failure what kind
     * @param message a sentence with the values
     * @param cause what led to it, or null
     */
    public EngineException(Failure failure, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = Objects.requireNonNull(failure);
    }

    /**
     * What kind of failure.
     *
     * @return the code
     */
    public Failure failure() {
        return failure;
    }
}
