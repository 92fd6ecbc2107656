package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 6.1.5, 6.1.8 and 6.2.15: stop and close that a message listener calls. */
@ConformanceTest
class ListenerStopCloseTest {

    /** Calls something in onMessage and completes with what it threw, or with null. */
    private static final class CallingListener {
        private final CompletableFuture<Exception> outcome = new CompletableFuture<>();

        MessageListener calling(Call.Action action) {
            return message -> {
                try {
                    action.run();
                    outcome.complete(null);
                } catch (Exception e) {
                    outcome.complete(e);
                }
            };
        }

        /** Whether the call succeeded; else it has to have thrown this. */
        boolean succeeded(Class<? extends Exception> refusal) {
            assertThat(outcome).succeedsWithin(Patience.ARRIVAL);
            Exception thrown = outcome.join();
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(refusal);
            }
            return thrown == null;
        }
    }

    private static void listen(Jms jms, Session session, MessageListener listener) throws JMSException {
        session.createConsumer(jms.queue()).setMessageListener(listener);
        jms.send(jms.queue(), "one");
    }

    @Test
    @Spec("6.1.5")
    @DisplayName(
            "stop on a listener's own connection either throws IllegalStateException or stops it; never does it wait for ever.")
    void connectionStop_ownListener_throwsOrStops(Jms jms) throws JMSException {
        Connection connection = jms.started();
        CallingListener listener = new CallingListener();
        listen(jms, connection.createSession(false, Session.AUTO_ACKNOWLEDGE), listener.calling(connection::stop));
        boolean stopped = listener.succeeded(IllegalStateException.class);
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        jms.send(jms.queue("other"), "two");
        try (var consumer = session.createConsumer(jms.queue("other"))) {
            if (stopped) {
                assertThat(jms.isQuiet(consumer)).isTrue();
                connection.start();
            }
            assertThat(jms.receiveText(consumer)).isEqualTo("two");
        }
        connection.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "close on a listener's own connection either throws IllegalStateException or closes it; never does it wait for ever.")
    void connectionClose_ownListener_throwsOrCloses(Jms jms) throws JMSException {
        Connection connection = jms.started();
        CallingListener listener = new CallingListener();
        listen(jms, connection.createSession(false, Session.AUTO_ACKNOWLEDGE), listener.calling(connection::close));
        boolean closed = listener.succeeded(IllegalStateException.class);
        assertThat(isClosed(connection)).isEqualTo(closed);
    }

    private static boolean isClosed(Connection connection) throws JMSException {
        try {
            connection.createSession(false, Session.AUTO_ACKNOWLEDGE).close();
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "The message of an AUTO_ACKNOWLEDGE listener that calls close on its connection is acknowledged, closed or not.")
    void connectionClose_ownListener_acknowledgesMessage(Jms jms) throws JMSException {
        Connection connection = jms.started();
        CallingListener listener = new CallingListener();
        listen(jms, connection.createSession(false, Session.AUTO_ACKNOWLEDGE), listener.calling(connection::close));
        listener.succeeded(IllegalStateException.class);
        connection.close();
        jms.send(jms.queue(), "two");
        assertThat(jms.receiveText(jms.session().createConsumer(jms.queue()))).isEqualTo("two");
    }

    @Test
    @Spec("6.2.15")
    @DisplayName(
            "close on a listener's own session either throws IllegalStateException or closes it; its message is acknowledged.")
    void sessionClose_ownListener_throwsOrCloses(Jms jms) throws JMSException {
        Connection connection = jms.started();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        CallingListener listener = new CallingListener();
        listen(jms, session, listener.calling(session::close));
        listener.succeeded(IllegalStateException.class);
        session.close();
        jms.send(jms.queue(), "two");
        Session other = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        assertThat(jms.receiveText(other.createConsumer(jms.queue()))).isEqualTo("two");
    }

    @Test
    @Spec("6.1.5")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName(
            "stop on a context of a listener's own connection either throws IllegalStateRuntimeException or stops it.")
    void contextStop_ownListener_throwsOrStops(Jms jms) throws JMSException {
        for (boolean ofSibling : new boolean[] {false, true}) {
            JMSContext context = jms.context();
            JMSContext sibling = jms.closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
            CallingListener listener = new CallingListener();
            jms.send(jms.queue(), "one");
            context.createConsumer(jms.queue())
                    .setMessageListener(listener.calling(ofSibling ? sibling::stop : context::stop));
            listener.succeeded(IllegalStateRuntimeException.class);
            sibling.close();
            context.close();
            assertThat(jms.textsOn(jms.queue())).isEmpty();
        }
    }

    @Test
    @Spec("6.1.8")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName(
            "close on a listener's own context either throws IllegalStateRuntimeException or closes it; its message is acknowledged.")
    void contextClose_ownListener_throwsOrCloses(Jms jms) throws JMSException {
        for (boolean hasSibling : new boolean[] {false, true}) {
            JMSContext context = jms.context();
            if (hasSibling) {
                jms.closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
            }
            CallingListener listener = new CallingListener();
            jms.send(jms.queue(), "one");
            context.createConsumer(jms.queue()).setMessageListener(listener.calling(context::close));
            listener.succeeded(IllegalStateRuntimeException.class);
            context.close();
            assertThat(jms.textsOn(jms.queue())).isEmpty();
        }
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "A listener's stop or close of its connection, where it does not throw, waits for the connection's other listeners.")
    void connectionStopOrClose_otherListenerRunning_throwsOrWaits(Jms jms) throws Exception {
        for (boolean close : new boolean[] {false, true}) {
            Connection connection = jms.started();
            HeldListener other = new HeldListener();
            connection
                    .createSession(false, Session.AUTO_ACKNOWLEDGE)
                    .createConsumer(jms.queue("other"))
                    .setMessageListener(other);
            jms.send(jms.queue("other"), "held");
            other.awaitEntered();
            CallingListener listener = new CallingListener();
            AtomicReference<Boolean> otherHadReturned = new AtomicReference<>();
            listen(jms, connection.createSession(false, Session.AUTO_ACKNOWLEDGE), listener.calling(() -> {
                if (close) {
                    connection.close();
                } else {
                    connection.stop();
                }
                otherHadReturned.set(other.returned().isDone());
            }));
            assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("quiet"))))
                    .isTrue();
            other.release();
            if (listener.succeeded(IllegalStateException.class)) {
                assertThat(otherHadReturned).hasValue(true);
            }
            connection.close();
        }
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("A listener may stop and close connections that are not its own.")
    void stopAndClose_otherConnection_work(Jms jms) throws JMSException {
        Connection other = jms.started();
        other.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(jms.queue("other"));
        CallingListener listener = new CallingListener();
        listen(jms, jms.session(), listener.calling(() -> {
            other.stop();
            other.close();
        }));
        assertThat(listener.succeeded(IllegalStateException.class)).isTrue();
        assertThat(isClosed(other)).isTrue();
    }
}
