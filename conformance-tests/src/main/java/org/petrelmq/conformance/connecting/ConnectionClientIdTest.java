package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.Session;
import jakarta.jms.TopicConnectionFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.1.2. */
@ConformanceTest
class ConnectionClientIdTest {
    /** A use of a connection, or of a context. */
    interface Use<T> {
        void of(T connection) throws JMSException;
    }

    @Test
    @Spec("6.1.2")
    @DisplayName("setClientID, called first on a new connection of any API, sets what getClientID returns.")
    void setClientID_newConnection_isSet(Jms jms) throws JMSException {
        Connection[] connections = {
            jms.connection(),
            jms.closing(((QueueConnectionFactory) jms.factory()).createQueueConnection()),
            jms.closing(((TopicConnectionFactory) jms.factory()).createTopicConnection())
        };
        for (Connection connection : connections) {
            String id = jms.unique("client of " + connection.getClass().getSimpleName());
            connection.setClientID(id);
            assertThat(connection.getClientID()).isEqualTo(id);
            connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            assertThat(connection.getClientID()).isEqualTo(id);
            connection.close();
        }
    }

    @Test
    @Spec("6.1.2")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("setClientID, called first on a new context of any mode, sets what getClientID returns.")
    void setClientID_newContext_isSet(Jms jms) {
        for (int mode : new int[] {JMSContext.AUTO_ACKNOWLEDGE, JMSContext.SESSION_TRANSACTED}) {
            JMSContext context = jms.context(mode);
            context.setClientID(jms.unique("client" + mode));
            assertThat(context.getClientID()).isEqualTo(jms.unique("client" + mode));
        }
    }

    @Test
    @Spec("6.1.2")
    @DisplayName("setClientID on a connection that has a client identifier throws IllegalStateException, and it stays.")
    void setClientID_twice_throws(Jms jms) throws JMSException {
        Connection connection = jms.connection();
        connection.setClientID(jms.unique("first"));
        for (String second : new String[] {jms.unique("second"), jms.unique("first")}) {
            assertThatThrownBy(() -> connection.setClientID(second)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(connection.getClientID()).isEqualTo(jms.unique("first"));
    }

    @Test
    @Spec("6.1.2")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName(
            "setClientID on a context that has a client identifier throws IllegalStateRuntimeException, and it stays.")
    void setClientID_twiceOnContext_throws(Jms jms) {
        JMSContext context = jms.context();
        context.setClientID(jms.unique("first"));
        assertThatThrownBy(() -> context.setClientID(jms.unique("second")))
                .isInstanceOf(IllegalStateRuntimeException.class);
        assertThat(context.getClientID()).isEqualTo(jms.unique("first"));
    }

    @Test
    @Spec("6.1.2")
    @DisplayName("setClientID on a connection that has been used throws IllegalStateException.")
    void setClientID_afterUse_throws(Jms jms) throws JMSException {
        Map<String, Use<Connection>> uses = new LinkedHashMap<>();
        uses.put("createSession", connection -> connection.createSession(false, Session.AUTO_ACKNOWLEDGE));
        uses.put("start", Connection::start);
        uses.put("stop", Connection::stop);
        uses.put("setExceptionListener", connection -> connection.setExceptionListener(e -> {}));
        for (Map.Entry<String, Use<Connection>> use : uses.entrySet()) {
            Connection connection = jms.connection();
            use.getValue().of(connection);
            String late = jms.unique("late after " + use.getKey());
            assertThatThrownBy(() -> connection.setClientID(late), use.getKey())
                    .isInstanceOf(IllegalStateException.class);
            assertThat(connection.getClientID()).as(use.getKey()).isNotEqualTo(late);
        }
    }

    @Test
    @Spec("6.1.2")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("setClientID on a context that has been used throws IllegalStateRuntimeException.")
    void setClientID_afterUseOfContext_throws(Jms jms) throws JMSException {
        Map<String, Use<JMSContext>> uses = new LinkedHashMap<>();
        uses.put("start", JMSContext::start);
        uses.put("stop", JMSContext::stop);
        uses.put("createConsumer", context -> context.createConsumer(jms.queue()));
        uses.put("createContext", context -> jms.closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE)));
        uses.put("setExceptionListener", context -> context.setExceptionListener(e -> {}));
        for (Map.Entry<String, Use<JMSContext>> use : uses.entrySet()) {
            JMSContext context = jms.context();
            use.getValue().of(context);
            String late = jms.unique("late after " + use.getKey());
            assertThatThrownBy(() -> context.setClientID(late), use.getKey())
                    .isInstanceOf(IllegalStateRuntimeException.class);
            assertThat(context.getClientID()).as(use.getKey()).isNotEqualTo(late);
        }
    }

