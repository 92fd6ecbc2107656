package org.petrelmq.core;

import java.util.List;
import org.petrelmq.core.Effects.Gone;
import org.petrelmq.core.Effects.Later;
import org.petrelmq.core.Effects.Returned;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Envelope;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreException;
import org.petrelmq.util.TimeSource;

/** What a queue needs of the broker that it is in. */
interface QueueHost {

    TimeSource time();

    MessageStore store();

    /** Messages left a queue on their own; called with nothing locked. */
    void gone(QueueGuard queue, List<Gone> gone);

    /** Messages are to become due after a while; called with nothing locked. */
    void later(QueueGuard queue, List<Later> later);

    /** The consumers of a subscription are too slow for it; called with nothing locked. */
    void overflown(QueueGuard queue);

    /** Writes a message of that queue out of the heap. */
    default long pageOut(QueueGuard queue, Envelope envelope) throws EngineException {
        try {
            return store().pageOut(envelope);
        } catch (StoreException e) {
            throw new EngineException(Failure.GENERAL, "A message of '" + queue + "' cannot be paged out.", e);
        }
    }

    /** Reads a message of that queue from where the store has it. */
    default Envelope read(QueueGuard queue, Entry entry, long pagedTo) throws EngineException {
        try {
            return entry.isKept() ? store().read(queue.id, entry.stored) : store().readPaged(pagedTo);
        } catch (StoreException e) {
            throw new EngineException(Failure.GENERAL, "A message of '" + queue + "' cannot be read.", e);
        }
    }

    /** A message came back unacknowledged; called with nothing locked. */
    void returned(QueueGuard queue, Returned returned);

    /** Lets the store know that messages of a queue may be handed out from now on. */
    void announceHandOut(QueueGuard queue) throws EngineException;

    /** The heap that messages may take. */
    MemoryBudget memory();
}
