package org.petrelmq.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.transaction.xa.XAException;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.petrelmq.core.QueueGuard.Counts;
import org.petrelmq.core.QueueGuard.Seen;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineAdmin;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Address;
import org.petrelmq.message.Envelope;
import org.petrelmq.selector.Selector;
import org.petrelmq.store.BranchId;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord.Outcome;

/** Administration of a broker. What has fallen due while the broker rested is caught up with first. */
final class CoreAdmin implements EngineAdmin {
    private final CoreBroker broker;
    private final @Nullable String user;

    CoreAdmin(CoreBroker broker, @Nullable String user) {
        this.broker = broker;
        this.user = user;
    }

    /** Asks for the permission that everything here takes. */
    private void requirePermission(String name) throws EngineException {
        broker.access().require(user, Operation.MANAGE, name);
    }

    @Override
    public void create(Address address) throws EngineException {
        requirePermission(address.name());
        broker.destinations().ensure(address, user);
        broker.records().sync();
    }

    @Override
    public void delete(Kind kind, String name) throws EngineException {
        requirePermission(name);
        switch (kind) {
            case QUEUE -> {
                requireQueue(name);
                broker.destinations().deleteUnconsumed(Address.queue(name));
            }
            case TOPIC -> {
                if (broker.topics().find(Address.topic(name)) == null) {
                    throw unknown("topic", name);
                }
                broker.destinations().deleteUnconsumed(Address.topic(name));
            }
            case SUBSCRIPTION -> broker.topics().end(requireSubscription(name));
        }
        broker.records().sync();
    }

    @Override
    public List<ConnectionEntry> connections() throws EngineException {
        requirePermission("");
        List<ConnectionEntry> all = new ArrayList<>();
        for (CoreConnection connection : broker.connections().all()) {
            all.add(connection.describe());
        }
        return all;
    }

    @Override
    public List<Info> list() throws EngineException {
        requirePermission("");
        broker.timers().run();
        List<Info> all = new ArrayList<>();
        for (Address address : broker.destinations().addresses()) {
            QueueGuard queue = broker.destinations().find((Address.Queue) address);
            if (queue != null) {
                all.add(info(Kind.QUEUE, address, queue));
            }
        }
        for (Address address : broker.topics().addresses()) {
            Topic topic = broker.topics().find((Address.Topic) address);
            int subscriptions = topic == null ? 0 : topic.subscriptionCount();
            all.add(new Info(Kind.TOPIC, address.name(), address, 0, 0, 0, subscriptions, false));
        }
        for (Subscription subscription : broker.topics().subscriptions()) {
            all.add(info(Kind.SUBSCRIPTION, subscription.spec.address(), subscription.queue));
        }
        all.sort(Comparator.comparing(Info::kind).thenComparing(Info::name));
        return all;
    }

    private static Info info(Kind kind, Address address, QueueGuard queue) {
        Counts counts = queue.counts();
        return new Info(
                kind,
                queue.name,
                address,
                counts.available(),
                counts.acquired(),
                counts.delayed(),
                counts.consumers(),
                counts.paused());
    }

    @Override
    public List<Delivery> browse(String queue, @Nullable Selector selector) throws EngineException {
        QueueGuard found = require(queue);
        List<Delivery> looks = new ArrayList<>();
        for (Seen seen : found.browse(selector)) {
            looks.add(new CoreBrowser.Look(found.paging().envelopeOf(seen), seen.deliveryCount()));
        }
        return looks;
    }

    @Override
    public long remove(String queue, @Nullable Selector selector) throws EngineException {
        QueueGuard found = require(queue);
        List<CoreDelivery> removed = acquireAll(found, selector);
        commit(found, List.of(), removed);
        if (selector != null) {
            return removed.size();
        }
        List<Entry> delayed = found.removeDelayed();
        for (Entry entry : delayed) {
            broker.forget(found, entry);
        }
        return (long) removed.size() + delayed.size();
    }

    @Override
    public long move(String from, String to, @Nullable Selector selector) throws EngineException {
        QueueGuard source = require(from);
        Address.Queue address = Address.queue(to);
        requirePermission(to);
        broker.destinations().ensure(address, user);
        QueueGuard target = broker.destinations().findOrCreate(address);
        if (target == null || target.equals(source)) {
            throw new EngineException(
                    Failure.INVALID_DESTINATION, "Messages of '" + from + "' cannot be moved to itself.");
        }
        List<CoreDelivery> moved = acquireAll(source, selector);
        List<Publication> publications = new ArrayList<>(moved.size());
        for (CoreDelivery delivery : moved) {
            publications.add(moved(delivery.envelope(), target));
        }
        commit(source, publications, moved);
        return moved.size();
    }

    @Override
    public long retry(String queue, @Nullable Selector selector) throws EngineException {
        QueueGuard graveyard = require(queue);
        List<CoreDelivery> leaving = new ArrayList<>();
        List<Publication> arriving = new ArrayList<>();
        for (CoreDelivery letter : acquireAll(graveyard, selector)) {
            QueueGuard origin = originOf(letter.envelope());
            if (origin == null || origin.equals(graveyard)) {
                graveyard.releaseUnseen(letter.entry());
            } else {
                leaving.add(letter);
                arriving.add(moved(DeadLetters.revived(letter.envelope()), origin));
            }
        }
        commit(graveyard, arriving, leaving);
        return leaving.size();
    }

