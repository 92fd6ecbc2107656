package org.petrelmq.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TopicSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** The Javadoc of unsubscribe: which subscriptions it deletes, and when. */
@ConformanceTest
class UnsubscribeTest {
    private static final String NAME = "subscription";

    @Test
    @Spec("JD Session.unsubscribe")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("unsubscribe of each API refuses a name that is no durable subscription with"
            + " InvalidDestinationException or its runtime twin.")
    void unsubscribe_unknownName_throws(Jms jms) throws JMSException {
        Session identified = jms.client("client").createSession();
        Session session = jms.session();
        TopicSession topicSession = jms.topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        JMSContext context = jms.context();
        assertThatThrownBy(() -> identified.unsubscribe(NAME)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.unsubscribe(NAME)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> topicSession.unsubscribe(NAME)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> context.unsubscribe(NAME)).isInstanceOf(InvalidDestinationRuntimeException.class);
        identified.createDurableConsumer(jms.topic(), NAME).close();
        identified.unsubscribe(NAME);
        assertThatThrownBy(() -> identified.unsubscribe(NAME))
                .as("a second time")
                .isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Spec("JD Session.unsubscribe")
    @DisplayName("A durable subscription of a client identifier cannot be deleted under another one, or without.")
    void unsubscribe_otherClientId_throws(Jms jms) throws JMSException {
        Session owner = jms.client("owner").createSession();
        owner.createDurableConsumer(jms.topic(), NAME).close();
        jms.send(jms.topic(), "one");
        Session other = jms.client("other").createSession();
        Session without = jms.session();
        assertThatThrownBy(() -> other.unsubscribe(NAME)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> without.unsubscribe(NAME)).isInstanceOf(InvalidDestinationException.class);
        assertThat(jms.receiveText(owner.createDurableConsumer(jms.topic(), NAME)))
                .isEqualTo("one");
    }

    @Test
    @Spec("JD JMSContext.unsubscribe")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("When its consumer, or the session, connection or context of that, is closed, a subscription can be"
            + " deleted.")
    void unsubscribe_ownerOfConsumerClosed_works(Jms jms) throws JMSException {
        Connection connection = jms.client("client");
        Session keeper = connection.createSession();
        for (boolean withSession : new boolean[] {false, true}) {
            Session session = connection.createSession();
            MessageConsumer consumer = session.createDurableConsumer(jms.topic(), NAME);
            if (withSession) {
                session.close();
            } else {
                consumer.close();
            }
            assertDeletes(keeper);
        }
        assertThat(keeper.createDurableConsumer(jms.topic(), NAME)).isNotNull();
        connection.close();
        assertDeletes(jms.client("client").createSession());

        JMSContext keeperContext = jms.context();
        keeperContext.setClientID(jms.unique("context"));
        for (boolean withContext : new boolean[] {false, true}) {
            JMSContext context = jms.closing(keeperContext.createContext(JMSContext.AUTO_ACKNOWLEDGE));
            JMSConsumer consumer = context.createDurableConsumer(jms.topic(), NAME);
            if (withContext) {
                context.close();
            } else {
                consumer.close();
            }
            assertThatCode(() -> keeperContext.unsubscribe(NAME)).doesNotThrowAnyException();
            assertThatThrownBy(() -> keeperContext.unsubscribe(NAME))
                    .isInstanceOf(InvalidDestinationRuntimeException.class);
        }
    }

    private static void assertDeletes(Session session) {
        assertThatCode(() -> session.unsubscribe(NAME)).doesNotThrowAnyException();
        assertThatThrownBy(() -> session.unsubscribe(NAME)).isInstanceOf(InvalidDestinationException.class);
    }
}
