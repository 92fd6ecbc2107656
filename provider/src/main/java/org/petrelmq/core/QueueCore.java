package org.petrelmq.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.petrelmq.core.Consumer.State;
import org.petrelmq.core.Effects.Gone;
import org.petrelmq.core.Effects.Later;
import org.petrelmq.core.Effects.Reason;
import org.petrelmq.core.Effects.Returned;
import org.petrelmq.core.QueuePolicy.Overflow;
import org.petrelmq.selector.Selector;

/**
 * A queue: the life of its messages and the waking of its consumers. Subscriptions are queues too. It holds no lock, thread
 * or clock, and calls nothing foreign; {@link QueueGuard} makes it thread-safe and carries out the {@link Effects}.
 *
 * <p><b>Waking.</b> Consumers pull, so a message needs a consumer that looks. A consumer that found nothing arms itself and
 * waits; an arriving message wakes the first waiter that flows and selects it, and only that one: the wake is a claim. Two
 * rules keep a message from lying there while somebody waits for it:
 *
 * <ul>
 *   <li>Whoever was woken and leaves without looking (timeout, close, stop) disarms, which passes the claim on.
 *   <li>Whoever was woken and looks may find another message than the one it was woken for, or none, since others take
 *       messages without being woken. So a look of a claimed consumer ends by waking the next waiter that has something.
 * </ul>
 *
 * Hence the invariant: if an available message is for a flowing waiter, some claimed consumer has not looked yet.
 *
 * <p>What a consumer sees ({@link Backlog}) is for it unless another consumer comes before it ({@link Precedence}).
 */
final class QueueCore {
    private final QueuePolicy policy;
    private final @Nullable LastValues lastValues;

    private final Backlog backlog = new Backlog();
    private final WaitList waiters = new WaitList();

    private final Precedence precedence;
    private final Set<Entry> delayed = new LinkedHashSet<>(0);

    private @Nullable Effects effects;
    private int acquired;
    private boolean paused;
    private boolean deleted;

    /** Whether its consumers were found too slow. */
    private boolean overflown;

    /** An empty queue. */
    QueueCore(QueuePolicy policy) {
        this.policy = policy;
        this.precedence = new Precedence(policy.exclusive());
        this.lastValues = policy.lastValue() == null ? null : new LastValues(policy.lastValue());
    }

    QueuePolicy policy() {
        return policy;
    }

    // ---- a message's life ----

    /** A message arrives, at its place. */
    void enqueue(Entry entry) {
        if (deleted) {
            leave(entry, Reason.DROPPED);
            return;
        }
        entry.to(EntryState.QUEUED);
        backlog.add(entry);
        if (lastValues != null) {
            replace(lastValues.arrived(entry));
        }
        arrived(entry);
    }

    private void replace(@Nullable Entry older) {
        if (older != null && (older.state() == EntryState.QUEUED || older.state() == EntryState.DELAYED)) {
            remove(older);
            effects().gone.add(new Gone(older, Reason.REPLACED));
        }
    }

    private void arrived(Entry entry) {
        if (policy.limit() > 0 && backlog.size() > policy.limit()) {
            overflow();
        }
        if (entry.state() == EntryState.QUEUED) {
            wakeFor(entry);
        }
    }

    private void overflow() {
        if (policy.overflow() == Overflow.DROP_OLDEST) {
            replace(backlog.oldest());
        } else if (policy.overflow() == Overflow.DISCONNECT && !overflown) {
            overflown = true;
            effects().overflown = true;
        }
    }

    /** A message arrives that nobody may see yet. */
    void delay(Entry entry) {
        if (deleted) {
            leave(entry, Reason.DROPPED);
            return;
        }
        entry.to(EntryState.DELAYED);
        delayed.add(entry);
    }

    /** A message is done with that nobody else will take care of. */
    private void leave(Entry entry, Reason reason) {
        entry.to(EntryState.SETTLED);
        effects().gone.add(new Gone(entry, reason));
        forget(entry);
    }

    private void forget(Entry entry) {
        backlog.left(entry);
        if (lastValues != null) {
            lastValues.left(entry);
        }
    }

    /**
     * A delayed message becomes due, and gets its place; one that was delivered before returns to the place that it had.
     * Without effect if it has left meanwhile.
     */
    void due(Entry entry, long sequence) {
        if (entry.state() != EntryState.DELAYED) {
            return;
        }
        delayed.remove(entry);
        if (entry.released() > 0) {
            comeBack(entry);
        } else {
            entry.placeAt(sequence);
            enqueue(entry);
        }
    }

    /** A consumer looks: the first message for it, acquired; null if there is none. */
    @Nullable
    Entry poll(Consumer consumer, long nowMillis) {
        boolean claimed = consumer.state == State.CLAIMED;
        stopWaiting(consumer);
        Entry entry = firstFor(consumer, nowMillis);
        boolean freed = false;
        if (entry != null) {
            acquire(entry);
            // Who has an exclusive queue has its groups, and no longer than it has the queue.
            freed = !policy.exclusive() && backlog.taken(entry, consumer);
        }
        if (claimed || freed) {
            wakeNext(nowMillis);
        }
        return entry;
    }

