package org.petrelmq.client;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.AckModel;
import org.petrelmq.engine.Capability;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.TxModel;
import org.petrelmq.util.CloseScope;

/** The connection consumers of one connection (JMS 3.1 §11.2.4). Thread-safe. */
final class ConnectionConsumers {
    private final ClientConnection connection;
    private final String name;
    private final CloseScope<ClientConnectionConsumer> open = new CloseScope<>();
    private final AtomicInteger numbers = new AtomicInteger();

    ConnectionConsumers(ClientConnection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    ClientConnectionConsumer create(SourceSpec spec, @Nullable String selector, ServerSessions pool, int maxMessages)
            throws EngineException {
        connection.require(Capability.CONNECTION_CONSUMER, "A connection consumer");
        if (maxMessages < 1) {
            throw new EngineException(
                    Failure.GENERAL, "maxMessages is " + maxMessages + "; a session is assigned at least one message.");
        }
        SourceSpec selecting = Sources.checked(connection, spec, selector);
        EngineSession carrier = connection.engine().openSession(AckModel.NONE, TxModel.NONE);
        ClientConnectionConsumer consumer = new ClientConnectionConsumer(
                connection,
                carrier,
                pool,
                maxMessages,
                "petrel-connection-consumer-" + name + "-" + numbers.incrementAndGet());
        try {
            consumer.begin(carrier.open(selecting, consumer));
        } catch (EngineException e) {
            carrier.close();
            throw e;
        }
        if (!open.add(consumer)) {
            consumer.close();
            connection.requireOpen();
        }
        return consumer;
    }

    void closed(ClientConnectionConsumer consumer) {
        open.remove(consumer);
    }

    /** The connection has started. */
    void wake() {
        for (ClientConnectionConsumer consumer : open.children()) {
            consumer.ready();
        }
    }

    /** The connection has stopped: what pools have kept waiting goes back. */
    void giveBackHeld() {
        for (ClientConnectionConsumer consumer : open.children()) {
            consumer.giveBackHeld();
        }
    }

    /** The connection closes. */
    void close() {
        for (ClientConnectionConsumer consumer : open.close()) {
            consumer.close();
        }
    }
}
