package org.petrelmq.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 8.3.1 and 8.3.2: non-durable subscriptions, unshared and shared. */
@ConformanceTest
class NonDurableSubscriptionTest {

    @Test
    @Spec("8.3.1")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Each creating method of each API makes a subscription of its own, which gets every message.")
    void create_eachApi_getsEveryMessage(Jms jms) throws JMSException {
        Session session = jms.session();
        TopicConnection connection = jms.topicConnection();
        TopicSession topicSession = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = jms.topic();
        List<MessageConsumer> consumers = List.of(
                session.createConsumer(topic),
                session.createConsumer(topic, null),
                session.createConsumer(topic, null, false),
                topicSession.createConsumer(topic),
                topicSession.createSubscriber(topic),
                topicSession.createSubscriber(topic, null, false),
                topicSession.createSubscriber(topic));
        JMSContext context = jms.context();
        List<JMSConsumer> simplified = List.of(
                context.createConsumer(topic),
                context.createConsumer(topic, null),
                context.createConsumer(topic, null, false));
        jms.send(topic, "one", "two");
        for (MessageConsumer consumer : consumers) {
            assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
        }
        for (JMSConsumer consumer : simplified) {
            assertThat(Received.next(consumer).text()).isEqualTo("one");
            assertThat(Received.next(consumer).text()).isEqualTo("two");
        }
    }

    @Test
    @Spec("8.3.1")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("With noLocal a subscription gets no message that its own connection sent, and all of others.")
    void noLocal_ownConnectionSends_isSkipped(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer noLocal = session.createConsumer(jms.topic(), null, true);
        MessageConsumer local = session.createConsumer(jms.topic(), null, false);
        jms.send(session, jms.topic(), "own");
        jms.send(jms.topic(), "foreign");
        assertThat(jms.receiveText(noLocal)).isEqualTo("foreign");
        assertThat(jms.receiveTexts(local, 2)).containsExactly("own", "foreign");
        JMSContext context = jms.context();
        JMSConsumer ofContext = context.createConsumer(jms.topic("other"), null, true);
        context.createProducer().send(jms.topic("other"), "own");
        jms.send(jms.topic("other"), "foreign");
        assertThat(Received.next(ofContext).text()).isEqualTo("foreign");
    }

    @Test
    @Spec("8.3.1")
    @DisplayName("noLocal skips a message of its own connection whichever alternative of the selector matches it.")
    void noLocal_selectorWithOr_skipsOwn(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer noLocal = session.createConsumer(jms.topic(), "JMSType = 'a' OR JMSType = 'b'", true);
        MessageProducer producer = session.createProducer(jms.topic());
        for (String type : new String[] {"a", "b"}) {
            Message own = session.createTextMessage("own " + type);
            own.setJMSType(type);
            producer.send(own);
        }
        Session other = jms.session();
        Message foreign = other.createTextMessage("foreign");
        foreign.setJMSType("a");
        other.createProducer(jms.topic()).send(foreign);
        assertThat(jms.receiveText(noLocal)).isEqualTo("foreign");
    }

    @Test
    @Spec("8.3.2")
    @Requires({Feature.SHARED_SUBSCRIPTIONS, Feature.SIMPLIFIED_API})
    @DisplayName("createSharedConsumer of each API makes further consumers of the subscription of that name.")
    void createShared_eachApi_sharesSubscription(Jms jms) throws JMSException {
        Topic topic = jms.topic();
        MessageConsumer classic = jms.session().createSharedConsumer(topic, "shared");
        MessageConsumer domain = jms.topicConnection()
                .createTopicSession(false, Session.AUTO_ACKNOWLEDGE)
                .createSharedConsumer(topic, "shared");
        JMSConsumer simplified = jms.context().createSharedConsumer(topic, "shared");
        jms.send(topic, "one");
        int copies = count(classic) + count(domain);
        if (simplified.receive(Patience.quietMillis()) != null) {
            copies++;
        }
        assertThat(copies).isEqualTo(1);
    }

    /** How many messages the consumer gets. */
    private static int count(MessageConsumer consumer) throws JMSException {
        int count = 0;
        while (consumer.receive(Patience.quietMillis()) != null) {
            count++;
        }
        return count;
    }