    @Test
    @Spec("6.1.2")
    @DisplayName("A client identifier that another connection uses is refused with InvalidClientIDException.")
    void setClientID_inUse_throws(Jms jms) throws JMSException {
        Connection first = jms.connection();
        first.setClientID(jms.unique("client"));
        Connection second = jms.connection();
        assertThatThrownBy(() -> second.setClientID(jms.unique("client"))).isInstanceOf(InvalidClientIDException.class);
        assertThat(second.getClientID()).isNotEqualTo(jms.unique("client"));
    }

    @Test
    @Spec("6.1.2")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName(
            "A client identifier that another connection uses is refused to a context with InvalidClientIDRuntimeException.")
    void setClientID_inUseOnContext_throws(Jms jms) throws JMSException {
        Connection first = jms.connection();
        first.setClientID(jms.unique("client"));
        JMSContext second = jms.context();
        assertThatThrownBy(() -> second.setClientID(jms.unique("client")))
                .isInstanceOf(InvalidClientIDRuntimeException.class);
        JMSContext third = jms.context();
        third.setClientID(jms.unique("other"));
        Connection fourth = jms.connection();
        assertThatThrownBy(() -> fourth.setClientID(jms.unique("other"))).isInstanceOf(InvalidClientIDException.class);
    }

    @Test
    @Spec("6.1.2")
    @DisplayName("The attempt of another connection to use its client identifier does not disturb a connection.")
    void setClientID_refused_doesNotDisturbOwner(Jms jms) throws JMSException {
        Connection owner = jms.client("client");
        Session session = owner.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createDurableConsumer(jms.topic(), "subscription");
        Connection other = jms.connection();
        assertThatThrownBy(() -> other.setClientID(jms.unique("client"))).isInstanceOf(JMSException.class);
        other.close();
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        assertThat(owner.getClientID()).isEqualTo(jms.unique("client"));
    }

    @Test
    @Spec("6.1.2")
    @DisplayName("A client identifier is free again when close of the connection has returned.")
    void setClientID_ownerClosed_isFree(Jms jms) throws JMSException {
        for (int i = 0; i < 20; i++) {
            Connection connection = jms.client("client");
            connection
                    .createSession(false, Session.AUTO_ACKNOWLEDGE)
                    .createDurableConsumer(jms.topic(), "subscription");
            connection.close();
        }
    }

    @Test
    @Spec("6.1.2")
    @DisplayName("Connections with different client identifiers, and without one, live side by side.")
    void setClientID_differentOnes_coexist(Jms jms) throws JMSException {
        Connection[] connections = {jms.client("one"), jms.client("two"), jms.started(), jms.started()};
        for (Connection connection : connections) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            jms.send(session, jms.queue(), "text");
            assertThat(jms.receiveText(session.createConsumer(jms.queue()))).isEqualTo("text");
            session.close();
        }
    }

    @Test
    @Spec("JD Connection.setClientID")
    @DisplayName(
            "An empty client identifier or null is refused with InvalidClientIDException, or is the client identifier from then on.")
    void setClientID_emptyOrNull_isRefusedOrSet(Jms jms) throws JMSException {
        for (String id : new String[] {"", null}) {
            Connection connection = jms.connection();
            try {
                connection.setClientID(id);
                assertThat(connection.getClientID()).isEqualTo(id);
            } catch (InvalidClientIDException e) {
                assertThat(connection.getClientID()).isNotEqualTo("");
            }
        }
    }
}
