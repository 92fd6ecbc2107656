package org.petrelmq.client;

import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Capability;
import org.petrelmq.engine.Completion;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.message.Address;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.MessageId;
import org.petrelmq.message.Stamp;

/** How a session sends: it stamps, freezes and hands to the engine. Serial, as its session is. */
final class Outbox {
    private final ClientSession session;
    private final EngineSession engine;
    private final String idPrefix;
    private long serial;

    Outbox(ClientSession session, EngineSession engine, String name) {
        this.session = session;
        this.engine = engine;
        this.idPrefix = name + ":";
    }

    /** Sends and returns when the message is accepted at the durability asked. */
    Stamp send(Address destination, Outgoing message, SendOptions options) throws EngineException {
        Stamp stamp = stamp(destination, options);
        hand(freeze(stamp, message), null);
        return stamp;
    }

    /** Sends and returns at once or nearly so; an exception means that the listener is not told (§7.3.2). */
    void sendAsync(
            ClientProducer producer, Address destination, Outgoing message, SendOptions options, SendListener listener)
            throws EngineException {
        session.connection().require(Capability.ASYNC_SEND, "An asynchronous send");
        Stamp stamp = stamp(destination, options);
        Envelope envelope = freeze(stamp, message);
        listener.stamped(stamp);
        Completions.AsyncSend send = session.connection().completions().begin(producer, listener);
        boolean accepted = false;
        try {
            hand(envelope, send);
            accepted = true;
        } finally {
            if (accepted) {
                send.handedOver();
            } else {
                send.refused();
            }
        }
    }

    /** Times count from the call, also in a transaction (JMS 3.1 §3.4.11, §7.9). */
    private Stamp stamp(Address destination, SendOptions options) {
        long now = session.connection().timeMillis();
        long timeToLive = options.timeToLiveMillis();
        return new Stamp(
                options.withMessageId() ? MessageId.of(idPrefix, ++serial) : null,
                options.withTimestamp() ? now : 0,
                destination,
                options.persistent(),
                options.priority(),
                timeToLive == 0 ? 0 : saturatedSum(now, timeToLive),
                saturatedSum(now, options.deliveryDelayMillis()));
    }

    private static Envelope freeze(Stamp stamp, Outgoing message) {
        return new Envelope(stamp, message.headers(), message.properties(), message.body());
    }

    /** A time to live of Long.MAX_VALUE means for ever, not yesterday; a delay likewise. */
    private static long saturatedSum(long now, long millis) {
        long sum = now + millis;
        return millis > 0 && sum < now ? Long.MAX_VALUE : sum;
    }

    /** A transaction is one thing with what was received, so it is under the gate. */
    private void hand(Envelope envelope, @Nullable Completion completion) throws EngineException {
        if (!session.mode().isTransacted()) {
            engine.send(envelope, completion);
            return;
        }
        session.gate.lock();
        try {
            engine.send(envelope, completion);
        } finally {
            session.gate.unlock();
        }
    }
}
