package org.petrelmq.core;

import java.util.List;
import org.petrelmq.engine.EngineException;
import org.petrelmq.message.Address;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.NamedValues;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;

/**
 * Where messages go that were delivered too often: to the dead-letter queue, atomically with their removal, with their
 * origin in {@code JMS_Petrel_…} properties. They expire no more, since somebody is meant to look at them.
 */
final class DeadLetters {
    static final String ORIGIN = "JMS_Petrel_Origin";
    static final String CAUSE = "JMS_Petrel_Cause";
    static final String DELIVERIES = "JMS_Petrel_Deliveries";

    private final CoreBroker broker;
    private final Address.Queue address;

    DeadLetters(CoreBroker broker, String queue) {
        this.broker = broker;
        this.address = Address.queue(queue);
    }

    /** Takes over an entry that has left its queue. */
    void accept(QueueGuard origin, Entry entry) {
        CoreDelivery last;
        try {
            last = new CoreDelivery(origin, entry, origin.envelopeOf(entry));
        } catch (EngineException e) {
            broker.report("A dead message of '" + origin + "' cannot be read.", e);
            return;
        }
        Envelope letter = letter(last.envelope(), origin, entry);
        QueueGuard queue = broker.destinations().findOrCreate(address);
        if (queue == null) {
            throw new IllegalStateException("The dead-letter queue is not temporary.");
        }
        Publication publication = new Publication(broker, letter, queue.alone);
        broker.memory().add(publication.bytes());
        try {
            List<StoreRecord> records = last.isKept() ? List.of(last.settled()) : List.of();
            publication.publishWith(records);
        } catch (StoreException e) {
            broker.report("A dead message of '" + origin + "' could not be stored.", e);
        }
        broker.left(entry);
    }

    private static Envelope letter(Envelope envelope, QueueGuard origin, Entry entry) {
        NamedValues.Editor properties = envelope.properties().edit();
        properties.put(ORIGIN, origin.name);
        properties.put(CAUSE, "delivered " + entry.released() + " times without acknowledgement");
        properties.put(DELIVERIES, entry.released());
        return envelope.withProperties(properties.freeze())
                .withStamp(envelope.stamp().withExpiration(0));
    }
}
