package org.petrelmq.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.petrelmq.core.Consumer.State;
import org.petrelmq.core.Effects.Gone;
import org.petrelmq.core.Effects.Reason;
import org.petrelmq.message.Envelope;
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
 * Hence the invariant: if an available message is selected by a flowing waiter, some claimed consumer has not looked yet.
 */
final class QueueCore {
    private final int maxDeliveries;

    private final PlaceOrder available = new PlaceOrder();
    private final List<View> views = new ArrayList<>(0);
    private final WaitList waiters = new WaitList();
    private final List<Consumer> consumers = new ArrayList<>(1);
    private final Set<Entry> delayed = new LinkedHashSet<>(0);

    private @Nullable EnvelopeProperties evaluated;
    private @Nullable Effects effects;
    private int acquired;
    private boolean paused;
    private boolean deleted;

    /**
     * An empty queue.
     *
     * @param maxDeliveries how often a message is delivered before it is dead; 0 for ever
     */
    QueueCore(int maxDeliveries) {
        this.maxDeliveries = maxDeliveries;
    }

    // ---- a message's life ----

    /** A message arrives, at its place. */
    void enqueue(Entry entry) {
        if (deleted) {
            drop(entry);
            return;
        }
        entry.to(EntryState.QUEUED);
        available.add(entry);
        for (int i = 0; i < views.size(); i++) {
            if (matches(views.get(i).selector, entry)) {
                views.get(i).order.add(linked(entry, views.get(i)));
            }
        }
        wakeFor(entry);
    }

    /** A message arrives that nobody may see yet. */
    void delay(Entry entry) {
        if (deleted) {
            drop(entry);
            return;
        }
        entry.to(EntryState.DELAYED);
        delayed.add(entry);
    }

    private void drop(Entry entry) {
        entry.to(EntryState.SETTLED);
        effects().gone.add(new Gone(entry, Reason.DROPPED));
    }

    /** A delayed message becomes due and gets its place; without effect if it has left meanwhile. */
    void due(Entry entry, long sequence) {
        if (entry.state() == EntryState.DELAYED) {
            delayed.remove(entry);
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
        if (entry != null) {
            acquire(entry);
        }
        if (claimed) {
            wakeNext(nowMillis);
        }
        return entry;
    }

    /** Somebody takes that very message, which is available. */
    void acquire(Entry entry) {
        unlink(entry);
        entry.to(EntryState.ACQUIRED);
        acquired++;
    }

    /** An acquired message is done with. */
    void settle(Entry entry) {
        entry.to(EntryState.SETTLED);
        acquired--;
    }

    /** An acquired message comes back, having been shown to an application: it counts as a delivery. */
    void release(Entry entry, long nowMillis) {
        entry.countRelease();
        boolean dead = maxDeliveries > 0 && entry.released() >= maxDeliveries;
        giveBack(entry, dead ? Reason.DEAD : null, nowMillis);
    }

    /** An acquired message comes back as if it had not been acquired. */
    void releaseUnseen(Entry entry, long nowMillis) {
        giveBack(entry, null, nowMillis);
    }

    private void giveBack(Entry entry, @Nullable Reason reasonToLeave, long nowMillis) {
        Reason reason = deleted ? Reason.DROPPED : entry.expiredAt(nowMillis) ? Reason.EXPIRED : reasonToLeave;
        acquired--;
        if (reason != null) {
            entry.to(EntryState.SETTLED);
            effects().gone.add(new Gone(entry, reason));
            return;
        }
        entry.to(EntryState.QUEUED);
        available.addReturned(entry);
        for (int i = 0; i < views.size(); i++) {
            if (matches(views.get(i).selector, entry)) {
                views.get(i).order.addReturned(linked(entry, views.get(i)));
            }
        }
        wakeFor(entry);
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
            unlink(entry);
        }
        entry.to(EntryState.SETTLED);
    }

    // ---- consumers ----

    /**
     * A consumer begins.
     *
     * @param selector what it selects; null for everything
     */
    void attach(Consumer consumer, @Nullable Selector selector) {
        consumers.add(consumer);
        if (selector != null) {
            consumer.view = viewOf(selector);
            consumer.view.users++;
        }
    }

    /** A consumer ends; a claim that it has is passed on. */
    void detach(Consumer consumer, long nowMillis) {
        if (!consumers.remove(consumer)) {
            return;
        }
        disarm(consumer, nowMillis);
        View view = consumer.view;
        if (view != null && --view.users == 0) {
            views.remove(view);
            for (Node node = view.order.first(); node != null; node = view.order.first()) {
                view.order.remove(node);
                forget(node.entry(), view);
            }
        }
    }

