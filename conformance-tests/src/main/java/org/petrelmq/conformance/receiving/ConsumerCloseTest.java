package org.petrelmq.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 8.8. */
@ConformanceTest
class ConsumerCloseTest {

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(2 * Patience.arrivalMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("Nobody released the listener.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Spec("8.8")
    @DisplayName("A closed consumer gets nothing more, and its session and the other consumers go on.")
    void close_oneConsumer_othersGoOn(Jms jms) throws Exception {
        Session session = jms.session();
        Recorder recorder = new Recorder();
        Connection connection = jms.started();
        MessageConsumer listening =
                connection.createSession(Session.AUTO_ACKNOWLEDGE).createConsumer(jms.queue("listening"));
        listening.setMessageListener(recorder);
        MessageConsumer closed = session.createConsumer(jms.queue("closed"));
        MessageConsumer open = session.createConsumer(jms.queue("open"));
        listening.close();
        closed.close();
        jms.send(session, jms.queue("listening"), "one");
        jms.send(session, jms.queue("closed"), "one");
        jms.send(session, jms.queue("open"), "one");
        assertThat(jms.receiveText(open)).isEqualTo("one");
        assertThat(jms.receiveText(session.createConsumer(jms.queue("closed")))).isEqualTo("one");
        assertThat(jms.textsOn(jms.queue("listening"))).containsExactly("one");
        assertThat(recorder.isEmpty()).isTrue();
    }

    @Test
    @Spec("8.8")
    @DisplayName("A receive on a closed consumer is refused and leaves the session's transaction as it is.")
    void receive_closed_leavesTransaction(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer closed = session.createConsumer(jms.queue());
        closed.close();
        jms.send(session, jms.queue("sent"), "one");
        assertThatThrownBy(closed::receiveNoWait).isInstanceOf(IllegalStateException.class);
        session.commit();
        assertThat(jms.textsOn(jms.queue("sent"))).containsExactly("one");
    }

    @Test
    @Spec("8.8")
    @DisplayName("A receive that waits returns null when another thread closes its consumer.")
    void close_receiveWaiting_returnsNull(Jms jms) throws Exception {
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        Waiting<Message> receiving = Waiting.in(consumer::receive);
        consumer.close();
        assertThat(receiving.result()).isNull();
        MessageConsumer timed = jms.session().createConsumer(jms.queue());
        Waiting<Message> receivingTimed = Waiting.in(() -> timed.receive(10 * Patience.arrivalMillis()));
        timed.close();
        assertThat(receivingTimed.result()).isNull();
    }

    @Test
    @Spec("JD JMSConsumer.receive")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A receive that waits returns null when another thread closes its JMSConsumer.")
    void close_receiveOfJmsConsumerWaiting_returnsNull(Jms jms) throws Exception {
        JMSConsumer consumer = jms.context().createConsumer(jms.queue());
        Waiting<Message> receiving = Waiting.in(consumer::receive);
        consumer.close();
        assertThat(receiving.result()).isNull();
    }

    @Test
    @Spec("8.8")
    @DisplayName("close from another thread waits until the consumer's listener has returned.")
    void close_listenerRunning_waits(Jms jms) throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Recorder recorder = new Recorder((received, message) -> await(released));
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        consumer.setMessageListener(recorder);
        assertClosesAfterListener(jms, consumer, recorder, released);
    }

    @Test
    @Spec("JD JMSConsumer.close")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("close of a JMSConsumer from another thread waits until its listener has returned.")
    void close_listenerOfJmsConsumerRunning_waits(Jms jms) throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Recorder recorder = new Recorder((received, message) -> await(released));
        JMSConsumer consumer = jms.context().createConsumer(jms.queue());
        consumer.setMessageListener(recorder);
        assertClosesAfterListener(jms, consumer, recorder, released);
    }

