package org.petrelmq.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 8.3.3: unshared durable subscriptions. */
@ConformanceTest
class DurableSubscriptionTest {
    private static final String NAME = "subscription";

    private static Session client(Jms jms) throws JMSException {
        return jms.client("client").createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    /** Creates the subscription, on which messages then wait. */
    private static void subscribe(Jms jms, Session session, String... texts) throws JMSException {
        session.createDurableConsumer(jms.topic(), NAME).close();
        jms.send(jms.topic(), texts);
    }

    @Test
    @Spec("8.3.3")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Each creating method of each API makes a consumer on the one subscription of that name.")
    void createDurable_eachApi_opensSameSubscription(Jms jms) throws JMSException {
        Session session = client(jms);
        MessageConsumer creating = session.createDurableConsumer(jms.topic(), NAME);
        creating.close();
        jms.send(jms.topic(), "one", "two", "three", "four", "five", "six");
        MessageConsumer consumer = session.createDurableConsumer(jms.topic(), NAME, null, false);
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        consumer.close();
        consumer = session.createDurableSubscriber(jms.topic(), NAME);
        assertThat(jms.receiveText(consumer)).isEqualTo("two");
        consumer.close();
        session.close();
        jms.close();
        TopicConnection topics = jms.closing(((TopicConnectionFactory) jms.factory()).createTopicConnection());
        topics.setClientID(jms.unique("client"));
        topics.start();
        TopicSession topicSession = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        consumer = topicSession.createDurableSubscriber(jms.topic(), NAME, null, false);
        assertThat(jms.receiveText(consumer)).isEqualTo("three");
        consumer.close();
        consumer = topicSession.createDurableConsumer(jms.topic(), NAME);
        assertThat(jms.receiveText(consumer)).isEqualTo("four");
        consumer.close();
        topics.close();
        JMSContext context = jms.context();
        context.setClientID(jms.unique("client"));
        JMSConsumer simplified = context.createDurableConsumer(jms.topic(), NAME);
        assertThat(Received.next(simplified).text()).isEqualTo("five");
        simplified.close();
        simplified = context.createDurableConsumer(jms.topic(), NAME, null, false);
        assertThat(Received.next(simplified).text()).isEqualTo("six");
    }

    @Test
    @Spec("8.3.3")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Without a client identifier, creating an unshared durable consumer throws IllegalStateException.")
    void createDurable_noClientId_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        TopicSession topicSession = jms.topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        JMSContext context = jms.context();
        assertThatThrownBy(() -> session.createDurableConsumer(jms.topic(), NAME))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.createDurableSubscriber(jms.topic(), NAME))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> topicSession.createDurableSubscriber(jms.topic(), NAME))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> context.createDurableConsumer(jms.topic(), NAME))
                .isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("The same name under another client identifier is another durable subscription.")
    void createDurable_otherClientId_isAnotherSubscription(Jms jms) throws JMSException {
        Session left = jms.client("left").createSession();
        Session right = jms.client("right").createSession();
        left.createDurableConsumer(jms.topic(), NAME).close();
        jms.send(jms.topic(), "one");
        MessageConsumer ofRight = right.createDurableConsumer(jms.topic(), NAME);
        jms.send(jms.topic(), "two");
        assertThat(jms.receiveText(ofRight)).isEqualTo("two");
        assertThat(jms.receiveTexts(left.createDurableConsumer(jms.topic(), NAME), 2))
                .containsExactly("one", "two");
    }

    @Test
    @Spec("8.3.3")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("unsubscribe of each API deletes the durable subscription with its messages.")
    void unsubscribe_eachApi_deletesSubscription(Jms jms) throws JMSException {
        Session session = client(jms);
        subscribe(jms, session, "never received");
        session.unsubscribe(NAME);
        jms.send(jms.topic(), "sent to nobody");
        MessageConsumer consumer = session.createDurableConsumer(jms.topic(), NAME);
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        jms.close();
        JMSContext context = jms.context();
        context.setClientID(jms.unique("client"));
        context.createDurableConsumer(jms.topic(), NAME).close();
        jms.send(jms.topic(), "never received");
        context.unsubscribe(NAME);
        JMSConsumer again = context.createDurableConsumer(jms.topic(), NAME);
        jms.send(jms.topic(), "two");
        assertThat(Received.next(again).text()).isEqualTo("two");
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("unsubscribe is refused while a consumer is open, and the subscription goes on.")
    void unsubscribe_consumerOpen_throws(Jms jms) throws JMSException {
        Session session = client(jms);
        MessageConsumer consumer = session.createDurableConsumer(jms.topic(), NAME);
        assertThatThrownBy(() -> session.unsubscribe(NAME)).isInstanceOf(JMSException.class);
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("unsubscribe is refused while a received message is in a transaction or not acknowledged.")
    void unsubscribe_messageNotSettled_throws(Jms jms) throws JMSException {
        Connection connection = jms.client("client");
        for (int mode : new int[] {Session.SESSION_TRANSACTED, Session.CLIENT_ACKNOWLEDGE}) {
            Session session = connection.createSession(mode);
            subscribe(jms, session, "one");
            MessageConsumer consumer = session.createDurableConsumer(jms.topic(), NAME);
            assertThat(jms.receiveText(consumer)).isEqualTo("one");
            consumer.close();
            assertThatThrownBy(() -> session.unsubscribe(NAME)).isInstanceOf(JMSException.class);
            session.close();
            Session next = connection.createSession();
            MessageConsumer again = next.createDurableConsumer(jms.topic(), NAME);
            assertThat(Received.next(jms, again)).isEqualTo(Received.second("one"));
            again.close();
            next.unsubscribe(NAME);
        }
    }

    @Test
    @Spec("8.3.3")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A second consumer on an unshared durable subscription is refused while the first is open.")
    void createDurable_consumerOpen_throws(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        context.setClientID(jms.unique("client"));
        JMSContext sibling = jms.closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        JMSConsumer simplified = context.createDurableConsumer(jms.topic(), NAME);
        assertThatThrownBy(() -> context.createDurableConsumer(jms.topic(), NAME))
                .isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> sibling.createDurableConsumer(jms.topic(), NAME))
                .isInstanceOf(JMSRuntimeException.class);
        jms.send(jms.topic(), "one");
        assertThat(Received.next(simplified).text()).isEqualTo("one");
        Connection connection = jms.client("other client");
        Session session = connection.createSession();
        Session other = connection.createSession();
        MessageConsumer open = session.createDurableConsumer(jms.topic(), NAME);
        assertThatThrownBy(() -> session.createDurableConsumer(jms.topic(), NAME))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> other.createDurableSubscriber(jms.topic(), NAME))
                .isInstanceOf(JMSException.class);
        jms.send(jms.topic(), "two");
        assertThat(jms.receiveText(open)).isEqualTo("two");
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("A consumer with another topic on an inactive subscription replaces it: its messages are gone.")
    void createDurable_otherTopic_replacesSubscription(Jms jms) throws JMSException {
        Session session = client(jms);
        subscribe(jms, session, "never received");
        MessageConsumer consumer = session.createDurableConsumer(jms.topic("other"), NAME);
        jms.send(jms.topic(), "sent to nobody");
        jms.send(jms.topic("other"), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("A consumer with another selector on an inactive subscription replaces it: its messages are gone.")
    void createDurable_otherSelector_replacesSubscription(Jms jms) throws JMSException {
        Session session = client(jms);
        subscribe(jms, session, "never received");
        MessageConsumer selecting = session.createDurableConsumer(jms.topic(), NAME, "JMSPriority = 4", false);
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(selecting)).isEqualTo("one");
        selecting.close();
        jms.send(jms.topic(), "never received either");
        MessageConsumer all = session.createDurableConsumer(jms.topic(), NAME);
        jms.send(jms.topic(), "two");
        assertThat(jms.receiveText(all)).isEqualTo("two");
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("A consumer with another noLocal on an inactive subscription replaces it: its messages are gone.")
    void createDurable_otherNoLocal_replacesSubscription(Jms jms) throws JMSException {
        Session session = client(jms);
        subscribe(jms, session, "never received");
        MessageConsumer consumer = session.createDurableConsumer(jms.topic(), NAME, null, true);
        jms.send(session, jms.topic(), "own");
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("8.3.3")
    @Requires({Feature.SHARED_SUBSCRIPTIONS, Feature.SIMPLIFIED_API})
    @DisplayName("An unshared durable consumer is refused if a shared durable subscription has its name.")
    void createDurable_sharedOfSameName_throws(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        context.setClientID(jms.unique("other client"));
        context.createSharedDurableConsumer(jms.topic(), NAME).close();
        assertThatThrownBy(() -> context.createDurableConsumer(jms.topic(), NAME))
                .isInstanceOf(JMSRuntimeException.class);
        Session session = client(jms);
        MessageConsumer shared = session.createSharedDurableConsumer(jms.topic(), NAME);
        assertThatThrownBy(() -> session.createDurableConsumer(jms.topic(), NAME))
                .isInstanceOf(JMSException.class);
        shared.close();
        assertThatThrownBy(() -> session.createDurableConsumer(jms.topic(), NAME))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createDurableSubscriber(jms.topic(), NAME))
                .isInstanceOf(JMSException.class);
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("With noLocal, no message of its own connection is added, also while it is inactive.")
    void noLocal_ownConnectionSends_isSkipped(Jms jms) throws JMSException {
        Session session = client(jms);
        MessageConsumer consumer = session.createDurableConsumer(jms.topic(), NAME, null, true);
        jms.send(session, jms.topic(), "own, active");
        consumer.close();
        jms.send(session, jms.topic(), "own, inactive");
        jms.send(jms.topic(), "foreign");
        MessageConsumer again = session.createDurableConsumer(jms.topic(), NAME, null, true);
        assertThat(jms.receiveText(again)).isEqualTo("foreign");
    }

    @Test
    @Spec("8.3.3")
    @DisplayName("With noLocal, no message of a later connection with its client identifier is added.")
    void noLocal_sameClientIdSends_isSkipped(Jms jms) throws JMSException {
        Connection first = jms.client("client");
        first.createSession()
                .createDurableConsumer(jms.topic(), NAME, null, true)
                .close();
        first.close();
        Session session = client(jms);
        jms.send(session, jms.topic(), "same client identifier");
        jms.send(jms.topic(), "foreign");
        assertThat(jms.receiveText(session.createDurableConsumer(jms.topic(), NAME, null, true)))
                .isEqualTo("foreign");
    }
}