    /** A consumer waits, unless there is something for it; returns whether it waits. */
    boolean arm(Consumer consumer, long nowMillis) {
        stopWaiting(consumer);
        if (firstFor(consumer, nowMillis) != null) {
            return false;
        }
        consumer.state = State.ARMED;
        waiters.add(consumer);
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

    /** Messages flow to a consumer, or no longer; without flow it keeps no claim. */
    void setFlowing(Consumer consumer, boolean flowing, long nowMillis) {
        consumer.flowing = flowing;
        if (flowing) {
            wakeNext(nowMillis);
        } else if (consumer.state == State.CLAIMED) {
            disarm(consumer, nowMillis);
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
            if (waiter.flowing && waiter.selects(entry)) {
                wake(waiter);
                return;
            }
        }
    }

    private void wakeNext(long nowMillis) {
        for (Consumer waiter = waiters.first(); waiter != null; waiter = waiter.nextWaiter) {
            if (firstFor(waiter, nowMillis) != null) {
                wake(waiter);
                return;
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
        for (Entry entry : available.toList()) {
            unlink(entry);
            drop(entry);
        }
        for (Entry entry : new ArrayList<>(delayed)) {
            delayed.remove(entry);
            drop(entry);
        }
    }

    /** The available entries that match, in order. */
    List<Entry> list(@Nullable Selector selector) {
        List<Entry> all = available.toList();
        if (selector != null) {
            all.removeIf(entry -> !matches(selector, entry));
        }
        return all;
    }

    List<Entry> delayedEntries() {
        return new ArrayList<>(delayed);
    }

    int available() {
        return available.size();
    }

    int acquired() {
        return acquired;
    }

    int delayed() {
        return delayed.size();
    }

    int consumers() {
        return consumers.size();
    }

    boolean paused() {
        return paused;
    }

    boolean deleted() {
        return deleted;
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
        List<String> broken = new ArrayList<>();
        Entry before = null;
        for (Entry entry : available.toList()) {
            if (entry.state() != EntryState.QUEUED) {
                broken.add("an available entry is " + entry.state());
            }
            if (before != null && !before.before(entry)) {
                broken.add("entry " + entry.sequence() + " comes after entry " + before.sequence());
            }
            before = entry;
        }
        for (Entry entry : delayed) {
            if (entry.state() != EntryState.DELAYED) {
                broken.add("a delayed entry is " + entry.state());
            }
        }
        for (View view : views) {
            if (!view.order.toList().equals(list(view.selector))) {
                broken.add("the view of '" + view.selector + "' does not show what it selects");
            }
        }
        for (Consumer waiter = waiters.first(); waiter != null; waiter = waiter.nextWaiter) {
            if (waiter.state != State.ARMED || !consumers.contains(waiter)) {
                broken.add("a waiter is " + waiter.state);
            }
        }
        return broken;
    }

    // ---- leaves ----

    private @Nullable Entry firstFor(Consumer consumer, long nowMillis) {
        if (paused || !consumer.flowing) {
            return null;
        }
        PlaceOrder order = consumer.view == null ? available : consumer.view.order;
        for (Node node = order.first(); node != null; node = order.first()) {
            Entry entry = node.entry();
            if (!entry.expiredAt(nowMillis)) {
                return entry;
            }
            expire(entry);
        }
        return null;
    }

    private void unlink(Entry entry) {
        available.remove(entry);
        for (ViewNode node = entry.views; node != null; node = node.nextOfEntry) {
            node.view.order.remove(node);
        }
        entry.views = null;
    }

    private static ViewNode linked(Entry entry, View view) {
        ViewNode node = new ViewNode(entry, view, entry.views);
        entry.views = node;
        return node;
    }

    private static void forget(Entry entry, View view) {
        ViewNode kept = null;
        ViewNode node = entry.views;
        while (node != null) {
            ViewNode next = node.nextOfEntry;
            if (node.view != view) {
                node.nextOfEntry = kept;
                kept = node;
            }
            node = next;
        }
        entry.views = kept;
    }

    private View viewOf(Selector selector) {
        for (View view : views) {
            if (view.selector.equals(selector)) {
                return view;
            }
        }
        View view = new View(selector);
        views.add(view);
        for (Entry entry : available.toList()) {
            if (matches(selector, entry)) {
                view.order.add(linked(entry, view));
            }
        }
        return view;
    }

    /** Selectors look at envelopes in the heap: the guard pages in what a new selector must see. */
    private boolean matches(Selector selector, Entry entry) {
        Envelope envelope = Objects.requireNonNull(entry.envelope(), "the message is paged out");
        EnvelopeProperties properties = evaluated;
        if (properties == null) {
            properties = new EnvelopeProperties(envelope);
            evaluated = properties;
        }
        return selector.matches(properties.of(envelope));
    }

    private Effects effects() {
        if (effects == null) {
            effects = new Effects();
        }
        return effects;
    }
}