    private static void assertClosesAfterListener(
            Jms jms, AutoCloseable consumer, Recorder recorder, CountDownLatch released) throws Exception {
        jms.send(jms.queue(), "one", "two");
        assertThat(recorder.next()).isEqualTo(Received.first("one"));
        Waiting<Boolean> closing = Waiting.in(() -> {
            consumer.close();
            return true;
        });
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("quiet"))))
                .isTrue();
        assertThat(closing.isDone()).isFalse();
        released.countDown();
        assertThat(closing.result()).isTrue();
        assertThat(recorder.isEmpty()).isTrue();
        assertThat(jms.textsOn(jms.queue())).containsExactly("two");
    }

    @Test
    @Spec("8.8")
    @DisplayName("A listener may close its own consumer: it completes normally, and its message is acknowledged.")
    void close_byOwnListener_completesNormally(Jms jms) throws Exception {
        jms.send(jms.queue(), "one", "two");
        Connection connection = jms.connection();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        CompletableFuture<Boolean> completed = new CompletableFuture<>();
        consumer.setMessageListener(message -> {
            try {
                consumer.close();
                completed.complete(true);
            } catch (JMSException e) {
                completed.completeExceptionally(e);
            }
        });
        connection.start();
        assertThat(completed).succeedsWithin(Patience.ARRIVAL);
        assertThat(jms.receiveText(jms.session().createConsumer(jms.queue()))).isEqualTo("two");
        session.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("JD JMSConsumer.close")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A listener may close its own JMSConsumer: it completes normally, and its message is acknowledged.")
    void close_byOwnListenerOfJmsConsumer_completesNormally(Jms jms) throws Exception {
        jms.send(jms.queue(), "one", "two");
        JMSContext context = jms.context();
        context.setAutoStart(false);
        JMSConsumer consumer = context.createConsumer(jms.queue());
        CompletableFuture<Boolean> completed = new CompletableFuture<>();
        consumer.setMessageListener(message -> {
            consumer.close();
            completed.complete(true);
        });
        context.start();
        assertThat(completed).succeedsWithin(Patience.ARRIVAL);
        assertThat(jms.receiveText(jms.session().createConsumer(jms.queue()))).isEqualTo("two");
        context.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("8.8")
    @DisplayName("What an AUTO_ACKNOWLEDGE or DUPS_OK_ACKNOWLEDGE consumer received before its close is acknowledged.")
    void close_autoOrDupsOk_receivedIsAcknowledged(Jms jms) throws JMSException {
        for (int mode : new int[] {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE}) {
            jms.send(jms.queue(), "one", "two");
            Session session = jms.session(mode);
            MessageConsumer consumer = session.createConsumer(jms.queue());
            assertThat(jms.receiveText(consumer)).isEqualTo("one");
            consumer.close();
            session.close();
            MessageConsumer next = jms.session().createConsumer(jms.queue());
            assertThat(Received.next(jms, next)).isEqualTo(Received.first("two"));
            next.close();
        }
    }

    @Test
    @Spec("8.8")
    @DisplayName("Messages of a CLIENT_ACKNOWLEDGE consumer can be acknowledged after its close.")
    void acknowledge_consumerClosed_acknowledges(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        Message message = jms.receive(consumer);
        consumer.close();
        message.acknowledge();
        session.close();
        assertThat(jms.textsOn(jms.queue())).containsExactly("two");
    }

    @Test
    @Spec("8.8")
    @DisplayName("Closing a CLIENT_ACKNOWLEDGE consumer neither acknowledges nor gives back what it received.")
    void close_clientAcknowledge_keepsReceivedWithSession(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one");
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        consumer.close();
        MessageConsumer other = jms.session().createConsumer(jms.queue());
        assertThat(jms.isQuiet(other)).isTrue();
        session.close();
        assertThat(Received.next(jms, other)).isEqualTo(Received.second("one"));
    }

    @Test
    @Spec("8.8")
    @DisplayName("A transaction with messages of a closed consumer can be committed: they do not come again.")
    void commit_consumerClosed_acknowledges(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        consumer.close();
        session.commit();
        session.close();
        assertThat(jms.textsOn(jms.queue())).containsExactly("two");
    }

    @Test
    @Spec("8.8")
    @DisplayName("A transaction with messages of a closed consumer can be rolled back: they come again.")
    void rollback_consumerClosed_bringsThemAgain(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one");
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        consumer.close();
        session.rollback();
        assertThat(Received.next(jms, session.createConsumer(jms.queue()))).isEqualTo(Received.second("one"));
        session.commit();
    }
}
