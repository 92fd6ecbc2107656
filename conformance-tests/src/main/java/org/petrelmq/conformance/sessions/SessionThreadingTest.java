package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 6.2.5, 6.2.6, 6.2.13 and 6.2.14: which listeners run at the same time and which never do. */
@ConformanceTest
class SessionThreadingTest {

    /** Measures how many calls of listeners overlap. */
    private static final class Gauge implements Inbox.Reaction {
        private static final int SPINS = 2_000;

        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public void to(Message message) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            for (int i = 0; i < SPINS; i++) {
                Thread.onSpinWait();
            }
            running.decrementAndGet();
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(Patience.arrivalMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("The latch was not released within " + Patience.ARRIVAL + ".");
        }
    }

    @Test
    @Spec("6.2.13")
    @DisplayName("While one listener of a session runs, no other listener of that session is called.")
    void onMessage_twoConsumersOfSession_neverTogether(Jms jms) throws JMSException, InterruptedException {
        Connection connection = jms.connection();
        Session session = connection.createSession();
        CountDownLatch release = new CountDownLatch(1);
        Inbox busy = new Inbox(message -> await(release));
        Inbox waiting = new Inbox();
        session.createConsumer(jms.queue("busy")).setMessageListener(busy);
        session.createConsumer(jms.queue("waiting")).setMessageListener(waiting);
        connection.start();
        jms.send(jms.queue("busy"), "busy");
        assertThat(busy.next().text()).isEqualTo("busy");
        jms.send(jms.queue("waiting"), "waiting");
        assertThat(waiting.isQuiet()).isTrue();
        release.countDown();
        assertThat(waiting.next().text()).isEqualTo("waiting");
        busy.verify();
    }

    @Test
    @Spec("6.2.13")
    @DisplayName(
            "A session calls a listener with the next message only when the call with the one before has returned.")
    void onMessage_oneConsumer_neverTwiceAtATime(Jms jms) throws JMSException, InterruptedException {
        jms.send(jms.queue(), "one", "two");
        Connection connection = jms.connection();
        CountDownLatch release = new CountDownLatch(1);
        Inbox inbox = new Inbox(message -> await(release));
        connection.createSession().createConsumer(jms.queue()).setMessageListener(inbox);
        connection.start();
        assertThat(inbox.next().text()).isEqualTo("one");
        assertThat(inbox.isQuiet()).isTrue();
        release.countDown();
        assertThat(inbox.next().text()).isEqualTo("two");
    }

    @Test
    @Spec("6.2.13")
    @DisplayName("However many consumers and messages a session has, at most one of its listeners runs at a time.")
    void onMessage_manyConsumers_atMostOneRuns(Jms jms) throws JMSException, InterruptedException {
        Connection connection = jms.connection();
        Session session = connection.createSession();
        Gauge gauge = new Gauge();
        Inbox inbox = new Inbox(gauge);
        for (int i = 0; i < 5; i++) {
            session.createConsumer(jms.queue("queue" + i)).setMessageListener(inbox);
        }
        connection.start();
        Session sender = jms.session();
        MessageProducer producer = sender.createProducer(null);
        for (int i = 0; i < 200; i++) {
            producer.send(jms.queue("queue" + i % 5), sender.createTextMessage("m" + i));
        }
        assertThat(inbox.next(200)).extracting(Delivery::text).doesNotHaveDuplicates();
        assertThat(gauge.most).hasValue(1);
    }

    @Test
    @Spec("6.2.14")
    @DisplayName("Listeners of different sessions run concurrently, also on one connection and one queue.")
    void onMessage_twoSessions_runTogether(Jms jms) throws JMSException, InterruptedException {
        Connection connection = jms.connection();
        CountDownLatch bothInside = new CountDownLatch(2);
        Inbox inbox = new Inbox(message -> {
            bothInside.countDown();
            await(bothInside);
        });
        for (int i = 0; i < 2; i++) {
            connection.createSession().createConsumer(jms.topic()).setMessageListener(inbox);
        }
        connection.start();
        jms.send(jms.topic(), "hello");
        assertThat(inbox.next(2)).containsExactly(Delivery.first("hello"), Delivery.first("hello"));
        await(bothInside);
        connection.close();
        inbox.verify();
    }

