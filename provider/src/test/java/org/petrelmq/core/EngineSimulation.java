package org.petrelmq.core;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.AckModel;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.Settlement;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.engine.TxModel;
import org.petrelmq.engine.TxOutcome;
import org.petrelmq.message.Address;
import org.petrelmq.message.Body;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.Envelopes;
import org.petrelmq.message.Headers;
import org.petrelmq.message.MessageId;
import org.petrelmq.message.Stamp;
import org.petrelmq.store.BranchId;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.journal.PowerLossException;
import org.petrelmq.store.journal.SimulatedStore;
import org.petrelmq.store.journal.SimulatedStore.Bug;
import org.petrelmq.util.VirtualTime;

/**
 * A broker on a simulated disk that lives through several crashes, drawn from a seed, and a clerk who knows of each message in
 * each queue what has to have become of it. Everything runs on one thread with virtual time.
 *
 * <p>What an operation that was cut off did is not known; all of it, or nothing: what is seen of it later decides.
 */
final class EngineSimulation {
    private static final int LIVES = 4;
    private static final int STEPS = 45;
    private static final int MAX_DELIVERIES = 4;
    private static final String[] QUEUES = {"a", "b"};
    private static final String[] SUBSCRIPTIONS = {"s", "t"};
    private static final Address.Topic TOPIC = Address.topic("topic");

    /** What has to have become of a message in a queue. */
    private enum Fate {
        PRESENT,
        /** There or not: an operation on it was cut off. */
        UNKNOWN,
        GONE
    }

    /** An operation of which all happened or nothing. */
    private static final class Group {
        @Nullable
        Boolean happened;

        void settle(boolean outcome, String why) {
            if (happened != null && happened != outcome) {
                throw new AssertionError("half an operation: " + why);
            }
            happened = outcome;
        }
    }

    private static final class Item {
        final String queue;
        final Envelope envelope;
        final long number;
        Fate fate = Fate.PRESENT;
        int handedOut;
        int crashes;
        boolean seen;

        /** What sent it, if that was cut off; what took it out, if that was. */
        @Nullable
        Group sender;

        @Nullable
        Group taker;

        Item(String queue, Envelope envelope, long number) {
            this.queue = queue;
            this.envelope = envelope;
            this.number = number;
        }

        boolean isDelayed() {
            return envelope.stamp().deliveryTime() > envelope.stamp().timestamp();
        }

        @Override
        public String toString() {
            return envelope.stamp().id() + " in " + queue + " (" + fate + ", handed out " + handedOut + ", crashes "
                    + crashes + ")";
        }
    }

    private static final class PreparedBranch {
        final BranchId id;
        final List<Envelope> sends;
        final List<Item> takes;

        /** Whether it is sure that it was prepared and has not ended. */
        boolean certain = true;

        PreparedBranch(BranchId id, List<Envelope> sends, List<Item> takes) {
            this.id = id;
            this.sends = sends;
            this.takes = takes;
        }
    }

    private final long seed;
    private final Random random;
    private final SimulatedStore stores;

    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<BranchId, PreparedBranch> branches = new LinkedHashMap<>();
    /** Those whose commit was cut off. */
    private final Set<BranchId> committing = new HashSet<>();

    private final Set<String> subscribed = new HashSet<>();

    /** The subscriptions whose making or removal was cut off. */
    private final Set<String> changing = new HashSet<>();

    private final Map<String, Item> held = new HashMap<>();
    private long messages;
    private long numbers;
    private int xids;
    private long now = 1_000_000;

    private Consumer<SimulatedStore> arming = store -> store.arm(60);
    private int lives = LIVES;
    private boolean wrong;

    private boolean telling;
    private final List<String> story = new ArrayList<>();

    private VirtualTime time;
    private CoreBroker broker;
    private CoreConnection connection;
    private EngineSession session;