    /** Somebody takes that very message, which is available. */
    void acquire(Entry entry) {
        backlog.remove(entry);
        backlog.acquired(entry);
        entry.to(EntryState.ACQUIRED);
        acquired++;
    }

    /** An acquired message is done with. */
    void settle(Entry entry) {
        entry.to(EntryState.SETTLED);
        unacquired(entry);
        forget(entry);
    }

    private void unacquired(Entry entry) {
        acquired--;
        backlog.unacquired(entry);
    }

    /** An acquired message comes back, having been shown to an application: it counts as a delivery. */
    void release(Entry entry, long nowMillis) {
        entry.countRelease();
        unacquired(entry);
        if (entry.isKept()) {
            effects().returned.add(new Returned(entry, entry.released()));
        }
        boolean dead = policy.maxDeliveries() > 0 && entry.released() >= policy.maxDeliveries();
        long wait = policy.backoff().millisAfter(entry.released());
        if (leavesInsteadOfReturning(entry, nowMillis)) {
            return;
        }
        if (dead) {
            leave(entry, Reason.DEAD);
        } else if (wait > 0) {
            backlog.left(entry);
            delay(entry);
            effects().later.add(new Later(entry, wait));
        } else {
            comeBack(entry);
        }
    }

    /** An acquired message comes back as if it had not been acquired. */
    void releaseUnseen(Entry entry, long nowMillis) {
        unacquired(entry);
        if (!leavesInsteadOfReturning(entry, nowMillis)) {
            comeBack(entry);
        }
    }

    private boolean leavesInsteadOfReturning(Entry entry, long nowMillis) {
        if (deleted) {
            leave(entry, Reason.DROPPED);
        } else if (entry.expiredAt(nowMillis)) {
            leave(entry, Reason.EXPIRED);
        } else if (lastValues != null && lastValues.isReplaced(entry)) {
            leave(entry, Reason.REPLACED);
        } else {
            return false;
        }
        return true;
    }

    private void comeBack(Entry entry) {
        entry.to(EntryState.QUEUED);
        backlog.addReturned(entry);
        arrived(entry);
    }

    /** A message's time is over; one that is acquired is looked at when it comes back. */
    void expire(Entry entry) {
        if (entry.state() == EntryState.QUEUED || entry.state() == EntryState.DELAYED) {
            remove(entry);
            effects().gone.add(new Gone(entry, Reason.EXPIRED));
        }
    }

    /** Takes out a message that no consumer has. */
    void remove(Entry entry) {
        if (entry.state() == EntryState.DELAYED) {
            delayed.remove(entry);
        } else {
            backlog.remove(entry);
        }
        entry.to(EntryState.SETTLED);
        forget(entry);
    }

    // ---- consumers ----

    /**
     * A consumer begins.
     *
     * @param selector what it selects; null for everything
     */
    void attach(Consumer consumer, @Nullable Selector selector) {
        precedence.add(consumer);
        // Whoever came too slow for what was there already is found so by the next message.
        overflown = false;
        if (selector != null) {
            backlog.attach(consumer, selector);
        }
    }

    /** A consumer ends; a claim that it has, and what was for it alone, is passed on. */
    void detach(Consumer consumer, long nowMillis) {
        if (!precedence.remove(consumer)) {
            return;
        }
        boolean hadMore = consumer.own != null || precedence.isHolder(consumer);
        consumer.flowing = false;
        disarm(consumer, nowMillis);
        backlog.detach(consumer);
        if (hadMore) {
            wakeAll(nowMillis);
        }
    }

    /** A consumer waits, unless there is something for it; returns whether it waits. A claim is kept until it looks. */
    boolean arm(Consumer consumer, long nowMillis) {
        boolean claimed = consumer.state == State.CLAIMED;
        stopWaiting(consumer);
        if (hasFor(consumer, nowMillis)) {
            consumer.state = claimed ? State.CLAIMED : State.IDLE;
            return false;
        }
        consumer.state = State.ARMED;
        waiters.add(consumer);
        if (claimed) {
            wakeNext(nowMillis);
        }
        return true;
    }

    /** A consumer waits no more; a claim that it has is passed on. */
    void disarm(Consumer consumer, long nowMillis) {
        boolean claimed = consumer.state == State.CLAIMED;
        stopWaiting(consumer);
        if (claimed) {
            wakeNext(nowMillis);
        }
    }

    /**
     * A consumer that was woken is busy: what it was woken for is for others. Without effect if it has looked meanwhile, and
     * perhaps waits again: it is woken for what comes next.
     */
    void passOn(Consumer consumer, long nowMillis) {
        if (consumer.state == State.CLAIMED) {
            disarm(consumer, nowMillis);
        }
    }

