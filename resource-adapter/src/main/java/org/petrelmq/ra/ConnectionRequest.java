package org.petrelmq.ra;

import jakarta.resource.spi.ConnectionRequestInfo;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.jms.JmsConnection;
import org.petrelmq.jms.JmsQueueConnection;
import org.petrelmq.jms.JmsTopicConnection;
import org.petrelmq.jms.ObjectBodies;

/**
 * What an application asks its connection factory for.
 *
 * @param kind of which domain the connection is
 * @param credentials the application's; null for those of the container or the configuration
 */
record ConnectionRequest(Kind kind, @Nullable Credentials credentials) implements ConnectionRequestInfo {

    /** The domains of JMS 3.1 §9.2, and none. */
    enum Kind {
        COMMON {
            @Override
            JmsConnection adapt(ClientConnection client, ObjectBodies objects) {
                return new JmsConnection(client, objects);
            }
        },
        QUEUE {
            @Override
            JmsConnection adapt(ClientConnection client, ObjectBodies objects) {
                return new JmsQueueConnection(client, objects);
            }
        },
        TOPIC {
            @Override
            JmsConnection adapt(ClientConnection client, ObjectBodies objects) {
                return new JmsTopicConnection(client, objects);
            }
        };

        abstract JmsConnection adapt(ClientConnection client, ObjectBodies objects);
    }
}
