package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.1.7. */
@ConformanceTest
class ConnectionExceptionListenerTest {

    @Test
    @Spec("6.1.7")
    @DisplayName("getExceptionListener returns null if none is registered.")
    void getExceptionListener_none_returnsNull(Jms jms) throws JMSException {
        assertThat(jms.connection().getExceptionListener()).isNull();
        assertThat(jms.queueConnection().getExceptionListener()).isNull();
        assertThat(jms.topicConnection().getExceptionListener()).isNull();
    }

    @Test
    @Spec("6.1.7")
    @DisplayName(
            "getExceptionListener returns the listener that was registered last, and null after null was registered.")
    void getExceptionListener_registered_returnsLast(Jms jms) throws JMSException {
        ExceptionListener first = e -> {};
        ExceptionListener second = e -> {};
        Connection connection = jms.connection();
        connection.setExceptionListener(first);
        assertThat(connection.getExceptionListener()).isSameAs(first);
        connection.setExceptionListener(second);
        assertThat(connection.getExceptionListener()).isSameAs(second);
        connection.setExceptionListener(null);
        assertThat(connection.getExceptionListener()).isNull();
    }

    @Test
    @Spec("6.1.7")
    @DisplayName("One listener can be registered with several connections, and each connection has its own.")
    void setExceptionListener_severalConnections_areIndependent(Jms jms) throws JMSException {
        ExceptionListener listener = e -> {};
        Connection first = jms.connection();
        Connection second = jms.connection();
        Connection third = jms.connection();
        first.setExceptionListener(listener);
        second.setExceptionListener(listener);
        first.setExceptionListener(null);
        assertThat(second.getExceptionListener()).isSameAs(listener);
        assertThat(third.getExceptionListener()).isNull();
    }

    @Test
    @Spec("JD JMSContext.setExceptionListener")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName(
            "The exception listener of a context is that of its connection, and so of every context of the connection.")
    void setExceptionListener_context_isThatOfTheConnection(Jms jms) {
        ExceptionListener listener = e -> {};
        JMSContext context = jms.context();
        assertThat(context.getExceptionListener()).isNull();
        JMSContext sibling = jms.closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        context.setExceptionListener(listener);
        assertThat(context.getExceptionListener()).isSameAs(listener);
        assertThat(sibling.getExceptionListener()).isSameAs(listener);
        sibling.setExceptionListener(null);
        assertThat(context.getExceptionListener()).isNull();
    }

    @Test
    @Spec("6.1.7")
    @DisplayName(
            "An exception that is thrown by a call is not delivered to the exception listener too, and an orderly close is no problem.")
    void onException_exceptionThrownByCall_isNotCalled(Jms jms) throws JMSException {
        List<JMSException> problems = new CopyOnWriteArrayList<>();
        Connection connection = jms.connection();
        connection.setExceptionListener(problems::add);
        connection.start();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> session.createConsumer(null)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createConsumer(jms.queue(), "= 1")).isInstanceOf(JMSException.class);
        assertThatThrownBy(session::commit).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.unsubscribe(jms.unique("unknown"))).isInstanceOf(JMSException.class);
        connection.close();
        assertThatThrownBy(connection::start).isInstanceOf(JMSException.class);
        MessageConsumer other = jms.session().createConsumer(jms.queue("other"));
        assertThat(jms.isQuiet(other)).isTrue();
        assertThat(problems).isEmpty();
    }
}
