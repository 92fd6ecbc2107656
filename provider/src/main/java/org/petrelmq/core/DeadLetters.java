package org.petrelmq.core;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.message.Address;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.NamedValues;
import org.petrelmq.message.Stamp;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;

/**
 * Where messages go that were delivered too often, or have expired: to the dead-letter or the expiry queue of where they
 * were, atomically with their removal, with their origin in {@code JMS_Petrel_…} properties. They expire no more, since
 * somebody is meant to look at them.
 */
final class DeadLetters {
    static final String ORIGIN = "JMS_Petrel_Origin";
    static final String CAUSE = "JMS_Petrel_Cause";
    static final String DELIVERIES = "JMS_Petrel_Deliveries";

    private static final Set<String> MARKS = Set.of(ORIGIN, CAUSE, DELIVERIES);

    private final CoreBroker broker;

    DeadLetters(CoreBroker broker) {
        this.broker = broker;
    }

    /** Takes over an entry that has left its queue after too many deliveries. */
    void acceptDead(QueueGuard origin, Entry entry) {
        accept(
                origin,
                entry,
                origin.policy().deadLetterQueue(),
                "delivered " + entry.released() + " times without acknowledgement");
    }

    /** Takes over an entry that has left its queue because its time was over. */
    void acceptExpired(QueueGuard origin, Entry entry, String expiryQueue) {
        accept(origin, entry, expiryQueue, "expired at " + Instant.ofEpochMilli(entry.expiration));
    }

    private void accept(QueueGuard origin, Entry entry, String name, String cause) {
        CoreDelivery last;
        try {
            last = new CoreDelivery(origin, entry, origin.paging().envelopeOf(entry));
        } catch (EngineException e) {
            broker.report("A dead or expired message of '" + origin + "' cannot be read.", e);
            broker.left(entry);
            return;
        }
        Envelope letter = letter(last.envelope(), origin, entry, cause);
        QueueGuard queue = broker.destinations().findOrCreate(Address.queue(name));
        if (queue == null) {
            throw new IllegalStateException("The dead-letter queue is not temporary.");
        }
        Publication publication = new Publication(broker, letter, queue.alone);
        broker.memory().add(publication.bytes());
        try {
            List<StoreRecord> records = last.isKept() ? List.of(last.settled()) : List.of();
            publication.publishWith(records);
        } catch (StoreException e) {
            // It is kept where it was, and is there after a restart.
            broker.report("A dead or expired message of '" + origin + "' could not be stored.", e);
            broker.records().storeRefused(e);
        }
        publication.pageOut();
        broker.left(entry);
    }

    private Envelope letter(Envelope envelope, QueueGuard origin, Entry entry, String cause) {
        NamedValues.Editor properties = envelope.properties().edit();
        properties.put(ORIGIN, origin.name);
        properties.put(CAUSE, cause);
        properties.put(DELIVERIES, entry.released());
        // One that expired before its delivery time can be looked at now.
        Stamp stamp = envelope.stamp();
        long deliveryTime = Math.min(stamp.deliveryTime(), broker.time().millis());
        return envelope.withProperties(properties.freeze())
                .withStamp(stamp.withExpiration(0).withDeliveryTime(deliveryTime));
    }

    /** A dead letter as it was before it became one; what it counted begins anew. */
    static Envelope revived(Envelope letter) {
        NamedValues marked = letter.properties();
        NamedValues.Editor properties = new NamedValues.Editor();
        for (int i = 0; i < marked.size(); i++) {
            if (!MARKS.contains(marked.name(i))) {
                properties.put(marked.name(i), marked.value(i));
            }
        }
        return letter.withProperties(properties.freeze());
    }

    /** The queue or subscription that a dead letter comes from; null if the message is none. */
    static @Nullable String originOf(Envelope letter) {
        return letter.properties().get(ORIGIN) instanceof String origin ? origin : null;
    }
}