    /** Where a dead letter goes back to; null if that has gone, or the message is no dead letter. */
    private @Nullable QueueGuard originOf(Envelope letter) {
        String name = DeadLetters.originOf(letter);
        if (name == null) {
            return null;
        }
        Subscription subscription = subscription(name);
        if (subscription != null) {
            return subscription.queue;
        }
        QueueGuard queue = queue(name);
        if (queue != null
                || letter.destination() instanceof Address.Topic
                || letter.destination().temporary()) {
            return queue;
        }
        return broker.destinations().findOrCreate(Address.queue(name));
    }

    private Publication moved(Envelope envelope, QueueGuard target) {
        Publication publication = new Publication(broker, envelope, target.alone);
        broker.memory().add(publication.bytes());
        return publication;
    }

    private static List<CoreDelivery> acquireAll(QueueGuard queue, @Nullable Selector selector) throws EngineException {
        List<CoreDelivery> acquired = new ArrayList<>();
        List<Entry> entries = queue.acquireAll(selector);
        try {
            for (Entry entry : entries) {
                acquired.add(new CoreDelivery(queue, entry, queue.paging().envelopeOf(entry)));
            }
        } catch (EngineException e) {
            entries.forEach(queue::releaseUnseen);
            throw e;
        }
        return acquired;
    }

    /** One batch: a message is in one queue or in the other, whatever happens. */
    private void commit(QueueGuard source, List<Publication> arriving, List<CoreDelivery> leaving)
            throws EngineException {
        try {
            new Commit(broker, arriving, leaving).run();
        } catch (StoreException e) {
            for (CoreDelivery delivery : leaving) {
                source.releaseUnseen(delivery.entry());
            }
            for (Publication publication : arriving) {
                broker.memory().release(publication.bytes());
            }
            throw broker.records().notStored("The change of '" + source + "' could not be stored.", e);
        }
    }

    @Override
    public void setPaused(String queue, boolean paused) throws EngineException {
        require(queue).setPaused(paused);
    }

    // ---- distributed transactions ----

    @Override
    public List<BranchInfo> branches() throws EngineException {
        requirePermission("");
        List<BranchInfo> waiting = new ArrayList<>();
        Map<BranchId, Outcome> completed = broker.branches().completed();
        for (Xid xid : broker.branches().recover()) {
            BranchId id = BranchId.of(xid);
            waiting.add(new BranchInfo(id.toString(), stateOf(completed.get(id))));
        }
        waiting.sort(Comparator.comparing(BranchInfo::id));
        return waiting;
    }

    private static BranchState stateOf(@Nullable Outcome completed) {
        if (completed == null) {
            return BranchState.PREPARED;
        }
        return completed == Outcome.HEURISTICALLY_COMMITTED
                ? BranchState.HEURISTICALLY_COMMITTED
                : BranchState.HEURISTICALLY_ROLLED_BACK;
    }

    @Override
    public void completeBranch(String id, boolean commit) throws EngineException {
        BranchId branch = requireBranch(id);
        try {
            broker.branches().complete(branch, commit);
        } catch (XAException e) {
            throw notCompleted(id, e);
        }
    }

    @Override
    public void forgetBranch(String id) throws EngineException {
        BranchId branch = requireBranch(id);
        try {
            broker.branches().forget(branch);
        } catch (XAException e) {
            throw notCompleted(id, e);
        }
    }

    private BranchId requireBranch(String id) throws EngineException {
        requirePermission(id);
        for (Xid xid : broker.branches().recover()) {
            BranchId branch = BranchId.of(xid);
            if (branch.toString().equals(id)) {
                return branch;
            }
        }
        throw new EngineException(Failure.ILLEGAL_STATE, "No prepared branch '" + id + "' waits for its manager.");
    }

    private static EngineException notCompleted(String id, XAException e) {
        boolean unfit = e.errorCode != XAException.XAER_RMFAIL;
        return new EngineException(
                unfit ? Failure.ILLEGAL_STATE : Failure.GENERAL,
                unfit
                        ? "The branch '" + id + "' is not in a state for that (XA error " + e.errorCode + ")."
                        : "The end of the branch '" + id + "' could not be stored.",
                e);
    }

    // ---- leaves ----

    private QueueGuard require(String name) throws EngineException {
        requirePermission(name);
        broker.timers().run();
        QueueGuard queue = queue(name);
        return queue != null ? queue : requireSubscription(name).queue;
    }

    private @Nullable QueueGuard queue(String name) {
        QueueGuard queue = name.isEmpty() ? null : broker.destinations().find(Address.queue(name));
        return queue == null && !name.isEmpty() ? broker.destinations().find(new Address.Queue(name, true)) : queue;
    }

    private void requireQueue(String name) throws EngineException {
        if (name.isEmpty() || broker.destinations().find(Address.queue(name)) == null) {
            throw unknown("queue", name);
        }
    }

    private Subscription requireSubscription(String name) throws EngineException {
        Subscription subscription = subscription(name);
        if (subscription == null) {
            throw unknown("queue or subscription", name);
        }
        return subscription;
    }

    private @Nullable Subscription subscription(String name) {
        for (Subscription subscription : broker.topics().subscriptions()) {
            if (subscription.queue.name.equals(name)) {
                return subscription;
            }
        }
        return null;
    }

    private static EngineException unknown(String kind, String name) {
        return new EngineException(Failure.INVALID_DESTINATION, "There is no " + kind + " '" + name + "'.");
    }
}
