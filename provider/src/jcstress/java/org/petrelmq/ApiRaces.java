package org.petrelmq;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.Enumeration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The races of JMS through its API, on the broker in memory. Each state has a broker of its own, and the arbiter closes it:
 * what is counted as left is what another consumer would find. A step that takes seconds counts as a deadlock.
 */
public final class ApiRaces {
    private static final long TOO_LONG_MILLIS = 5_000;

    private ApiRaces() {}

    /** A step of the API. */
    private interface Step {
        void run() throws JMSException;
    }

    /** Runs a step; returns 1, or 0 if what it was to be done with was closed. */
    private static int done(Step step) {
        try {
            step.run();
            return 1;
        } catch (IllegalStateException closed) {
            return 0;
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    /** A broker, and two connections to it with a session each. */
    private static class Scene {
        final PetrelConnectionFactory factory = new PetrelConnectionFactory("petrel:mem:");
        final Connection sending;
        final Session sender;
        final Connection receiving;
        final Session receiver;
        final Queue queue;
        final MessageProducer producer;

        Scene(int senderMode, int receiverMode) {
            try {
                sending = factory.createConnection();
                sender = sending.createSession(senderMode);
                receiving = factory.createConnection();
                receiver = receiving.createSession(receiverMode);
                queue = sender.createQueue("q");
                producer = sender.createProducer(queue);
                receiving.start();
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        }

        Scene() {
            this(Session.AUTO_ACKNOWLEDGE, Session.AUTO_ACKNOWLEDGE);
        }

        MessageConsumer consumer() {
            try {
                return receiver.createConsumer(queue);
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        }

        void send() {
            if (done(() -> producer.send(sender.createMessage())) == 0) {
                throw new AssertionError("the sender is open");
            }
        }

        /** Closes everything that the actors used; returns how many messages are left. */
        int closeAndCount() {
            try (Connection looking = factory.createConnection()) {
                sending.close();
                receiving.close();
                int left = 0;
                Enumeration<?> messages =
                        looking.createSession().createBrowser(queue).getEnumeration();
                while (messages.hasMoreElements()) {
                    messages.nextElement();
                    left++;
                }
                return left;
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        }
    }

    // ---- a message is received once or stays ----

    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Received.")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Not there yet; it stays.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Lost or doubled.")
    @State
    public static class SendVersusReceiveNoWait extends Scene {
        private final MessageConsumer consumer = consumer();
        private int received;

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void receiver() {
            done(() -> received = consumer.receiveNoWait() == null ? 0 : 1);
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = received;
            result.r2 = closeAndCount();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Received.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "The wake was lost: it lies there, and the receiver slept.")
    @State
    public static class SendVersusReceive extends Scene {
        private final MessageConsumer consumer = consumer();
        private int received;

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void receiver() {
            done(() -> received = consumer.receive(TOO_LONG_MILLIS) == null ? 0 : 1);
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = received;
            result.r2 = closeAndCount();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "The first got it.")
    @Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "The second got it.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Lost or doubled.")
    @State
    public static class TwoReceiversOneMessage extends Scene {
        private final MessageConsumer first = consumer();
        private final MessageConsumer second;
        private int byFirst;
        private int bySecond;

        public TwoReceiversOneMessage() {
            try {
                sending.start();
                second = sending.createSession().createConsumer(queue);
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
            send();
        }

        @Actor
        public void first() {
            done(() -> byFirst = first.receiveNoWait() == null ? 0 : 1);
        }

        @Actor
        public void second() {
            done(() -> bySecond = second.receiveNoWait() == null ? 0 : 1);
        }

        @Arbiter
        public void count(III_Result result) {
            result.r1 = byFirst;
            result.r2 = bySecond;
            result.r3 = closeAndCount();
        }
    }

    // ---- close ----

    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Received before the close.")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Closed before; it stays.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Lost or doubled.")
    @State
    public static class CloseVersusReceive extends Scene {
        private final MessageConsumer consumer = consumer();
        private int received;

        public CloseVersusReceive() {
            send();
        }

        @Actor
        public void closer() {
            done(receiving::close);
        }

        @Actor
        public void receiver() {
            done(() -> received = consumer.receive(TOO_LONG_MILLIS) == null ? 0 : 1);
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = received;
            result.r2 = closeAndCount();
        }
    }

    /** The receiver waits for nothing; the close has to end it. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The close ended the receive.")
    @Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "The receive slept on.")
    @State
    public static class CloseEndsReceive extends Scene {
        private final MessageConsumer consumer = consumer();

        @Actor
        public void closer() {
            done(consumer::close);
        }

        @Actor
        public void receiver(I_Result result) {
            long begin = System.nanoTime();
            done(() -> consumer.receive(TOO_LONG_MILLIS));
            result.r1 = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) < TOO_LONG_MILLIS ? 1 : 0;
        }

        @Arbiter
        public void arbiter(I_Result result) {
            closeAndCount();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "Committed: both messages are there.")
    @Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "Closed before: neither is there.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A part of the transaction, or it says otherwise than it did.")
    @State
    public static class CommitVersusClose extends Scene {
        private int committed;

        public CommitVersusClose() {
            super(Session.SESSION_TRANSACTED, Session.AUTO_ACKNOWLEDGE);
            send();
            send();
        }

        @Actor
        public void committer() {
            committed = done(sender::commit);
        }

        @Actor
        public void closer() {
            done(sending::close);
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = committed;
            result.r2 = closeAndCount();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Acknowledged before the close.")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Closed before: it is back.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Acknowledged and back, or neither.")
    @State
    public static class AcknowledgeVersusClose extends Scene {
        private final Message message;
        private int acknowledged;

        public AcknowledgeVersusClose() {
            super(Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE);
            send();
            try {
                message = consumer().receive(TOO_LONG_MILLIS);
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        }

        @Actor
        public void acknowledger() {
            acknowledged = done(message::acknowledge);
        }

        @Actor
        public void closer() {
            done(receiving::close);
        }

        @Arbiter
        public void count(II_Result result) {
            result.r1 = acknowledged;
            result.r2 = closeAndCount();
        }
    }

    /** Tells how often it was told. */
    private static final class Counting implements CompletionListener {
        private final AtomicInteger completed = new AtomicInteger();

        @Override
        public void onCompletion(Message message) {
            completed.incrementAndGet();
        }

        @Override
        public void onException(Message message, Exception exception) {
            throw new AssertionError(exception);
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Sent, told, there.")
    @Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "Refused: closed before.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Told otherwise than it is.")
    @State
    public static class AsynchronousSendVersusClose extends Scene {
        private final Counting listener = new Counting();
        private int sent;
        private int toldWhenClosed;

        @Actor
        public void sender() {
            sent = done(() -> producer.send(sender.createMessage(), listener));
        }

        @Actor
        public void closer() {
            done(sending::close);
            toldWhenClosed = listener.completed.get();
        }

        @Arbiter
        public void count(III_Result result) {
            result.r1 = sent;
            result.r2 = toldWhenClosed;
            result.r3 = closeAndCount();
        }
    }

    // ---- deletion ----

    /** A consumer that comes while its queue is deleted has the queue that messages go to afterwards. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "It receives.")
    @Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "It listens at a queue that is gone.")
    @State
    public static class DeleteVersusConsume {
        private final Broker broker;
        private final Connection connection;
        private final Session session;
        private final Queue queue;
        private MessageConsumer consumer;

        public DeleteVersusConsume() {
            try {
                broker = Broker.open("petrel:mem:");
                connection = broker.connectionFactory().createConnection();
                connection.start();
                session = connection.createSession();
                queue = session.createQueue("q");
                broker.admin().createQueue("q");
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        }

        @Actor
        public void deleter() {
            // Refused if the consumer was first.
            done(() -> broker.admin().deleteQueue("q"));
        }

        @Actor
        public void consumer() {
            done(() -> consumer = session.createConsumer(queue));
        }

        @Arbiter
        public void receive(I_Result result) {
            done(() -> {
                session.createProducer(queue).send(session.createMessage());
                result.r1 = consumer.receiveNoWait() == null ? 0 : 1;
            });
            broker.close();
        }
    }

    // ---- stop, and listeners ----

    /** After stop no listener runs: what it has begun it has ended. */
    @JCStressTest
    @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "No listener ran after the stop.")
    @Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "A listener ran after the stop.")
    @State
    public static class StopVersusListener extends Scene {
        private volatile boolean stopped;
        private volatile int ranAfterwards;

        public StopVersusListener() {
            done(() -> consumer().setMessageListener(message -> {
                if (stopped) {
                    ranAfterwards = 1;
                }
                Thread.onSpinWait();
                if (stopped) {
                    ranAfterwards = 1;
                }
            }));
        }

        @Actor
        public void sender() {
            send();
            send();
        }

        @Actor
        public void stopper() {
            done(receiving::stop);
            stopped = true;
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = ranAfterwards;
            closeAndCount();
        }
    }

    /** Both listeners are called, and close each other's session. */
    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Both came back.")
    @Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "They wait for each other.")
    @State
    public static class ListenersThatCloseEachOthersSession extends Scene {
        private final Queue otherQueue;
        private final MessageProducer other;

        public ListenersThatCloseEachOthersSession() {
            try {
                Session second = receiving.createSession();
                otherQueue = second.createQueue("other");
                other = sending.createSession().createProducer(otherQueue);
                consumer().setMessageListener(message -> done(second::close));
                second.createConsumer(otherQueue).setMessageListener(message -> done(receiver::close));
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        }

        @Actor
        public void one() {
            send();
        }

        @Actor
        public void two() {
            done(() -> other.send(sender.createMessage()));
        }

        @Arbiter
        public void look(I_Result result) {
            // One of them may have been closed before it was called.
            closeWithin(result);
        }

        private void closeWithin(I_Result result) {
            Thread closing = new Thread(this::closeAndCount, "closing");
            closing.setDaemon(true);
            closing.start();
            try {
                closing.join(TOO_LONG_MILLIS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            result.r1 = closing.isAlive() ? 0 : 1;
        }
    }
}
