package org.petrelmq;

import org.jspecify.annotations.Nullable;

/** The server answered a request with an error: its handler threw. */
public final class RequestFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String errorType;

    RequestFailedException(String errorType, @Nullable String message) {
        super(message == null ? errorType : message);
        this.errorType = errorType;
    }

    /**
     * What the server's handler threw.
     *
     * @return the name of the exception's class on the server, which need not exist here
     */
    public String errorType() {
        return errorType;
    }
}
