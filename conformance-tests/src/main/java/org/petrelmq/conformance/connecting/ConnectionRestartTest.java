package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.1: connections that lose their provider. */
@ConformanceTest
@Requires(Feature.RESTART)
class ConnectionRestartTest {

    @Test
    @Spec("6.1.7")
    @DisplayName("A connection that loses its provider tells its ExceptionListener, which can use the API.")
    void restart_connectionOpen_listenerIsTold(Jms jms) throws Exception {
        Connection connection = jms.connection();
        List<String> told = new CopyOnWriteArrayList<>();
        connection.setExceptionListener(exception -> {
            try {
                connection.close();
                told.add("closed");
            } catch (JMSException e) {
                told.add("not closed: " + e);
            }
        });
        connection.start();
        jms.restart();
        assertThat(Patience.until(() -> !told.isEmpty())).isTrue();
        assertThat(told.get(0)).isEqualTo("closed");
    }

    @Test
    @Spec("6.1.2")
    @DisplayName("A client identifier is free again when the provider has been restarted.")
    void restart_clientIdInUse_isFree(Jms jms) throws Exception {
        jms.client("client");
        jms.restart();
        Connection connection = jms.client("client");
        assertThat(connection.getClientID()).isEqualTo(jms.unique("client"));
    }

    @Test
    @Spec("JD MessageProducer.send")
    @DisplayName("A send on a connection whose provider went fails, and what it would have sent does not arrive.")
    void send_providerRestarted_throws(Jms jms) throws Exception {
        Session session = jms.session();
        jms.send(session, jms.queue(), "one");
        jms.restart();
        assertThatThrownBy(() -> jms.send(session, jms.queue(), "never received"))
                .isInstanceOf(JMSException.class);
        assertThat(jms.textsOn(jms.queue())).containsExactly("one");
    }
}
