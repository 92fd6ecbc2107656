package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.ServerSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.petrelmq.core.Broken;
import org.petrelmq.util.OwnThread;

/**
 * All threads doing everything at once, each from a seed: connections, sessions of all modes, listeners, transactions of both
 * kinds, asynchronous sends, connection consumers, temporary destinations, subscriptions, browsers, administration; stopped,
 * started and closed by other threads. Afterwards the ledger is right, the broker is sound, and no thread is left.
 *
 * <p>{@code -Dpetrel.stress.seconds=300} goes on for so long, each round with the next seed; {@code -Dpetrel.stress.seed=7}
 * begins with that one.
 */
class EverythingAtOnceTest {
    private static final int WORKERS = 12;
    private static final int DISTURBERS = 3;
    private static final int STEPS = 500;
    private static final long NO_PROGRESS_SECONDS = 30;

    private static final List<String> QUEUES = List.of("q0", "q1", "q2");

    @RegisterExtension
    final OwnBroker broker = new OwnBroker(BrokerOptions.builder().maxDeliveries(20));

    private final AtomicLong steps = new AtomicLong();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger branches = new AtomicInteger();
    /** Consumers and sessions for other threads to close. */
    private final Queue<AutoCloseable> exposed = new ConcurrentLinkedQueue<>();

    private final Set<Xid> begun = ConcurrentHashMap.newKeySet();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private Ledger ledger = new Ledger();
    private CountDownLatch working = new CountDownLatch(0);

    /** How a round's workers run. */
    private interface Starter {
        void start(Runnable worker) throws Exception;
    }

    @Test
    void everythingAtOnce_losesNothing() throws Exception {
        rounds(OwnThread.INSTANCE::execute);
    }

    /** The same on virtual threads, where there are any: none keeps its carrier while it waits. */
    @Test
    void everythingAtOnce_onVirtualThreads_losesNothingAndPinsNothing() throws Exception {
        Method start = startOfVirtualThreads();
        assumeTrue(start != null, "virtual threads that synchronized does not pin");
        Path file = Files.createTempFile("pinned", ".jfr");
        try (Recording recording = new Recording()) {
            recording
                    .enable("jdk.VirtualThreadPinned")
                    .withThreshold(Duration.ofMillis(1))
                    .withStackTrace();
            recording.start();
            rounds(worker -> start.invoke(null, worker));
            recording.stop();
            recording.dump(file);
            assertThat(RecordingFile.readAllEvents(file))
                    .filteredOn(EverythingAtOnceTest::isOfPetrel)
                    .isEmpty();
        } finally {
            Files.delete(file);
        }
    }

    private static Method startOfVirtualThreads() throws NoSuchMethodException {
        return Runtime.version().feature() < 24 ? null : Thread.class.getMethod("startVirtualThread", Runnable.class);
    }

    private static boolean isOfPetrel(RecordedEvent event) {
        return event.getEventType().getName().equals("jdk.VirtualThreadPinned")
                && String.valueOf(event.getStackTrace()).contains("org.petrelmq.");
    }

    /** The warnings about the listeners that throw. */
    private final Logger noise = Logger.getLogger("org.petrelmq.client");

    @BeforeEach
    void silence() {
        noise.setLevel(Level.OFF);
    }

    @AfterEach
    void speak() {
        noise.setLevel(null);
    }

    private void rounds(Starter starter) throws Exception {
        long seed = Long.getLong("petrel.stress.seed", 1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("petrel.stress.seconds", 0));
        do {
            round(starter, seed++);
        } while (System.nanoTime() - end < 0);
    }

    private void round(Starter starter, long seed) throws Exception {
        ledger = new Ledger();
        working = new CountDownLatch(WORKERS - DISTURBERS);
        keepSubscription();
        CountDownLatch running = new CountDownLatch(WORKERS);
        for (int i = 0; i < WORKERS; i++) {
            Worker worker = new Worker(seed * 100 + i, i);
            starter.start(() -> {
                try {
                    worker.run();
                } catch (Throwable e) {
                    failures.add(e);
                } finally {
                    if (worker.number >= DISTURBERS) {
                        working.countDown();
                    }
                    running.countDown();
                }
            });
        }
        awaitProgress(running, seed);
        finish(seed);
    }