    @Test
    @Spec("8.3.2")
    @Requires(Feature.SHARED_SUBSCRIPTIONS)
    @DisplayName("Without client identifiers, shared consumers of different connections with one name share it.")
    void createShared_noClientId_nameIdentifies(Jms jms) throws JMSException {
        MessageConsumer first = jms.session().createSharedConsumer(jms.topic(), "shared");
        MessageConsumer second = jms.session().createSharedConsumer(jms.topic(), "shared");
        MessageConsumer other = jms.session().createSharedConsumer(jms.topic(), "other");
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(other)).isEqualTo("one");
        assertThat(count(first) + count(second)).isEqualTo(1);
    }

    @Test
    @Spec("8.3.2")
    @Requires(Feature.SHARED_SUBSCRIPTIONS)
    @DisplayName("The same name under another client identifier, or without one, is another shared subscription.")
    void createShared_otherClientId_isAnotherSubscription(Jms jms) throws JMSException {
        MessageConsumer none = jms.session().createSharedConsumer(jms.topic(), "shared");
        MessageConsumer left = jms.client("left").createSession().createSharedConsumer(jms.topic(), "shared");
        MessageConsumer right = jms.client("right").createSession().createSharedConsumer(jms.topic(), "shared");
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(none)).isEqualTo("one");
        assertThat(jms.receiveText(left)).isEqualTo("one");
        assertThat(jms.receiveText(right)).isEqualTo("one");
    }

    @Test
    @Spec("8.3.2")
    @Requires(Feature.SHARED_SUBSCRIPTIONS)
    @DisplayName("A shared non-durable subscription goes on with its last consumer, and keeps what nobody received.")
    void close_oneOfTwoSharedConsumers_subscriptionStays(Jms jms) throws JMSException {
        MessageConsumer first = jms.session().createSharedConsumer(jms.topic(), "shared");
        MessageConsumer second = jms.session().createSharedConsumer(jms.topic(), "shared");
        jms.send(jms.topic(), "one");
        first.close();
        jms.send(jms.topic(), "two");
        assertThat(jms.receiveTexts(second, 2)).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    @Spec("8.3.2")
    @Requires(Feature.SHARED_SUBSCRIPTIONS)
    @DisplayName("A shared non-durable subscription is deleted, with its messages, when its last consumer is closed.")
    void close_lastSharedConsumer_deletesSubscription(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer first = session.createSharedConsumer(jms.topic(), "shared");
        jms.send(jms.topic(), "never received");
        first.close();
        jms.send(jms.topic(), "sent to nobody");
        MessageConsumer second = session.createSharedConsumer(jms.topic(), "shared");
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(second)).isEqualTo("one");
    }

    @Test
    @Spec("8.3.2")
    @Requires({Feature.SHARED_SUBSCRIPTIONS, Feature.SIMPLIFIED_API})
    @DisplayName("A shared consumer with another topic is refused while one with its name is open.")
    void createShared_otherTopicWhileOpen_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        JMSContext context = jms.context();
        MessageConsumer open = session.createSharedConsumer(jms.topic(), "shared");
        assertThatThrownBy(() -> session.createSharedConsumer(jms.topic("other"), "shared"))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> context.createSharedConsumer(jms.topic("other"), "shared"))
                .isInstanceOf(JMSRuntimeException.class);
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(open)).isEqualTo("one");
    }

    @Test
    @Spec("8.3.2")
    @Requires({Feature.SHARED_SUBSCRIPTIONS, Feature.SIMPLIFIED_API})
    @DisplayName("A shared consumer with another selector is refused while one with its name is open.")
    void createShared_otherSelectorWhileOpen_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        JMSContext context = jms.context();
        MessageConsumer open = session.createSharedConsumer(jms.topic(), "shared");
        assertThatThrownBy(() -> session.createSharedConsumer(jms.topic(), "shared", "colour = 'red'"))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> context.createSharedConsumer(jms.topic(), "shared", "colour = 'red'"))
                .isInstanceOf(JMSRuntimeException.class);
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(open)).isEqualTo("one");
    }

    @Test
    @Spec("8.3.2")
    @Requires(Feature.SHARED_SUBSCRIPTIONS)
    @DisplayName("A shared non-durable subscription is separate from durable ones of its name, shared or not.")
    void createShared_durableOfSameName_isSeparate(Jms jms) throws JMSException {
        Connection connection = jms.client("client");
        Session session = connection.createSession();
        MessageConsumer shared = session.createSharedConsumer(jms.topic(), "unshared durable");
        MessageConsumer durable = session.createDurableConsumer(jms.topic(), "unshared durable");
        MessageConsumer otherShared = session.createSharedConsumer(jms.topic(), "shared durable");
        MessageConsumer sharedDurable = session.createSharedDurableConsumer(jms.topic(), "shared durable");
        jms.send(jms.topic(), "one");
        for (MessageConsumer consumer : List.of(shared, durable, otherShared, sharedDurable)) {
            assertThat(jms.receiveText(consumer)).isEqualTo("one");
        }
    }
}
