package org.petrelmq.spring;

import java.io.Serial;

/** The application has no broker, and does not start. */
final class BrokerNotOpenedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    BrokerNotOpenedException(String url, Exception cause) {
        super("The broker " + BrokerUrl.withoutOptions(url) + " cannot be opened: " + cause.getMessage(), cause);
    }
}