    /** Messages flow to a consumer, or no longer; without flow it keeps no claim. */
    void setFlowing(Consumer consumer, boolean flowing, long nowMillis) {
        consumer.flowing = flowing;
        if (flowing) {
            wakeNext(nowMillis);
            return;
        }
        if (consumer.state == State.CLAIMED) {
            disarm(consumer, nowMillis);
        }
        if (precedence.isHolder(consumer)) {
            wakeAll(nowMillis);
        }
    }

    private void stopWaiting(Consumer consumer) {
        if (consumer.state == State.ARMED) {
            waiters.remove(consumer);
        }
        consumer.state = State.IDLE;
    }

    private void wakeFor(Entry entry) {
        if (paused) {
            return;
        }
        for (Consumer waiter = waiters.first(); waiter != null; waiter = waiter.nextWaiter) {
            if (waiter.flowing && precedence.admits(waiter) && backlog.shows(waiter, entry)) {
                wake(waiter);
                return;
            }
        }
    }

    private void wakeNext(long nowMillis) {
        for (Consumer waiter = waiters.first(); waiter != null; waiter = waiter.nextWaiter) {
            if (hasFor(waiter, nowMillis)) {
                wake(waiter);
                return;
            }
        }
    }

    /** Many messages are for others than before: every waiter that has something is woken. */
    private void wakeAll(long nowMillis) {
        Consumer next;
        for (Consumer waiter = waiters.first(); waiter != null; waiter = next) {
            next = waiter.nextWaiter;
            if (hasFor(waiter, nowMillis)) {
                wake(waiter);
            }
        }
    }

    private void wake(Consumer waiter) {
        waiters.remove(waiter);
        waiter.state = State.CLAIMED;
        effects().woken.add(waiter);
    }

    // ---- the queue as a whole ----

    void setPaused(boolean newPaused, long nowMillis) {
        paused = newPaused;
        wakeNext(nowMillis);
    }

    /** The queue ends: its messages are dropped now, the acquired ones when they come back. */
    void delete() {
        deleted = true;
        for (Entry entry : backlog.list(null)) {
            backlog.remove(entry);
            leave(entry, Reason.DROPPED);
        }
        for (Entry entry : new ArrayList<>(delayed)) {
            delayed.remove(entry);
            leave(entry, Reason.DROPPED);
        }
    }

    /** The available entries that match, in order. */
    List<Entry> list(@Nullable Selector selector) {
        return backlog.list(selector);
    }

    List<Entry> delayedEntries() {
        return new ArrayList<>(delayed);
    }

    int available() {
        return backlog.size();
    }

    int acquired() {
        return acquired;
    }

    int delayed() {
        return delayed.size();
    }

    int consumers() {
        return precedence.consumers().size();
    }

    /** How many message groups are remembered. */
    int groups() {
        return backlog.groups();
    }

    boolean paused() {
        return paused;
    }

    boolean deleted() {
        return deleted;
    }

    /** Whether a message may leave the heap: what selectors see, or groups or values are kept of, has to be at hand. */
    boolean isPageable(Entry entry) {
        boolean looked = entry.group != null || lastValues != null || backlog.hasSelectors();
        return entry.state() == EntryState.QUEUED && !looked;
    }

    /** What remains to be done since the last call; null for nothing. */
    @Nullable
    Effects takeEffects() {
        Effects taken = effects;
        effects = null;
        return taken;
    }

    /** What is not as it has to be between two operations, for tests: sentences. */
    List<String> brokenInvariants() {
        List<String> broken = backlog.brokenInvariants(precedence.consumers());
        for (Entry entry : delayed) {
            if (entry.state() != EntryState.DELAYED) {
                broken.add("a delayed entry is " + entry.state());
            }
        }
        for (Consumer waiter = waiters.first(); waiter != null; waiter = waiter.nextWaiter) {
            if (waiter.state != State.ARMED || !precedence.consumers().contains(waiter)) {
                broken.add("a waiter is " + waiter.state);
            }
        }
        return broken;
    }

    /** Whether there is a message for a consumer. */
    boolean hasFor(Consumer consumer, long nowMillis) {
        return firstFor(consumer, nowMillis) != null;
    }

    // ---- leaves ----

    private @Nullable Entry firstFor(Consumer consumer, long nowMillis) {
        if (paused || !consumer.flowing || !precedence.admits(consumer)) {
            return null;
        }
        for (Entry entry = backlog.first(consumer); entry != null; entry = backlog.first(consumer)) {
            if (!entry.expiredAt(nowMillis)) {
                return precedence.isWantedBefore(consumer, entry, backlog) ? null : entry;
            }
            expire(entry);
        }
        return null;
    }

    private Effects effects() {
        if (effects == null) {
            effects = new Effects();
        }
        return effects;
    }
}
