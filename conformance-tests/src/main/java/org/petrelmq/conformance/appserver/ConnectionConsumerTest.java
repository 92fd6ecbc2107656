package org.petrelmq.conformance.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 11.2: connection consumers and the sessions that they load. */
@ConformanceTest
@Requires(Feature.CONNECTION_CONSUMER)
class ConnectionConsumerTest {

    /** What listeners got. */
    private static final class Seen implements MessageListener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

        @Override
        public void onMessage(Message message) {
            try {
                texts.add(message.getBody(String.class));
            } catch (JMSException e) {
                texts.add(e.toString());
            }
        }

        String next() throws InterruptedException {
            String text = texts.poll(Patience.arrivalMillis(), TimeUnit.MILLISECONDS);
            return text == null ? "nothing came" : text;
        }

        List<String> next(int count) throws InterruptedException {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(next());
            }
            return all;
        }

        boolean isQuiet() throws InterruptedException {
            return texts.poll(Patience.quietMillis(), TimeUnit.MILLISECONDS) == null;
        }
    }

    private static Session listening(Session session, MessageListener listener) throws JMSException {
        session.setMessageListener(listener);
        return session;
    }

    private static Session auto(Connection connection, MessageListener listener) throws JMSException {
        return listening(connection.createSession(false, Session.AUTO_ACKNOWLEDGE), listener);
    }

    @Test
    @Spec("11.2.5")
    @DisplayName("Messages go to the listener of a session from the pool, when it is run.")
    void run_loadedMessages_goToTheSessionsListener(Jms jms) throws Exception {
        Connection connection = jms.started();
        Seen seen = new Seen();
        SessionPool pool = new SessionPool(auto(connection, seen));
        connection.createConnectionConsumer(jms.queue(), null, pool, 1);
        jms.send(jms.queue(), "a", "b");
        assertThat(seen.next(2)).containsExactly("a", "b");
        assertThat(pool.runs()).isEqualTo(2);
        connection.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("11.2.4")
    @DisplayName("A session gets at most maxMessages messages, and run calls its listener with one after the other.")
    void run_severalMessages_oneAfterTheOther(Jms jms) throws Exception {
        jms.send(jms.queue(), "a", "b", "c", "d", "e");
        Connection connection = jms.started();
        Seen seen = new Seen();
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        BlockingQueue<Integer> ofRuns = new LinkedBlockingQueue<>();
        AtomicInteger ofThisRun = new AtomicInteger();
        MessageListener counting = message -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            ofThisRun.incrementAndGet();
            seen.onMessage(message);
            atOnce.decrementAndGet();
        };
        SessionPool pool = new SessionPool(
                session -> {
                    ofThisRun.set(0);
                    session.run();
                    ofRuns.add(ofThisRun.get());
                },
                auto(connection, counting));
        connection.createConnectionConsumer(jms.queue(), null, pool, 2);
        assertThat(seen.next(5)).containsExactly("a", "b", "c", "d", "e");
        assertThat(most).hasValue(1);
        assertThat(ofRuns).allMatch(count -> count <= 2);
    }

    @Test
    @Spec("11.2.4")
    @DisplayName("Connections of each domain and every kind of subscription have connection consumers.")
    void createConnectionConsumer_everyForm_consumes(Jms jms) throws Exception {
        Seen seen = new Seen();
        QueueConnection queues = jms.queueConnection();
        QueueSession queueSession = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        queues.createConnectionConsumer(jms.queue(), null, new SessionPool(listening(queueSession, seen)), 1);
        jms.send(jms.queue(), "queue");
        assertThat(seen.next()).isEqualTo("queue");

        TopicConnection topics = jms.topicConnection();
        TopicSession topicSession = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        topics.createConnectionConsumer(jms.topic(), null, new SessionPool(listening(topicSession, seen)), 1);
        jms.send(jms.topic(), "topic");
        assertThat(seen.next()).isEqualTo("topic");

        Connection client = jms.client("client");
        client.createConnectionConsumer(jms.topic("plain"), null, new SessionPool(auto(client, seen)), 1);
        jms.send(jms.topic("plain"), "plain");
        assertThat(seen.next()).isEqualTo("plain");
        ConnectionConsumer durable = client.createDurableConnectionConsumer(
                jms.topic("durable"), "durable", null, new SessionPool(auto(client, seen)), 1);
        jms.send(jms.topic("durable"), "durable");
        assertThat(seen.next()).isEqualTo("durable");
        durable.close();
        jms.send(jms.topic("durable"), "while closed");
        client.createDurableConnectionConsumer(
                jms.topic("durable"), "durable", null, new SessionPool(auto(client, seen)), 1);
        assertThat(seen.next()).isEqualTo("while closed");
    }

    @Test
    @Requires(Feature.SHARED_SUBSCRIPTIONS)
    @Spec("JD Connection.createSharedConnectionConsumer")
    @DisplayName("Connection consumers of a shared subscription share its messages, durable or not.")
    void createSharedConnectionConsumer_two_shareTheMessages(Jms jms) throws Exception {
        Seen seen = new Seen();
        Connection client = jms.client("client");
        for (int i = 0; i < 2; i++) {
            client.createSharedConnectionConsumer(
                    jms.topic("shared"), "shared", null, new SessionPool(auto(client, seen)), 1);
            client.createSharedDurableConnectionConsumer(
                    jms.topic("both"), "both", null, new SessionPool(auto(client, seen)), 1);
        }
        jms.send(jms.topic("shared"), "s1", "s2");
        assertThat(seen.next(2)).containsExactlyInAnyOrder("s1", "s2");
        jms.send(jms.topic("both"), "b1", "b2");
        assertThat(seen.next(2)).containsExactlyInAnyOrder("b1", "b2");
        assertThat(seen.isQuiet()).isTrue();
    }

    @Test
    @Spec("11.2.4")
    @DisplayName("A connection consumer with a selector leaves other messages.")
    void createConnectionConsumer_selector_leavesOthers(Jms jms) throws Exception {
        Connection connection = jms.started();
        Seen seen = new Seen();
        connection.createConnectionConsumer(jms.queue(), "n = 2", new SessionPool(auto(connection, seen)), 10);
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        for (int n = 1; n <= 3; n++) {
            Message message = session.createTextMessage("m" + n);
            message.setIntProperty("n", n);
            producer.send(message);
        }
        assertThat(seen.next()).isEqualTo("m2");
        assertThat(seen.isQuiet()).isTrue();
        assertThat(jms.textsOn(jms.queue())).containsExactly("m1", "m3");
    }

    @Test
    @Spec("JD Connection.createConnectionConsumer")
    @DisplayName("A wrong selector, destination or pool is refused.")
    void createConnectionConsumer_wrongArguments_throws(Jms jms) throws Exception {
        Connection connection = jms.client("client");
        SessionPool pool = new SessionPool();
        assertThatThrownBy(() -> connection.createConnectionConsumer(jms.queue(), "n = ", pool, 1))
                .isInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> connection.createConnectionConsumer(null, null, pool, 1))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> connection.createConnectionConsumer(jms.queue(), null, null, 1))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> connection.createDurableConnectionConsumer(null, "d", null, pool, 1))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> connection.createDurableConnectionConsumer(jms.topic(), "d", "n = ", pool, 1))
                .isInstanceOf(InvalidSelectorException.class);
    }

    @Test
    @Requires(Feature.SHARED_SUBSCRIPTIONS)
    @Spec("JD Connection.createSharedConnectionConsumer")
    @DisplayName("A wrong selector or topic of a shared subscription is refused.")
    void createSharedConnectionConsumer_wrongArguments_throws(Jms jms) throws Exception {
        Connection connection = jms.client("client");
        SessionPool pool = new SessionPool();
        assertThatThrownBy(() -> connection.createSharedConnectionConsumer(null, "s", null, pool, 1))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> connection.createSharedConnectionConsumer(jms.topic(), "s", "n = ", pool, 1))
                .isInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> connection.createSharedDurableConnectionConsumer(null, "s", null, pool, 1))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> connection.createSharedDurableConnectionConsumer(jms.topic(), "s", "n = ", pool, 1))
                .isInstanceOf(InvalidSelectorException.class);
    }

    @Test
    @Spec("11.2.3")
    @DisplayName("While the pool has no session, nothing is delivered, and nothing is lost.")
    void getServerSession_blocks_nothingIsLost(Jms jms) throws Exception {
        Connection connection = jms.started();
        Seen seen = new Seen();
        SessionPool pool = new SessionPool();
        connection.createConnectionConsumer(jms.queue(), null, pool, 10);
        jms.send(jms.queue(), "a", "b");
        assertThat(seen.isQuiet()).isTrue();
        pool.add(auto(connection, seen));
        assertThat(seen.next(2)).containsExactly("a", "b");
    }

    @Test
    @Spec("6.1.5")
    @DisplayName("While the connection is stopped, nothing is delivered; others can have what the pool kept waiting.")
    void stop_messagesStayOnTheQueue(Jms jms) throws Exception {
        Connection connection = jms.started();
        Seen seen = new Seen();
        SessionPool pool = new SessionPool();
        connection.createConnectionConsumer(jms.queue(), null, pool, 10);
        jms.send(jms.queue(), "a", "b");
        connection.stop();
        pool.add(auto(connection, seen));
        assertThat(seen.isQuiet()).isTrue();
        connection.start();
        assertThat(seen.next(2)).containsExactly("a", "b");
    }

    @Test
    @Spec("11.2.7")
    @DisplayName("A transacted session that is rolled back gets its messages again.")
    void run_transactedSession_rollbackBringsMessagesBack(Jms jms) throws Exception {
        Connection connection = jms.started();
        Seen seen = new Seen();
        AtomicInteger runs = new AtomicInteger();
        SessionPool pool = new SessionPool(
                session -> {
                    session.run();
                    if (runs.incrementAndGet() == 1) {
                        session.rollback();
                    } else {
                        session.commit();
                    }
                },
                listening(connection.createSession(true, Session.SESSION_TRANSACTED), message -> {
                    try {
                        seen.texts.add(message.getBody(String.class) + message.getJMSRedelivered());
                    } catch (JMSException e) {
                        seen.texts.add(e.toString());
                    }
                }));
        connection.createConnectionConsumer(jms.queue(), null, pool, 1);
        jms.send(jms.queue(), "m");
        assertThat(seen.next(2)).containsExactly("mfalse", "mtrue");
        assertThat(seen.isQuiet()).isTrue();
    }

    @Test
    @Requires(Feature.XA)
    @Spec("11.2.7")
    @DisplayName("Messages that an XA session runs in a transaction are committed and rolled back with it.")
    void run_xaSession_messagesAreTheBranchs(Jms jms) throws Exception {
        XAConnection connection = jms.closing(jms.xaFactory().createXAConnection());
        connection.start();
        XASession xa = connection.createXASession();
        Seen seen = new Seen();
        AtomicInteger runs = new AtomicInteger();
        XAResource resource = xa.getXAResource();
        SessionPool pool = new SessionPool(
                session -> {
                    Branch branch = new Branch();
                    branch.start(resource);
                    session.run();
                    if (runs.incrementAndGet() == 1) {
                        branch.endAndRollback(resource);
                    } else {
                        branch.endAndCommit(resource);
                    }
                },
                listening(xa.getSession(), seen));
        connection.createConnectionConsumer(jms.queue(), null, pool, 1);
        jms.send(jms.queue(), "m");
        assertThat(seen.next(2)).containsExactly("m", "m");
        assertThat(seen.isQuiet()).isTrue();
        connection.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("JD Session.getMessageListener")
    @DisplayName("getMessageListener of a session returns what was set.")
    void getMessageListener_returnsWhatWasSet(Jms jms) throws Exception {
        Session session = jms.session();
        assertThat(session.getMessageListener()).isNull();
        Seen seen = new Seen();
        session.setMessageListener(seen);
        assertThat(session.getMessageListener()).isSameAs(seen);
    }

    @Test
    @Spec("JD Session.setMessageListener")
    @DisplayName("A session with a listener of its own can send, and has no other form of receipt.")
    void setMessageListener_otherReceipt_isRefused(Jms jms) throws Exception {
        Session session = listening(jms.session(), new Seen());
        jms.send(session, jms.queue(), "m");
        assertThat(jms.textsOn(jms.queue())).containsExactly("m");
        assertThatThrownBy(() -> session.createConsumer(jms.queue()).receive(Patience.quietMillis()))
                .isInstanceOf(JMSException.class);
    }

    @Test
    @Spec("JD ConnectionConsumer.getServerSessionPool")
    @DisplayName("getServerSessionPool returns the pool.")
    void getServerSessionPool_returnsThePool(Jms jms) throws Exception {
        SessionPool pool = new SessionPool();
        assertThat(jms.started()
                        .createConnectionConsumer(jms.queue(), null, pool, 1)
                        .getServerSessionPool())
                .isSameAs(pool);
    }

    @Test
    @Spec("JD ConnectionConsumer.close")
    @DisplayName("After close, messages stay on the queue.")
    void close_leavesMessages(Jms jms) throws Exception {
        Connection connection = jms.started();
        Seen seen = new Seen();
        ConnectionConsumer consumer =
                connection.createConnectionConsumer(jms.queue(), null, new SessionPool(auto(connection, seen)), 1);
        jms.send(jms.queue(), "a");
        assertThat(seen.next()).isEqualTo("a");
        consumer.close();
        consumer.close();
        jms.send(jms.queue(), "b");
        assertThat(seen.isQuiet()).isTrue();
        assertThat(jms.textsOn(jms.queue())).containsExactly("b");
    }
}