    /** The one place that waits: it fails with what all threads are doing, when none of them gets on. */
    private void awaitProgress(CountDownLatch running, long seed) throws InterruptedException {
        for (long before = -1; !running.await(NO_PROGRESS_SECONDS, TimeUnit.SECONDS); ) {
            long now = steps.get();
            if (now == before) {
                throw new AssertionError("No progress, seed " + seed + ":\n" + Stacks.ofAllThreads());
            }
            before = now;
        }
    }

    private void finish(long seed) throws Exception {
        for (Connection connection : connections) {
            connection.close();
        }
        connections.clear();
        exposed.clear();
        rollBackLeftBranches();
        broker.clock().advance(Duration.ofDays(1));
        Broken.assertAllBrokersAreSound();
        for (Throwable failure : failures) {
            throw new AssertionError("seed " + seed, failure);
        }
        List<String> left = new ArrayList<>();
        for (DestinationInfo info : broker.admin().list()) {
            if (info.kind() != DestinationInfo.Kind.TOPIC) {
                assertThat(info.delivered()).as(info.name()).isZero();
                left.addAll(idsIn(info.name()));
            }
        }
        assertThat(ledger.problems(left)).as("seed %s", seed).isEmpty();
        assertThat(ledger.settled())
                .as("messages of %s that were consumed", ledger.sent())
                .isPositive();
        dropSubscription();
        for (DestinationInfo info : broker.admin().list()) {
            if (info.kind() == DestinationInfo.Kind.QUEUE) {
                broker.admin().purge(info.name());
            }
        }
    }