    private EngineSimulation(long seed, Bug bug) {
        this.seed = seed;
        this.random = new Random(seed);
        this.stores = new SimulatedStore(seed, bug);
    }

    /** Runs a seed; an AssertionError says what is wrong, and what came before. */
    static void run(long seed, Bug bug) {
        try {
            new EngineSimulation(seed, bug).run();
        } catch (AssertionError wrong) {
            EngineSimulation again = new EngineSimulation(seed, bug);
            again.telling = true;
            try {
                again.run();
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + String.join("\n", again.story), e);
            }
            throw wrong;
        }
    }

    /**
     * Runs one life in which something is bound to go wrong, and takes stock; returns whether it went wrong.
     *
     * @param arming says what
     */
    static boolean runOnce(long seed, Consumer<SimulatedStore> arming) {
        EngineSimulation simulation = new EngineSimulation(seed, Bug.NONE);
        simulation.arming = arming;
        simulation.lives = 1;
        simulation.run();
        return simulation.wrong;
    }

    private void tell(String event) {
        if (telling) {
            story.add("  " + event);
        }
    }

    private void run() {
        try {
            for (int life = 0; life < lives; life++) {
                live();
            }
            stores.calm();
            lastLife();
        } catch (AssertionError | RuntimeException | EngineException | IOException | StoreException | XAException e) {
            throw new AssertionError("Seed " + seed + ": " + e.getMessage(), e);
        }
    }

    // ---- lives ----

    private void live() throws EngineException, IOException, StoreException, XAException {
        arming.accept(stores);
        boolean powerLost = false;
        try {
            begin();
            tell("begun");
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            if ((lives == 1 || random.nextBoolean()) && !stores.hasFailed()) {
                end();
                return;
            }
        } catch (PowerLossException e) {
            powerLost = true;
            tell("power lost");
        } catch (EngineException e) {
            tell("failed: " + e + " " + e.getCause());
            requireStoreFailure(e, e.failure() == Failure.GENERAL);
        } catch (XAException e) {
            requireStoreFailure(e, e.errorCode == XAException.XAER_RMFAIL);
        } catch (StoreException e) {
            requireStoreFailure(e, isOfDisk(e));
        } catch (IOException e) {
            requireStoreFailure(e, isOfDisk(e));
        }
        crash(powerLost);
    }

    private static boolean isOfDisk(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage());
        return message.contains("disk failed") || message.contains("No space");
    }

    /** What has failed is the disk, which was told to. */
    private static void requireStoreFailure(Exception e, boolean expected) {
        if (!expected) {
            throw new AssertionError("unexpected: " + e, e);
        }
    }

    private void begin() throws EngineException, IOException, StoreException, XAException {
        time = new VirtualTime(now);
        BrokerConfig config = BrokerConfig.of(Map.of(
                "time",
                time,
                "maxDeliveries",
                Integer.toString(MAX_DELIVERIES),
                "memoryLimit",
                "24k",
                "sendTimeout",
                "0ms"));
        // Connections to a store that has failed are left alone: nothing happens beside this thread.
        broker = new CoreBroker("simulated", config, stores.open(), task -> new Thread(() -> {}));
        broker.recover();
        connection = broker.connections().connect(new ConnectSpec(null, null, "client"), cause -> {});
        connection.setFlowing(true);
        session = connection.openSession(AckModel.ALL, TxModel.NONE);
        checkBranches();
        checkSubscriptions();
        for (String name : SUBSCRIPTIONS) {
            if (!subscribed.contains(name)) {
                subscribe(name);
            }
        }
    }

    private void end() {
        tell("end");
        connection.close();
        if (stores.hasFailed()) {
            crash(false);
            return;
        }
        stores.calm();
        broker.shutDown();
        held.clear();
        forgetNonPersistent();
    }

    private void crash(boolean powerLost) {
        wrong = true;
        stores.crash(powerLost);
        held.clear();
        forgetNonPersistent();
        items.values().forEach(item -> item.crashes++);
    }

    private void forgetNonPersistent() {
        if (time != null) {
            now = Math.max(now, time.millis());
        }
        for (Item item : items.values()) {
            if (!item.envelope.stamp().persistent() && item.fate != Fate.GONE) {
                item.fate = Fate.GONE;
            }
        }
    }

    /** Everything that is there is taken out; what is missing then is lost. */
    private void lastLife() throws EngineException, IOException, StoreException, XAException {
        begin();
        for (PreparedBranch branch : List.copyOf(branches.values())) {
            resolve(branch, random.nextBoolean());
        }
        time.advance(1_000_000);
        broker.timers().run();
        for (String name : QUEUES) {
            drain(name);
        }
        for (String name : SUBSCRIPTIONS) {
            drain(name);
        }
        drain("DLQ");
        for (Item item : items.values()) {
            boolean expired = isExpired(item.envelope);
            if (item.fate == Fate.PRESENT && !expired) {
                throw new AssertionError("lost: " + item);
            }
            if (item.fate == Fate.UNKNOWN && !item.seen && !expired) {
                decide(item, false);
            }
        }
        connection.close();
        broker.shutDown();
    }

    private void drain(String queue) throws EngineException {
        try (Source source = open(queue)) {
            while (true) {
                Delivery delivery = source.poll();
                if (delivery == null) {
                    return;
                }
                Item item = delivered(queue, delivery);
                session.settle(delivery, Settlement.ACCEPT);
                item.fate = Fate.GONE;
            }
        }
    }

    // ---- steps ----

    private void step() throws EngineException, XAException {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> send();
            case 3, 4, 5 -> receive(Settlement.ACCEPT);
            case 6 -> receive(Settlement.RELEASE);
            case 7 -> hold();
            case 8, 9 -> transaction();
            case 10 -> distributedTransaction();
            case 11 -> resolveSome();
            case 12 -> time.advance(random.nextInt(400));
            default -> changeSubscription();
        }
    }

    private Envelope newMessage(Address destination) {
        long at = time.millis();
        boolean persistent = random.nextInt(8) > 0;
        boolean delayed = random.nextInt(10) == 0;
        long expiration = random.nextInt(12) == 0 ? at + random.nextInt(900) : 0;
        byte[] body = new byte[random.nextInt(4) == 0 ? random.nextInt(1500) : random.nextInt(60)];
        random.nextBytes(body);
        Stamp stamp = new Stamp(
                MessageId.ofText("ID:" + messages++),
                at,
                destination,
                persistent,
                random.nextInt(3) == 0 ? 7 : 4,
                expiration,
                delayed ? at + 1 + random.nextInt(500) : at);
        return new Envelope(
                stamp, Headers.NONE, Envelopes.with("", "n", messages).properties(), new Body.Bytes(body, body.length));
    }

    private Address anywhere() {
        return random.nextInt(3) == 0 ? TOPIC : Address.queue(QUEUES[random.nextInt(QUEUES.length)]);
    }

    private void send() throws EngineException {
        Envelope envelope = newMessage(anywhere());
        tell("send " + envelope.stamp());
        List<Item> sent = arriving(envelope);
        Group group = new Group();
        unknown(sent, group);
        try {
            session.send(envelope, null);
        } catch (EngineException e) {
            if (e.failure() != Failure.RESOURCE_ALLOCATION) {
                throw e;
            }
            sent.forEach(item -> item.fate = Fate.GONE);
            return;
        }
        present(sent);
    }

    /** The copies of a message, wherever it goes. */
    private List<Item> arriving(Envelope envelope) {
        List<Item> arriving = new ArrayList<>();
        if (envelope.destination().equals(TOPIC)) {
            for (String name : SUBSCRIPTIONS) {
                if (subscribed.contains(name)) {
                    arriving.add(newItem(name, envelope));
                }
            }
        } else {
            arriving.add(newItem(envelope.destination().name(), envelope));
        }
        return arriving;
    }

    private Item newItem(String queue, Envelope envelope) {
        Item item = new Item(queue, envelope, numbers++);
        items.put(key(queue, envelope), item);
        return item;
    }

    private static String key(String queue, Envelope envelope) {
        return queue + " " + envelope.stamp().id();
    }

    private static void unknown(List<Item> sent, Group group) {
        for (Item item : sent) {
            item.fate = Fate.UNKNOWN;
            item.sender = group;
        }
    }

    private static void present(List<Item> sent) {
        for (Item item : sent) {
            item.fate = Fate.PRESENT;
            item.sender = null;
        }
    }

    private Source open(String queue) throws EngineException {
        return open(session, queue);
    }

    private static Source open(EngineSession by, String queue) throws EngineException {
        SourceSpec spec = Arrays.asList(SUBSCRIPTIONS).contains(queue)
                ? SourceSpec.subscription(SourceSpec.Kind.SHARED_DURABLE, TOPIC, queue)
                : SourceSpec.consumer(Address.queue(queue));
        return by.open(spec, () -> {});
    }

    private String anyQueue() {
        List<String> all = new ArrayList<>(List.of(QUEUES));
        for (String name : SUBSCRIPTIONS) {
            if (subscribed.contains(name)) {
                all.add(name);
            }
        }
        all.add("DLQ");
        return all.get(random.nextInt(all.size()));
    }

    private void receive(Settlement how) throws EngineException {
        String queue = anyQueue();
        try (Source source = open(queue)) {
            Delivery delivery = source.poll();
            if (delivery == null) {
                checkEmpty(queue);
                return;
            }
            Item item = delivered(queue, delivery);
            if (how == Settlement.RELEASE) {
                session.settle(delivery, how);
                return;
            }
            Group group = take(List.of(item));
            tell("accept");
            session.settle(delivery, how);
            gone(List.of(item), group);
        }
    }

    private static Group take(List<Item> taken) {
        Group group = new Group();
        for (Item item : taken) {
            item.fate = Fate.UNKNOWN;
            item.taker = group;
        }
        return group;
    }

    private static void gone(List<Item> taken, Group group) {
        group.happened = true;
        for (Item item : taken) {
            item.fate = Fate.GONE;
        }
    }

    /** A message stays with a session until the end of this life. */
    private void hold() throws EngineException {
        String queue = anyQueue();
        Source source = open(queue);
        Delivery delivery = source.poll();
        if (delivery != null) {
            Item item = delivered(queue, delivery);
            held.put(key(item.queue, item.envelope), item);
        }
        source.close();
    }

    private void transaction() throws EngineException {
        EngineSession transacted = connection.openSession(AckModel.ALL, TxModel.LOCAL);
        Work work = new Work(transacted);
        boolean commit = random.nextInt(4) > 0;
        tell((commit ? "commit " : "roll back ") + work);
        if (!commit) {
            transacted.rollback();
            work.rolledBack();
            transacted.close();
            return;
        }
        Group group = work.cutOff();
        TxOutcome outcome = transacted.commit();
        if (outcome == TxOutcome.UNKNOWN) {
            throw new EngineException(Failure.GENERAL, "The store has failed.");
        }
        if (outcome == TxOutcome.COMMITTED) {
            work.committed(group);
        } else {
            work.refused();
        }
        transacted.close();
    }

    /** What a transaction sends and takes. */
    private final class Work {
        final List<Envelope> sends = new ArrayList<>();
        final List<Item> takes = new ArrayList<>();
        private List<Item> arriving = List.of();

        Work(EngineSession by) throws EngineException {
            int count = random.nextInt(4);
            for (int i = 0; i < count; i++) {
                Envelope envelope = newMessage(anywhere());
                try {
                    by.send(envelope, null);
                    sends.add(envelope);
                } catch (EngineException e) {
                    if (e.failure() != Failure.RESOURCE_ALLOCATION) {
                        throw e;
                    }
                }
            }
            count = random.nextInt(4);
            for (int i = 0; i < count; i++) {
                String queue = anyQueue();
                Source source = open(by, queue);
                Delivery delivery = source.poll();
                if (delivery != null) {
                    Item item = delivered(queue, delivery);
                    takes.add(item);
                    held.put(key(item.queue, item.envelope), item);
                }
                source.close();
            }
        }

        @Override
        public String toString() {
            return "sends " + sends.stream().map(Envelope::stamp).toList() + " takes " + takes;
        }

        /** From now on nobody knows, until the commit has returned. */
        Group cutOff() {
            Group group = new Group();
            arriving = new ArrayList<>();
            for (Envelope envelope : sends) {
                arriving.addAll(arriving(envelope));
            }
            unknown(arriving, group);
            for (Item item : takes) {
                item.fate = Fate.UNKNOWN;
                item.taker = group;
            }
            return group;
        }

        void committed(Group group) {
            present(arriving);
            gone(takes, group);
            release();
        }

        /** The store had no room for it. */
        void refused() {
            arriving.forEach(item -> item.fate = Fate.GONE);
            takes.forEach(item -> {
                item.fate = Fate.PRESENT;
                item.taker = null;
            });
            release();
        }

        void rolledBack() {
            release();
        }

        private void release() {
            takes.forEach(item -> held.remove(key(item.queue, item.envelope)));
        }
    }

    // ---- distributed transactions ----

    private void distributedTransaction() throws EngineException, XAException {
        if (branches.size() > 3) {
            return;
        }
        EngineSession distributed = connection.openSession(AckModel.ALL, TxModel.NONE);
        XAResource xa = distributed.xa();
        BranchId id = BranchId.of(1, new byte[] {(byte) xids++, (byte) (xids >> 8)}, new byte[0]);
        xa.start(id, XAResource.TMNOFLAGS);
        Work work = new Work(distributed);
        xa.end(id, XAResource.TMSUCCESS);
        PreparedBranch branch = new PreparedBranch(id, work.sends, work.takes);
        branch.certain = false;
        branches.put(id, branch);
        tell("prepare " + id + " " + work);
        int vote;
        try {
            vote = xa.prepare(id);
        } catch (XAException e) {
            if (e.errorCode != XAException.XA_RBOTHER) {
                throw e;
            }
            // The disk is full.
            branches.remove(id);
            work.rolledBack();
            return;
        }
        branch.certain = true;
        if (vote == XAResource.XA_RDONLY) {
            branches.remove(id);
        }
        if (vote == XAResource.XA_OK && random.nextBoolean()) {
            resolve(branch, random.nextInt(4) > 0);
        }
        distributed.close();
    }

    private void resolveSome() throws XAException, EngineException {
        if (!branches.isEmpty()) {
            List<PreparedBranch> all = List.copyOf(branches.values());
            resolve(all.get(random.nextInt(all.size())), random.nextBoolean());
        }
    }

    private void resolve(PreparedBranch branch, boolean commit) throws XAException, EngineException {
        XAResource xa = session.xa();
        tell((commit ? "commit " : "roll back ") + branch.id);
        branch.certain = false;
        if (!commit) {
            xa.rollback(branch.id);
            end(branch, false);
            return;
        }
        boolean done = false;
        try {
            xa.commit(branch.id, false);
            done = true;
        } finally {
            if (!done) {
                committing.add(branch.id);
            }
        }
        end(branch, true);
    }

    private void end(PreparedBranch branch, boolean committed) {
        branches.remove(branch.id);
        committing.remove(branch.id);
        if (committed) {
            for (Envelope envelope : branch.sends) {
                arriving(envelope);
            }
            branch.takes.forEach(item -> item.fate = Fate.GONE);
        }
        branch.takes.forEach(item -> held.remove(key(item.queue, item.envelope)));
    }

    /** After a restart: what was prepared for certain is there, and what is there was prepared. */
    private void checkBranches() throws XAException {
        Set<BranchId> listed = new HashSet<>();
        for (Xid xid : session.xa().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)) {
            listed.add(BranchId.of(xid));
        }
        for (PreparedBranch branch : List.copyOf(branches.values())) {
            boolean there = listed.remove(branch.id);
            if (branch.certain && !there) {
                throw new AssertionError("the prepared branch " + branch.id + " is not there any more");
            }
            if (!there) {
                // Its commit was cut off, and has happened; or its prepare or rollback, and it is rolled back.
                long before = numbers;
                end(branch, committing.contains(branch.id));
                for (Item item : items.values()) {
                    if (item.number >= before) {
                        item.crashes = 1;
                        item.fate = item.envelope.stamp().persistent() ? Fate.PRESENT : Fate.GONE;
                    }
                }
                continue;
            }
            branch.certain = true;
            committing.remove(branch.id);
            for (Item item : branch.takes) {
                held.put(key(item.queue, item.envelope), item);
            }
        }
        if (!listed.isEmpty()) {
            throw new AssertionError("branches that nobody prepared, or that have ended: " + listed);
        }
    }

    // ---- subscriptions ----

    private void changeSubscription() throws EngineException {
        String name = SUBSCRIPTIONS[random.nextInt(SUBSCRIPTIONS.length)];
        if (!subscribed.contains(name)) {
            subscribe(name);
        } else if (random.nextInt(4) == 0 && held.values().stream().noneMatch(item -> item.queue.equals(name))) {
            unsubscribe(name);
        }
    }

    /** Whether it is there already, since a removal was cut off, or made now, is the same for what comes. */
    private void subscribe(String name) throws EngineException {
        tell("subscribe " + name);
        changing.add(name);
        open(name).close();
        subscribed.add(name);
        changing.remove(name);
    }

    /** After a restart: each is there once, unless it was removed, or its making or removal was cut off. */
    private void checkSubscriptions() {
        List<String> found = new ArrayList<>();
        for (Subscription subscription : broker.topics().subscriptions()) {
            found.add(nameOf(subscription.queue.name));
        }
        for (String name : SUBSCRIPTIONS) {
            boolean there = found.remove(name);
            if (!changing.contains(name) && there != subscribed.contains(name)) {
                throw new AssertionError("the subscription " + name + " is " + (there ? "" : "not ") + "there");
            }
            changing.remove(name);
            if (there) {
                subscribed.add(name);
            } else {
                subscribed.remove(name);
            }
        }
        if (!found.isEmpty()) {
            throw new AssertionError("there are other subscriptions: " + found);
        }
    }

    private void unsubscribe(String name) throws EngineException {
        tell("unsubscribe " + name);
        subscribed.remove(name);
        changing.add(name);
        List<Item> dropped = new ArrayList<>();
        for (Item item : items.values()) {
            if (item.queue.equals(name) && item.fate != Fate.GONE) {
                dropped.add(item);
                item.fate = Fate.UNKNOWN;
                item.sender = null;
                item.taker = null;
            }
        }
        // Shared durable subscriptions of a client are removed by their name, under its client ID.
        connection.unsubscribe(name);
        changing.remove(name);
        // What was delivered too often has become a dead letter, and stays.
        dropped.removeIf(item -> item.handedOut >= MAX_DELIVERIES);
        dropped.forEach(item -> item.fate = Fate.GONE);
    }

    // ---- the clerk ----

    /** A message was handed out: it may be, it is what was sent, it is marked, and nothing should have come before it. */
    private Item delivered(String queue, Delivery delivery) {
        Envelope envelope = delivery.envelope();
        tell("delivered " + envelope.stamp().id() + " from " + queue + ", count " + delivery.count());
        Object origin = envelope.properties().get(DeadLetters.ORIGIN);
        String home = origin == null ? queue : nameOf(origin.toString());
        Item item = items.get(key(home, envelope));
        if (item == null) {
            throw new AssertionError("nobody sent " + envelope.stamp().id() + " to " + home);
        }
        if (item.fate == Fate.GONE) {
            throw new AssertionError("has come back: " + item);
        }
        if (held.containsKey(key(home, envelope))) {
            throw new AssertionError("is with somebody else: " + item);
        }
        if (item.fate == Fate.UNKNOWN) {
            decide(item, true);
            item.fate = Fate.PRESENT;
        }
        item.seen = true;
        if (origin == null) {
            checkContent(item, envelope);
            checkCount(item, delivery);
            checkOrder(item);
            item.handedOut++;
        } else if (!envelope.body().equals(item.envelope.body())) {
            throw new AssertionError("another body as a dead letter: " + item);
        }
        return item;
    }

    private static String nameOf(String origin) {
        return origin.substring(origin.lastIndexOf('.') + 1);
    }

    /** Something of an operation that was cut off is seen, or is not there at the end: so it happened, or did not. */
    private static void decide(Item item, boolean there) {
        if (item.sender != null) {
            // Not there: it may have been taken by an operation that was cut off later.
            if (there || item.taker == null) {
                item.sender.settle(there, item.toString());
            }
        }
        if (item.taker != null && (there || item.sender == null)) {
            item.taker.settle(!there, item.toString());
        }
        if (there) {
            item.sender = null;
            item.taker = null;
        }
    }

    private void checkContent(Item item, Envelope envelope) {
        if (!envelope.equals(item.envelope)) {
            throw new AssertionError("sent " + item.envelope + " and received " + envelope);
        }
        if (isExpired(envelope)) {
            throw new AssertionError("expired: " + item);
        }
        if (envelope.stamp().deliveryTime() > time.millis()) {
            throw new AssertionError("too early: " + item);
        }
    }

    private boolean isExpired(Envelope envelope) {
        long expiration = envelope.stamp().expiration();
        return expiration != 0 && expiration <= time.millis();
    }

    /** Rule C4: at least what is known, and after crashes at most one more. */
    private static void checkCount(Item item, Delivery delivery) {
        int least = item.handedOut == 0 ? 1 : 2;
        int most = 1 + item.handedOut + (item.crashes > 0 ? 1 : 0);
        boolean exact = item.crashes > 0 || delivery.count() == 1 + item.handedOut;
        if (delivery.count() < least || delivery.count() > most || !exact) {
            throw new AssertionError("the count is " + delivery.count() + ": " + item);
        }
    }

    /** Nothing that is certain to be there, was sent before and was never handed out may be overtaken. */
    private void checkOrder(Item item) {
        if (item.handedOut > 0 || item.isDelayed()) {
            return;
        }
        for (Item other : items.values()) {
            boolean overtaken = other.queue.equals(item.queue)
                    && other.number < item.number
                    && other.fate == Fate.PRESENT
                    && other.handedOut == 0
                    && !other.isDelayed()
                    && !isExpired(other.envelope)
                    && other.envelope.stamp().priority()
                            == item.envelope.stamp().priority()
                    && !held.containsKey(key(other.queue, other.envelope));
            if (overtaken) {
                throw new AssertionError(item + " comes before " + other);
            }
        }
    }

    /** A queue that hands out nothing has nothing. */
    private void checkEmpty(String queue) {
        for (Item item : items.values()) {
            boolean missing = item.queue.equals(queue)
                    && item.fate == Fate.PRESENT
                    && item.handedOut < MAX_DELIVERIES
                    && !isExpired(item.envelope)
                    && item.envelope.stamp().deliveryTime() <= time.millis()
                    && !held.containsKey(key(item.queue, item.envelope));
            if (missing) {
                throw new AssertionError("is not handed out: " + item);
            }
        }
    }
}
