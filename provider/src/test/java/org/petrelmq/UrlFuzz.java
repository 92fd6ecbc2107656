package org.petrelmq;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.nio.charset.StandardCharsets;

/**
 * Whatever text is given as a URL: it is one or an {@link IllegalArgumentException}; and a broker with it opens and takes a
 * connection, or there is a {@link JMSException}.
 */
public final class UrlFuzz {
    private UrlFuzz() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] input) {
        check(new String(input, StandardCharsets.UTF_8));
    }

    static void check(String text) {
        PetrelUrl url;
        try {
            url = PetrelUrl.parse(text);
        } catch (IllegalArgumentException e) {
            require(e.getMessage().contains("The URL '"), e.getMessage());
            return;
        }
        require(text.startsWith("petrel:" + url.scheme() + ":"), text);
        require(!url.options().containsKey(""), text);
        try {
            new PetrelConnectionFactory(text);
        } catch (IllegalArgumentException e) {
            require(e.getMessage() != null, text);
            return;
        }
        if (url.scheme().equals("file")) {
            // Any text is a directory somewhere: none is made here.
            return;
        }
        try (Broker broker = Broker.open(text);
                Connection connection = broker.connectionFactory().createConnection()) {
            require(connection.getClientID() == null, text);
        } catch (JMSException e) {
            require(e.getMessage() != null, text);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