    private List<String> idsIn(String queue) throws JMSException {
        List<String> ids = new ArrayList<>();
        for (Message message : broker.admin().browse(queue)) {
            String origin = message.getStringProperty(BrokerAdmin.DEAD_LETTER_ORIGIN);
            String place = origin == null ? queue : origin;
            String id = message.getStringProperty(Ledger.ID);
            if (id != null && (QUEUES.contains(place) || place.endsWith("ledger"))) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** The subscription in the ledger exists before the first message. */
    private void keepSubscription() throws JMSException {
        try (Connection connection = broker.factory().createConnection()) {
            Session session = connection.createSession();
            session.createSharedDurableConsumer(session.createTopic("t"), "ledger")
                    .close();
        }
    }

    private void dropSubscription() throws JMSException {
        try (Connection connection = broker.factory().createConnection()) {
            connection.createSession().unsubscribe("ledger");
        }
    }

    /** A branch whose session another thread has closed stays; it is ended through another one. */
    private void rollBackLeftBranches() throws Exception {
        try (XAConnection connection = broker.broker().xaConnectionFactory().createXAConnection()) {
            XAResource resource = connection.createXASession().getXAResource();
            for (Xid xid : begun) {
                resource.rollback(xid);
            }
            begun.clear();
        }
    }

    private record BranchId(int number) implements Xid {
        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return ("branch-" + number).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[0];
        }
    }

    /** One thread, with what it decides by its seed. */
    private final class Worker {
        private final Random random;
        private final int number;
        private Connection connection;
        private int left = STEPS;

        Worker(long seed, int number) {
            this.random = new Random(seed);
            this.number = number;
        }

        void run() throws Exception {
            while (goesOn()) {
                try {
                    connect();
                    work();
                    connection.close();
                } catch (IllegalStateException closed) {
                    // Another thread has closed it, or does; what was done until then counts.
                    connection.close();
                } finally {
                    connections.remove(connection);
                }
            }
        }

        private void connect() throws JMSException {
            connection = broker.factory().createConnection();
            if (number == 0) {
                connection.setClientID("client-" + number);
            }
            connection.start();
            connections.add(connection);
        }

        private void work() throws Exception {
            switch (number) {
                case 0 -> subscribe();
                case 1 -> administrate();
                case 2 -> disturb();
                default -> {
                    switch (random.nextInt(8)) {
                        case 0, 1 -> send();
                        case 2 -> transact();
                        case 3 -> acknowledge();
                        case 4 -> receive();
                        case 5 -> listen();
                        case 6 -> distribute();
                        default -> serve();
                    }
                }
            }
        }

        @SuppressWarnings("ThreadPriorityCheck") // It decides nothing, it makes more interleavings.
        private boolean step() {
            steps.incrementAndGet();
            left--;
            // Virtual threads take turns only where they wait.
            Thread.yield();
            return goesOn();
        }

        /** The first ones have no work of their own: they go on as long as others do. */
        private boolean goesOn() {
            return number < DISTURBERS ? working.getCount() > 0 : left > 0;
        }

        private int upTo(int bound) {
            return 1 + random.nextInt(bound);
        }

        // ---- sending ----

        private String place() {
            int place = random.nextInt(QUEUES.size() + 1);
            return place < QUEUES.size() ? QUEUES.get(place) : "t";
        }

        private jakarta.jms.Destination destination(Session session) throws JMSException {
            String place = place();
            return place.equals("t") ? session.createTopic(place) : session.createQueue(place);
        }

        private Message message(Session session, MessageProducer producer) throws JMSException {
            Message message = session.createTextMessage("m");
            String id = "m" + messages.incrementAndGet();
            message.setStringProperty(Ledger.ID, id);
            message.setIntProperty("number", random.nextInt(10));
            producer.setPriority(random.nextInt(10));
            producer.setTimeToLive(random.nextInt(10) == 0 ? upTo(500) : 0);
            if (producer.getTimeToLive() > 0) {
                ledger.perishable(id);
            }
            producer.setDeliveryDelay(random.nextInt(10) == 0 ? upTo(500) : 0);
            return message;
        }

        private void send() throws JMSException {
            Session session = connection.createSession();
            MessageProducer producer = session.createProducer(null);
            for (int i = upTo(100); i > 0 && step(); i--) {
                Message message = message(session, producer);
                List<String> id = List.of(message.getStringProperty(Ledger.ID));
                if (random.nextBoolean()) {
                    producer.send(destination(session), message);
                    ledger.sent(id);
                } else {
                    producer.send(destination(session), message, new Told(id));
                }
            }
        }

        private final class Told implements CompletionListener {
            private final List<String> id;

            Told(List<String> id) {
                this.id = id;
            }

            @Override
            public void onCompletion(Message message) {
                ledger.sent(id);
            }

            @Override
            public void onException(Message message, Exception exception) {
                ledger.uncertain(id);
            }
        }

        // ---- receiving ----

        private MessageConsumer consumer(Session session) throws JMSException {
            String selector = random.nextInt(3) == 0 ? "number < 7" : null;
            String place = place();
            MessageConsumer consumer = place.equals("t")
                    ? session.createSharedDurableConsumer(session.createTopic("t"), "ledger")
                    : session.createConsumer(session.createQueue(place), selector);
            if (random.nextInt(4) == 0) {
                exposed.add(random.nextBoolean() ? consumer : session);
            }
            return consumer;
        }

        private Message next(MessageConsumer consumer) throws JMSException {
            return random.nextBoolean() ? consumer.receiveNoWait() : consumer.receive(upTo(3));
        }

        private void receive() throws JMSException {
            int mode = random.nextBoolean() ? Session.AUTO_ACKNOWLEDGE : Session.DUPS_OK_ACKNOWLEDGE;
            Session session = connection.createSession(mode);
            MessageConsumer consumer = consumer(session);
            for (int i = upTo(60); i > 0 && step(); i--) {
                Message message = next(consumer);
                if (message != null) {
                    ledger.settled(List.of(ledger.delivered(message)));
                }
            }
            session.close();
        }

        private void acknowledge() throws JMSException {
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            MessageConsumer consumer = consumer(session);
            List<String> open = new ArrayList<>();
            for (int i = upTo(60); i > 0 && step(); i--) {
                Message message = next(consumer);
                if (message == null) {
                    continue;
                }
                open.add(ledger.delivered(message));
                if (random.nextInt(4) == 0) {
                    message.acknowledge();
                    ledger.settled(open);
                    open.clear();
                } else if (random.nextInt(8) == 0) {
                    session.recover();
                    open.clear();
                }
            }
        }

        private void transact() throws JMSException {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            MessageProducer producer = session.createProducer(null);
            MessageConsumer consumer = consumer(session);
            for (int i = upTo(10); i > 0 && step(); i--) {
                List<String> in = new ArrayList<>();
                List<String> out = new ArrayList<>();
                exchange(session, producer, consumer, in, out);
                if (random.nextInt(4) == 0) {
                    session.rollback();
                } else {
                    session.commit();
                    ledger.settled(in);
                    ledger.sent(out);
                }
            }
        }

        private void exchange(
                Session session, MessageProducer producer, MessageConsumer consumer, List<String> in, List<String> out)
                throws JMSException {
            for (int i = upTo(6); i > 0; i--) {
                Message message = next(consumer);
                if (message != null) {
                    in.add(ledger.delivered(message));
                }
                if (random.nextBoolean()) {
                    Message sending = message(session, producer);
                    out.add(sending.getStringProperty(Ledger.ID));
                    producer.send(destination(session), sending);
                }
            }
        }

        private void listen() throws JMSException {
            Session session = connection.createSession();
            MessageConsumer consumer = consumer(session);
            Random own = new Random(random.nextLong());
            consumer.setMessageListener(message -> heard(message, own));
            Session looking = connection.createSession();
            for (int i = upTo(20); i > 0 && step(); i--) {
                look(looking);
            }
            if (random.nextBoolean()) {
                consumer.close();
            }
            session.close();
        }

        /** A listener that sometimes throws; otherwise its message is acknowledged when it has returned. */
        private void heard(Message message, Random own) {
            try {
                String id = ledger.delivered(message);
                if (own.nextInt(7) != 0) {
                    ledger.settled(List.of(id));
                    return;
                }
            } catch (JMSException e) {
                failures.add(e);
            }
            throw new ThrownByTheListener();
        }

        private void look(Session session) throws JMSException {
            try (QueueBrowser browser = session.createBrowser(session.createQueue(QUEUES.get(0)), "number = 3")) {
                Enumeration<?> seen = browser.getEnumeration();
                for (Object message : Collections.list(seen)) {
                    assertThat(((Message) message).getIntProperty("number")).isEqualTo(3);
                }
            }
        }

        // ---- an application server ----

        private void serve() throws Exception {
            Session session = connection.createSession();
            Random own = new Random(random.nextLong());
            session.setMessageListener(message -> heard(message, own));
            ConnectionConsumer consumer = connection.createConnectionConsumer(
                    session.createQueue(QUEUES.get(1)), null, () -> new Served(session), upTo(5));
            Session looking = connection.createSession();
            for (int i = upTo(20); i > 0 && step(); i--) {
                look(looking);
            }
            consumer.close();
        }

        private void distribute() throws Exception {
            try (XAConnection xa = broker.broker().xaConnectionFactory().createXAConnection()) {
                xa.start();
                connections.add(xa);
                XASession session = xa.createXASession();
                MessageProducer producer = session.createProducer(null);
                MessageConsumer consumer = consumer(session);
                for (int i = upTo(10); i > 0 && step(); i--) {
                    try {
                        branch(session, producer, consumer, new BranchId(branches.incrementAndGet()));
                    } catch (XAException e) {
                        // Another thread has closed the session: nobody can work for a branch there any more.
                        assertThatThrownBy(session::getTransacted).isInstanceOf(IllegalStateException.class);
                        return;
                    }
                }
                connections.remove(xa);
            }
        }

        private void branch(XASession session, MessageProducer producer, MessageConsumer consumer, Xid xid)
                throws JMSException, XAException {
            List<String> in = new ArrayList<>();
            List<String> out = new ArrayList<>();
            XAResource resource = session.getXAResource();
            resource.start(xid, XAResource.TMNOFLAGS);
            begun.add(xid);
            exchange(session, producer, consumer, in, out);
            resource.end(xid, XAResource.TMSUCCESS);
            if (random.nextInt(4) == 0) {
                resource.rollback(xid);
            } else {
                boolean onePhase = random.nextBoolean();
                if (onePhase || resource.prepare(xid) == XAResource.XA_OK) {
                    resource.commit(xid, onePhase);
                }
                ledger.settled(in);
                ledger.sent(out);
            }
            begun.remove(xid);
        }

        // ---- topics, temporary destinations, administration ----

        private void subscribe() throws JMSException {
            Session session = connection.createSession();
            Topic topic = session.createTopic(random.nextBoolean() ? "t" : "side");
            MessageConsumer durable = session.createDurableConsumer(topic, "own", "number > 2", random.nextBoolean());
            MessageConsumer shared = session.createSharedConsumer(topic, "shared");
            MessageConsumer plain = session.createConsumer(session.createTopic(">"), null, true);
            MessageProducer producer = session.createProducer(topic);
            for (int i = upTo(30); i > 0 && step(); i--) {
                if (topic.getTopicName().equals("side")) {
                    producer.send(session.createTextMessage("side"));
                }
                next(durable);
                next(shared);
                next(plain);
                temporary(session);
            }
            durable.close();
            session.unsubscribe("own");
        }

        private void temporary(Session session) throws JMSException {
            TemporaryQueue queue = session.createTemporaryQueue();
            try (MessageConsumer consumer = session.createConsumer(queue)) {
                session.createProducer(queue).send(session.createTextMessage("temporary"));
                consumer.receiveNoWait();
                if (random.nextBoolean()) {
                    consumer.close();
                    queue.delete();
                }
            } catch (InvalidDestinationException gone) {
                // It went with its connection, which another thread is closing.
                connection.close();
            }
        }

        private void administrate() throws JMSException {
            BrokerAdmin admin = broker.admin();
            Session session = connection.createSession();
            for (int i = upTo(30); i > 0 && step(); i--) {
                try {
                    String side = "side" + random.nextInt(2);
                    switch (random.nextInt(8)) {
                        case 0 -> admin.list();
                        case 1 -> admin.browse(QUEUES.get(0), "number > 4");
                        case 2 -> {
                            admin.pause(QUEUES.get(2));
                            admin.resume(QUEUES.get(2));
                        }
                        case 3 -> broker.clock().advance(Duration.ofMillis(upTo(100)));
                        case 4 ->
                            session.createProducer(session.createQueue(side)).send(session.createMessage());
                        case 5 -> admin.move(side, "side2", null);
                        case 6 -> admin.deleteQueue(side);
                        default -> takeOne(session.createQueue(side), session);
                    }
                } catch (InvalidDestinationException gone) {
                    admin.createQueue("side0");
                } catch (IllegalStateException consumed) {
                    session = connection.createSession();
                }
            }
        }

        private void takeOne(jakarta.jms.Queue queue, Session session) throws JMSException {
            try (MessageConsumer consumer = session.createConsumer(queue)) {
                next(consumer);
            }
        }

        /** Stops, starts and closes what belongs to others. */
        private void disturb() throws Exception {
            List<Connection> others = new ArrayList<>(connections);
            for (int i = upTo(10); i > 0 && step(); i--) {
                Connection other = others.get(random.nextInt(others.size()));
                try (AutoCloseable inUse = exposed.poll()) {
                    other.stop();
                    other.start();
                    if (random.nextInt(4) == 0) {
                        other.close();
                    }
                } catch (IllegalStateException closed) {
                    others.remove(other);
                    others.add(connection);
                }
            }
        }
    }

    /** What a listener throws that makes its message come again. */
    private static final class ThrownByTheListener extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A session that an application server runs on a thread of its own. */
    private record Served(Session session) implements ServerSession {
        @Override
        public Session getSession() {
            return session;
        }

        @Override
        public void start() {
            OwnThread.INSTANCE.execute(() -> {
                try {
                    session.run();
                } catch (jakarta.jms.IllegalStateRuntimeException closedOrRunning) {
                    assertThat(closedOrRunning).hasMessageContainingAll("session");
                }
            });
        }
    }
}
