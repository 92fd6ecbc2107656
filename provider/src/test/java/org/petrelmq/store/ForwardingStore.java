package org.petrelmq.store;

import java.util.List;
import org.petrelmq.message.Envelope;

/** Another store, for tests that change some of what it does. */
public class ForwardingStore implements MessageStore {
    protected final MessageStore store;

    /** Does what the other one does. */
    public ForwardingStore(MessageStore store) {
        this.store = store;
    }

    @Override
    public void append(List<StoreRecord> batch, StoreCompletion completion) {
        store.append(batch, completion);
    }

    @Override
    public boolean mayKeep(Envelope message) {
        return store.mayKeep(message);
    }

    @Override
    public void sync() throws StoreException {
        store.sync();
    }

    @Override
    public long nextPlace() {
        return store.nextPlace();
    }

    @Override
    public long pageOut(Envelope envelope) throws StoreException {
        return store.pageOut(envelope);
    }

    @Override
    public Envelope read(long queue, long place) throws StoreException {
        return store.read(queue, place);
    }

    @Override
    public Envelope readPaged(long location) throws StoreException {
        return store.readPaged(location);
    }

    @Override
    public void discard(long location) {
        store.discard(location);
    }

    @Override
    public boolean isDurable() {
        return store.isDurable();
    }

    @Override
    public void replay(StoreReplay into) throws StoreException {
        store.replay(into);
    }

    @Override
    public long lastQueue() {
        return store.lastQueue();
    }

    @Override
    public void halt() {
        store.halt();
    }

    @Override
    public void close() {
        store.close();
    }
}
