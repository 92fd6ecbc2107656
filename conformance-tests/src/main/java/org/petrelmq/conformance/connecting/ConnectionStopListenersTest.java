package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Spec;

/** Section 6.1.5: stop while message listeners are running. */
@ConformanceTest
class ConnectionStopListenersTest {

    @Test
    @Spec("6.1.5")
    @DisplayName("stop waits until all message listeners that are running have returned.")
    void stop_listenersRunning_waits(Jms jms) throws Exception {
        Connection connection = jms.started();
        HeldListener first = new HeldListener();
        HeldListener second = new HeldListener();
        listen(jms, connection, "first", first);
        listen(jms, connection, "second", second);
        Call<Void> stop = Call.running(connection::stop);
        assertThat(stop.returnsWithoutWaiting()).isFalse();
        first.release();
        first.returned().join();
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("other"))))
                .isTrue();
        assertThat(stop.isDone()).isFalse();
        second.release();
        stop.result();
        assertThat(second.returned()).isDone();
        int calls = first.calls() + second.calls();
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("other"))))
                .isTrue();
        assertThat(first.calls() + second.calls()).isEqualTo(calls);
    }

    @Test
    @Spec("6.1.5")
    @DisplayName("While stop waits for a message listener, the listener can use its session: send, browse, commit.")
    void stop_listenerRunning_canUseSession(Jms jms) throws Exception {
        Connection connection = jms.started();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        stopDuring(jms, connection, session, message -> {
            jms.send(session, jms.queue("replies"), "from its session");
            session.createBrowser(jms.queue("replies")).close();
            session.commit();
        });
        assertThat(jms.textsOn(jms.queue("replies"))).containsExactly("from its session");
    }

    @Test
    @Spec("6.1.5")
    @DisplayName(
            "While stop waits for a message listener, the listener can use its connection: create sessions and send with them.")
    void stop_listenerRunning_canUseConnection(Jms jms) throws Exception {
        Connection connection = jms.started();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        stopDuring(jms, connection, session, message -> {
            Session another = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            another.createConsumer(jms.queue("other")).close();
            jms.send(another, jms.queue("replies"), "from another session");
            another.close();
        });
        assertThat(jms.textsOn(jms.queue("replies"))).containsExactly("from another session");
    }

    private static void stopDuring(Jms jms, Connection connection, Session session, HeldListener.Body body)
            throws Exception {
        HeldListener listener = new HeldListener(body);
        session.createConsumer(jms.queue()).setMessageListener(listener);
        jms.send(jms.queue(), "one");
        listener.awaitEntered();
        Call<Void> stop = Call.running(connection::stop);
        assertThat(stop.returnsWithoutWaiting()).isFalse();
        listener.release();
        stop.result();
        assertThat(listener.returned()).succeedsWithin(Patience.ARRIVAL);
    }

    private static void listen(Jms jms, Connection connection, String queue, HeldListener listener) throws Exception {
        connection
                .createSession(false, Session.AUTO_ACKNOWLEDGE)
                .createConsumer(jms.queue(queue))
                .setMessageListener(listener);
        jms.send(jms.queue(queue), "one", "two");
        listener.awaitEntered();
    }
}
