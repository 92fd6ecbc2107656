package org.petrelmq.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.petrelmq.core.QueuePolicy.Overflow;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Envelope;
import org.petrelmq.selector.Selector;

/**
 * A {@link QueueCore} that any thread may use: each operation runs on the caller's thread under one lock, and its effects
 * are carried out when the lock is free again. The vocabulary is the core's.
 */
final class QueueGuard {
    final long id;
    final String name;

    /** This queue as the only one that a message goes to. */
    final List<QueueGuard> alone = List.of(this);

    /** Whether it outlives the process, if the store does. */
    final boolean durable;

    /** Its ID as the only one that the store has to know; empty if it need not. */
    final long[] aloneId;

    private final QueueHost host;
    private final QueueCore core;
    private final Lock lock;

    private final Paging paging;

    /** Where senders wait that find the queue full; null where they need not. */
    private final @Nullable Room room;

    /** Whether the store knows that messages of it may have been handed out since it was opened. */
    private volatile boolean handedOut;

    QueueGuard(long id, String name, boolean durable, QueueHost host, QueueCore core, Lock lock) {
        this.lock = lock;
        this.id = id;
        this.durable = durable;
        this.aloneId = durable ? new long[] {id} : new long[0];
        this.name = name;
        this.host = host;
        this.core = core;
        this.paging = new Paging(this, host);
        this.room = core.policy().limit() > 0 && core.policy().overflow() == Overflow.BLOCK ? new Room() : null;
    }

    QueuePolicy policy() {
        return core.policy();
    }

    // ---- a message's life ----

    /** Returns when there is room for another message; several senders that see it may enter all. */
    void awaitRoom(long timeoutMillis) throws EngineException {
        if (room != null && !room.await(() -> !isFull(), timeoutMillis)) {
            throw new EngineException(
                    Failure.RESOURCE_ALLOCATION,
                    "'" + name + "' has " + policy().limit()
                            + " messages, its subscriberLimit, and its consumer took none within " + timeoutMillis
                            + " ms (sendTimeout).");
        }
    }

    private boolean isFull() {
        lock.lock();
        try {
            return policy().isFull(core.available());
        } finally {
            lock.unlock();
        }
    }

    void enqueue(Entry entry) {
        lock.lock();
        try {
            core.enqueue(entry);
        } finally {
            unlock();
        }
    }

    void enqueueAll(List<Entry> entries) {
        lock.lock();
        try {
            for (int i = 0; i < entries.size(); i++) {
                core.enqueue(entries.get(i));
            }
        } finally {
            unlock();
        }
    }

    void delay(Entry entry) {
        lock.lock();
        try {
            core.delay(entry);
        } finally {
            unlock();
        }
    }

    /** Returns false if the message is still on its way into the queue. */
    boolean due(Entry entry, long sequence) {
        lock.lock();
        try {
            core.due(entry, sequence);
            return entry.state() != EntryState.ARRIVING;
        } finally {
            unlock();
        }
    }

    @Nullable
    Entry poll(Consumer consumer) {
        long now = now();
        lock.lock();
        try {
            return core.poll(consumer, now);
        } finally {
            unlock();
        }
    }

    /** Polls and settles, unless the store has to be told or asked first: then the entry is acquired. */
    @Nullable
    Entry take(Consumer consumer) {
        long now = now();
        lock.lock();
        try {
            Entry entry = core.poll(consumer, now);
            if (entry != null && !entry.isKept() && entry.envelope() != null) {
                core.settle(entry);
            }
            return entry;
        } finally {
            unlock();
        }
    }

    void settle(Entry entry) {
        lock.lock();
        try {
            core.settle(entry);
        } finally {
            unlock();
        }
    }

    void settleAll(List<Entry> entries) {
        lock.lock();
        try {
            for (int i = 0; i < entries.size(); i++) {
                core.settle(entries.get(i));
            }
        } finally {
            unlock();
        }
    }

    void releaseAll(List<Entry> entries) {
        long now = now();
        lock.lock();
        try {
            for (int i = 0; i < entries.size(); i++) {
                core.release(entries.get(i), now);
            }
        } finally {
            unlock();
        }
    }

    void releaseUnseen(Entry entry) {
        long now = now();
        lock.lock();
        try {
            core.releaseUnseen(entry, now);
        } finally {
            unlock();
        }
    }

    /** Returns false if the message is still on its way into the queue. */
    boolean expire(Entry entry) {
        lock.lock();
        try {
            core.expire(entry);
            return entry.state() != EntryState.ARRIVING;
        } finally {
            unlock();
        }
    }

    /** Whether a message is done with. */
    boolean hasLeft(Entry entry) {
        lock.lock();
        try {
            return entry.state() == EntryState.SETTLED;
        } finally {
            lock.unlock();
        }
    }

    // ---- consumers ----

    /**
     * Begins a consumer; with a selector, what is paged out comes back first, since a selector must see it. Returns false if
     * the queue has been deleted: nothing will ever come there.
     */
    boolean attach(Consumer consumer, @Nullable Selector selector) throws EngineException {
        if (selector != null) {
            paging.pageInAll();
        }
        lock.lock();
        try {
            boolean there = !core.deleted();
            if (there) {
                core.attach(consumer, selector);
            }
            return there;
        } finally {
            unlock();
        }
    }