    @Test
    @Spec("6.2.5")
    @DisplayName("A listener may use its session's producers and create more producers and messages with it.")
    void onMessage_usesSession_works(Jms jms) throws JMSException, InterruptedException {
        Connection connection = jms.connection();
        Session session = connection.createSession();
        MessageProducer prepared = session.createProducer(jms.queue("out"));
        Inbox inbox = new Inbox(message -> {
            prepared.send(session.createTextMessage("prepared"));
            session.createProducer(jms.queue("out")).send(message);
        });
        session.createConsumer(jms.queue("in")).setMessageListener(inbox);
        connection.start();
        jms.send(jms.queue("in"), "received");
        MessageConsumer consumer = jms.session().createConsumer(jms.queue("out"));
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("prepared", "received");
        connection.close();
        inbox.verify();
    }

    @Test
    @Spec("6.2.5")
    @DisplayName("A consumer with a message listener cannot be used to receive synchronously: receive throws.")
    void receive_consumerWithListener_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        consumer.setMessageListener(new Inbox());
        assertThatThrownBy(consumer::receiveNoWait).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> consumer.receive(Patience.quietMillis())).isInstanceOf(JMSException.class);
        assertThatThrownBy(consumer::receive).isInstanceOf(JMSException.class);
    }

    @Test
    @Spec("6.2.5")
    @DisplayName(
            "Receiving synchronously in a session with a listener is erroneous: it is refused, or returns what is there.")
    void receive_otherConsumerOfSessionWithListener_losesNothing(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer consumer = session.createConsumer(jms.queue("synchronous"));
        session.createConsumer(jms.queue("listener")).setMessageListener(new Inbox());
        jms.send(jms.queue("synchronous"), "one");
        try {
            assertThat(jms.receiveText(consumer)).isEqualTo("one");
        } catch (JMSException refused) {
            session.close();
            assertThat(jms.textsOn(jms.queue("synchronous"))).containsExactly("one");
        }
    }

    @Test
    @Spec("6.2.6")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A second listener may be set on a context that is started and delivers to a first one.")
    void setMessageListener_secondOnStartedContext_works(Jms jms) throws JMSException, InterruptedException {
        JMSContext context = jms.context();
        Gauge gauge = new Gauge();
        Inbox first = new Inbox(gauge);
        Inbox second = new Inbox(gauge);
        context.createConsumer(jms.queue("first")).setMessageListener(first);
        jms.send(jms.queue("first"), "one", "two", "three", "four", "five");
        context.createConsumer(jms.queue("second")).setMessageListener(second);
        jms.send(jms.queue("second"), "one", "two", "three", "four", "five");
        assertThat(first.next(5)).extracting(Delivery::text).containsExactly("one", "two", "three", "four", "five");
        assertThat(second.next(5)).extracting(Delivery::text).containsExactly("one", "two", "three", "four", "five");
        assertThat(gauge.most).hasValue(1);
    }

    @Test
    @Spec("6.2.6")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("createContext may be called on a context by another thread while its session runs a listener.")
    void createContext_whileListenerRuns_works(Jms jms) throws JMSException, InterruptedException {
        JMSContext context = jms.context();
        CountDownLatch release = new CountDownLatch(1);
        Inbox inbox = new Inbox(message -> await(release));
        context.createConsumer(jms.queue("busy")).setMessageListener(inbox);
        jms.send(jms.queue("busy"), "busy");
        assertThat(inbox.next().text()).isEqualTo("busy");
        JMSContext sibling = jms.closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        sibling.createProducer().send(jms.queue(), "hello");
        Message received = sibling.createConsumer(jms.queue()).receive(Patience.arrivalMillis());
        assertThat(received).isNotNull();
        release.countDown();
        context.close();
        inbox.verify();
    }
}
