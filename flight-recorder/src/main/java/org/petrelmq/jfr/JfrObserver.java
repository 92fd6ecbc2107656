package org.petrelmq.jfr;

import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineObserver;
import org.petrelmq.message.Envelope;

/** Writes events: {@code org.petrelmq.Send}, Deliver, Acknowledge, Commit, Expire, DeadLetter. Stateless, usable by any thread. */
public final class JfrObserver implements EngineObserver {

    /** Used by the service loader. */
    public JfrObserver() {}

    @Override
    public void sent(String broker, Envelope message) {
        new SendEvent().write(broker, message.destination().name(), message);
    }

    @Override
    public void delivered(String broker, String queue, Envelope message, int count) {
        DeliverEvent event = new DeliverEvent();
        event.count = count;
        event.write(broker, queue, message);
    }

    @Override
    public void acknowledged(String broker, String queue, Envelope message) {
        new AcknowledgeEvent().write(broker, queue, message);
    }

    @Override
    public void committed(String broker, int sent, int consumed) {
        CommitEvent event = new CommitEvent();
        if (event.shouldCommit()) {
            event.broker = broker;
            event.sent = sent;
            event.consumed = consumed;
            event.commit();
        }
    }

    @Override
    public void expired(String broker, String queue, @Nullable Envelope message) {
        new ExpireEvent().write(broker, queue, message);
    }

    @Override
    public void deadLettered(String broker, String queue, @Nullable Envelope message, int deliveries) {
        DeadLetterEvent event = new DeadLetterEvent();
        event.deliveries = deliveries;
        event.write(broker, queue, message);
    }
}
