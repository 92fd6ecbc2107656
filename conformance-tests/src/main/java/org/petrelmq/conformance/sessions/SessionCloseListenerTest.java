package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.2.15: closing a session while its listener runs, from outside and from the listener itself. */
@ConformanceTest
class SessionCloseListenerTest {

    private enum Outcome {
        REFUSED,
        CLOSED
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(Patience.arrivalMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("The latch was not released within " + Patience.ARRIVAL + ".");
        }
    }

    private static Outcome outcome(CompletableFuture<Outcome> future) throws InterruptedException {
        try {
            return future.get(Patience.arrivalMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("The listener's close neither returned nor threw what it may: " + e, e);
        }
    }

    @Test
    @Spec("6.2.15")
    @DisplayName("Closing a session from another thread returns only when its running listener has returned.")
    void close_listenerRuns_waitsForIt(Jms jms) throws JMSException, InterruptedException {
        Connection connection = jms.connection();
        Session session = connection.createSession();
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean returned = new AtomicBoolean();
        Inbox inbox = new Inbox(message -> {
            await(release);
            returned.set(true);
        });
        session.createConsumer(jms.queue()).setMessageListener(inbox);
        connection.start();
        jms.send(jms.queue(), "one");
        assertThat(inbox.next().text()).isEqualTo("one");
        OtherThread<Boolean> closing = OtherThread.calls(() -> {
                    session.close();
                    return returned.get();
                })
                .blocked();
        release.countDown();
        assertThat(closing.result()).isTrue();
        inbox.verify();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("While close waits for a listener, the listener can still use its session: create, send and commit.")
    void close_listenerRuns_sessionStillServesIt(Jms jms) throws JMSException, InterruptedException {
        Connection connection = jms.connection();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(jms.queue("out"));
        CountDownLatch release = new CountDownLatch(1);
        Inbox inbox = new Inbox(message -> {
            await(release);
            producer.send(session.createTextMessage("reply"));
            session.createProducer(jms.queue("out")).send(session.createTextMessage("another"));
            session.commit();
        });
        session.createConsumer(jms.queue("in")).setMessageListener(inbox);
        connection.start();
        jms.send(jms.queue("in"), "one");
        assertThat(inbox.next().text()).isEqualTo("one");
        OtherThread<Void> closing = OtherThread.<Void>calls(() -> {
                    session.close();
                    return null;
                })
                .blocked();
        release.countDown();
        assertThat(closing.result()).isNull();
        inbox.verify();
        assertThat(jms.textsOn(jms.queue("out"))).containsExactly("reply", "another");
        assertThat(jms.textsOn(jms.queue("in"))).isEmpty();
    }

    @Test
    @Spec("6.2.15")
    @DisplayName("No listener of a session is called after close has returned.")
    void close_thenSend_listenerIsSilent(Jms jms) throws JMSException, InterruptedException {
        Connection connection = jms.connection();
        Session session = connection.createSession();
        Session other = connection.createSession();
        Inbox inbox = new Inbox();
        session.createConsumer(jms.topic()).setMessageListener(inbox);
        Inbox otherInbox = new Inbox();
        other.createConsumer(jms.topic()).setMessageListener(otherInbox);
        connection.start();
        jms.send(jms.topic(), "before");
        assertThat(inbox.next().text()).isEqualTo("before");
        session.close();
        jms.send(jms.topic(), "after");
        assertThat(otherInbox.next(2)).extracting(Delivery::text).containsExactly("before", "after");
        assertThat(inbox.waiting()).isZero();
    }

    @Test
    @Spec("6.2.15")
    @DisplayName(
            "A listener that closes its own session gets an IllegalStateException or closes it; its message is acknowledged.")
    void close_ownSessionInListener_refusedOrClosed(Jms jms) throws JMSException, InterruptedException {
        Connection connection = jms.connection();
        Session session = connection.createSession();
        CompletableFuture<Outcome> future = new CompletableFuture<>();
        Inbox inbox = new Inbox(message -> {
            if (Delivery.of(message).text().equals("one")) {
                try {
                    session.close();
                    future.complete(Outcome.CLOSED);
                } catch (IllegalStateException refused) {
                    future.complete(Outcome.REFUSED);
                }
            }
        });
        session.createConsumer(jms.queue()).setMessageListener(inbox);
        connection.start();
        jms.send(jms.queue(), "one", "two");
        if (outcome(future) == Outcome.REFUSED) {
            assertThat(inbox.next(2)).containsExactly(Delivery.first("one"), Delivery.first("two"));
            connection.close();
            assertThat(jms.textsOn(jms.queue())).isEmpty();
        } else {
            assertThatThrownBy(session::createMessage).isInstanceOf(IllegalStateException.class);
            connection.close();
            assertThat(jms.textsOn(jms.queue())).containsExactly("two");
        }
    }

    @Test
    @Spec("6.2.15")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName(
            "A listener that closes its own context gets an IllegalStateRuntimeException or closes it; its message is acknowledged.")
    void close_ownContextInListener_refusedOrClosed(Jms jms) throws JMSException, InterruptedException {
        JMSContext keeper = jms.context();
        JMSContext context = jms.closing(keeper.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        CompletableFuture<Outcome> future = new CompletableFuture<>();
        Inbox inbox = new Inbox(message -> {
            if (Delivery.of(message).text().equals("one")) {
                try {
                    context.close();
                    future.complete(Outcome.CLOSED);
                } catch (IllegalStateRuntimeException refused) {
                    future.complete(Outcome.REFUSED);
                }
            }
        });
        context.createConsumer(jms.queue()).setMessageListener(inbox);
        jms.send(jms.queue(), "one", "two");
        if (outcome(future) == Outcome.REFUSED) {
            assertThat(inbox.next(2)).containsExactly(Delivery.first("one"), Delivery.first("two"));
            context.close();
            keeper.close();
            assertThat(jms.textsOn(jms.queue())).isEmpty();
        } else {
            assertThatThrownBy(context::createMessage).isInstanceOf(IllegalStateRuntimeException.class);
            keeper.close();
            assertThat(jms.textsOn(jms.queue())).containsExactly("two");
        }
    }

    @Test
    @Spec("6.2.15")
    @DisplayName("A listener may close the other sessions of its connection.")
    void close_otherSessionInListener_works(Jms jms) throws JMSException, InterruptedException {
        Connection connection = jms.connection();
        Session session = connection.createSession();
        Session other = connection.createSession();
        Inbox inbox = new Inbox(message -> other.close());
        session.createConsumer(jms.queue()).setMessageListener(inbox);
        connection.start();
        jms.send(jms.queue(), "one", "two");
        assertThat(inbox.next(2)).containsExactly(Delivery.first("one"), Delivery.first("two"));
        connection.close();
        inbox.verify();
        assertThatThrownBy(other::createMessage).isInstanceOf(IllegalStateException.class);
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }
}