    void detach(Consumer consumer) {
        long now = now();
        lock.lock();
        try {
            core.detach(consumer, now);
        } finally {
            unlock();
        }
    }

    boolean arm(Consumer consumer) {
        long now = now();
        lock.lock();
        try {
            return core.arm(consumer, now);
        } finally {
            unlock();
        }
    }

    void disarm(Consumer consumer) {
        long now = now();
        lock.lock();
        try {
            core.disarm(consumer, now);
        } finally {
            unlock();
        }
    }

    void setFlowing(Consumer consumer, boolean flowing) {
        long now = now();
        lock.lock();
        try {
            core.setFlowing(consumer, flowing, now);
        } finally {
            unlock();
        }
    }

    // ---- the queue as a whole ----

    void setPaused(boolean paused) {
        long now = now();
        lock.lock();
        try {
            core.setPaused(paused, now);
        } finally {
            unlock();
        }
    }

    /** Ends the queue, whoever uses it. */
    void delete() {
        lock.lock();
        try {
            core.delete();
        } finally {
            unlock();
        }
    }

    /** Ends the queue unless it has a consumer; returns whether it did. */
    boolean deleteIfNotConsumed() {
        lock.lock();
        try {
            boolean mayEnd = core.consumers() == 0;
            if (mayEnd) {
                core.delete();
            }
            return mayEnd;
        } finally {
            unlock();
        }
    }

    /** Ends the queue unless it has a consumer or messages that were handed out; returns whether it did. */
    boolean deleteIfUnused() {
        lock.lock();
        try {
            boolean mayEnd = core.consumers() == 0 && core.acquired() == 0;
            if (mayEnd) {
                core.delete();
            }
            return mayEnd;
        } finally {
            unlock();
        }
    }

    /** A moment of the queue. */
    record Counts(int available, int acquired, int delayed, int consumers, boolean paused) {}

    Counts counts() {
        lock.lock();
        try {
            return new Counts(core.available(), core.acquired(), core.delayed(), core.consumers(), core.paused());
        } finally {
            unlock();
        }
    }

    /** A message as a browser sees it. */
    record Seen(Entry entry, @Nullable Envelope envelope, long pagedTo, int deliveryCount) {}

    /** What a consumer with that selector could receive, in order. */
    List<Seen> browse(@Nullable Selector selector) throws EngineException {
        if (selector != null) {
            paging.pageInAll();
        }
        lock.lock();
        try {
            List<Entry> entries = core.list(selector);
            List<Seen> seen = new ArrayList<>(entries.size());
            for (Entry entry : entries) {
                seen.add(new Seen(entry, entry.envelope(), entry.pagedTo(), entry.deliveryCount()));
            }
            return seen;
        } finally {
            unlock();
        }
    }

    /** Acquires the available messages that match, for an administrator. */
    List<Entry> acquireAll(@Nullable Selector selector) throws EngineException {
        if (selector != null) {
            paging.pageInAll();
        }
        lock.lock();
        try {
            List<Entry> found = core.list(selector);
            for (Entry entry : found) {
                core.acquire(entry);
            }
            return found;
        } finally {
            unlock();
        }
    }

    /** Takes a message that is available for somebody who had it before a restart. */
    void acquire(Entry entry) {
        lock.lock();
        try {
            core.acquire(entry);
        } finally {
            unlock();
        }
    }

    /** Takes out the messages that wait for their delivery time. */
    List<Entry> removeDelayed() {
        lock.lock();
        try {
            List<Entry> found = core.delayedEntries();
            for (Entry entry : found) {
                core.remove(entry);
            }
            return found;
        } finally {
            unlock();
        }
    }

    /** Looks at the core, for tests. */
    void inspect(java.util.function.Consumer<QueueCore> look) {
        lock.lock();
        try {
            look.accept(core);
        } finally {
            unlock();
        }
    }

    // ---- paging: see Paging ----

    /** Messages leave the heap, and come back. */
    Paging paging() {
        return paging;
    }

    /** The messages that nobody has. */
    List<Entry> available() {
        return locked(core -> core.list(null));
    }

    /** A step of paging: the lock is held for it, and only for it. */
    <T> T locked(Function<QueueCore, T> step) {
        lock.lock();
        try {
            return step.apply(core);
        } finally {
            unlock();
        }
    }

    /** Returns when the store knows that messages may be handed out: called before the first one is. */
    void announceHandOut() throws EngineException {
        if (!handedOut && durable) {
            host.announceHandOut(this);
            handedOut = true;
        }
    }

    // ---- leaves ----

    private long now() {
        return host.time().millis();
    }

    /** Unlocks, then carries out what the core left to be done: signals and the broker are foreign to it. */
    private void unlock() {
        Effects effects = core.takeEffects();
        lock.unlock();
        if (room != null) {
            room.made();
        }
        if (effects != null) {
            Aftermath.carryOut(this, host, effects);
        }
    }

    /** A consumer that was woken is busy; returns what else is to be done. */
    @Nullable
    Effects passOn(Consumer busy) {
        long now = now();
        lock.lock();
        try {
            core.passOn(busy, now);
            return core.takeEffects();
        } finally {
            lock.unlock();
            if (room != null) {
                room.made();
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
