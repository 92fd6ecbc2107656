package org.petrelmq.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 8.3.4: shared durable subscriptions. */
@ConformanceTest
@Requires({Feature.SHARED_SUBSCRIPTIONS, Feature.SIMPLIFIED_API})
class SharedDurableSubscriptionTest {
    private static final String NAME = "shared durable";

    private static void subscribe(Jms jms, Session session, String... texts) throws JMSException {
        session.createSharedDurableConsumer(jms.topic(), NAME).close();
        jms.send(jms.topic(), texts);
    }

    private static int count(MessageConsumer consumer) throws JMSException {
        int count = 0;
        while (consumer.receive(Patience.quietMillis()) != null) {
            count++;
        }
        return count;
    }

    @Test
    @Spec("8.3.4")
    @DisplayName("Messages that are sent while it has no consumer wait for the next one, of any connection.")
    void createSharedDurable_reopened_getsMissed(Jms jms) throws JMSException {
        Connection first = jms.started();
        subscribe(jms, first.createSession(), "one", "two");
        first.close();
        assertThat(jms.receiveTexts(jms.session().createSharedDurableConsumer(jms.topic(), NAME), 2))
                .containsExactly("one", "two");
    }

    @Test
    @Spec("8.3.4")
    @DisplayName("createSharedDurableConsumer of each API makes consumers that share the subscription of that name.")
    void createSharedDurable_eachApi_sharesSubscription(Jms jms) throws JMSException {
        Topic topic = jms.topic();
        TopicSession topicSession = jms.topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer classic = jms.session().createSharedDurableConsumer(topic, NAME);
        MessageConsumer withoutSelector = jms.session().createSharedDurableConsumer(topic, NAME, null);
        MessageConsumer domain = topicSession.createSharedDurableConsumer(topic, NAME);
        JMSConsumer simplified = jms.context().createSharedDurableConsumer(topic, NAME);
        jms.send(topic, "one");
        int copies = count(classic) + count(withoutSelector) + count(domain);
        if (simplified.receive(Patience.quietMillis()) != null) {
            copies++;
        }
        assertThat(copies).isEqualTo(1);
    }

    @Test
    @Spec("8.3.4")
    @DisplayName("Several consumers together get all its messages, each message once.")
    void receive_severalConsumers_shareMessages(Jms jms) throws Exception {
        Recorder recorder = new Recorder();
        Connection connection = jms.connection();
        for (int i = 0; i < 3; i++) {
            connection
                    .createSession()
                    .createSharedDurableConsumer(jms.topic(), NAME)
                    .setMessageListener(recorder);
        }
        connection.start();
        String[] texts = {"one", "two", "three", "four", "five", "six"};
        jms.send(jms.topic(), texts);
        String[] heard = new String[texts.length];
        for (int i = 0; i < texts.length; i++) {
            Received received = recorder.next();
            assertThat(received.count()).isEqualTo(1);
            heard[i] = received.text();
        }
        assertThat(heard).containsExactlyInAnyOrder(texts);
        connection.close();
        assertThat(recorder.isEmpty()).isTrue();
    }

    @Test
    @Spec("8.3.4")
    @DisplayName("The same name under another client identifier, or without one, is another subscription.")
    void createSharedDurable_otherClientId_isAnotherSubscription(Jms jms) throws JMSException {
        Session none = jms.session();
        Session left = jms.client("left").createSession();
        subscribe(jms, none);
        subscribe(jms, left);
        MessageConsumer right = jms.client("right").createSession().createSharedDurableConsumer(jms.topic(), NAME);
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(right)).isEqualTo("one");
        assertThat(jms.receiveText(left.createSharedDurableConsumer(jms.topic(), NAME)))
                .isEqualTo("one");
        assertThat(jms.receiveText(none.createSharedDurableConsumer(jms.topic(), NAME)))
                .isEqualTo("one");
    }

    @Test
    @Spec("8.3.4")
    @DisplayName("unsubscribe of each API deletes the shared durable subscription with its messages.")
    void unsubscribe_eachApi_deletesSubscription(Jms jms) throws JMSException {
        Session session = jms.session();
        subscribe(jms, session, "never received");
        session.unsubscribe(NAME);
        jms.send(jms.topic(), "sent to nobody");
        try (MessageConsumer consumer = session.createSharedDurableConsumer(jms.topic(), NAME)) {
            jms.send(jms.topic(), "one");
            assertThat(jms.receiveText(consumer)).isEqualTo("one");
        }
        jms.send(jms.topic(), "never received");
        JMSContext context = jms.context();
        context.unsubscribe(NAME);
        JMSConsumer again = context.createSharedDurableConsumer(jms.topic(), NAME);
        jms.send(jms.topic(), "two");
        assertThat(Received.next(again).text()).isEqualTo("two");
    }

    @Test
    @Spec("8.3.4")
    @DisplayName("unsubscribe is refused while any consumer is open, and the subscription goes on.")
    void unsubscribe_consumerOpen_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer first = session.createSharedDurableConsumer(jms.topic(), NAME);
        MessageConsumer second = jms.session().createSharedDurableConsumer(jms.topic(), NAME);
        assertThatThrownBy(() -> session.unsubscribe(NAME)).isInstanceOf(JMSException.class);
        first.close();
        assertThatThrownBy(() -> session.unsubscribe(NAME)).isInstanceOf(JMSException.class);
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(second)).isEqualTo("one");
    }

    @Test
    @Spec("8.3.4")
    @DisplayName("unsubscribe is refused while a received message is in a transaction or not acknowledged.")
    void unsubscribe_messageNotSettled_throws(Jms jms) throws JMSException {
        for (int mode : new int[] {Session.SESSION_TRANSACTED, Session.CLIENT_ACKNOWLEDGE}) {
            Session session = jms.session(mode);
            subscribe(jms, session, "one");
            MessageConsumer consumer = session.createSharedDurableConsumer(jms.topic(), NAME);
            assertThat(jms.receiveText(consumer)).isEqualTo("one");
            consumer.close();
            assertThatThrownBy(() -> session.unsubscribe(NAME)).isInstanceOf(JMSException.class);
            session.close();
            Session next = jms.session();
            MessageConsumer again = next.createSharedDurableConsumer(jms.topic(), NAME);
            assertThat(Received.next(jms, again)).isEqualTo(Received.second("one"));
            again.close();
            next.unsubscribe(NAME);
        }
    }

    @Test
    @Spec("8.3.4")
    @DisplayName("A consumer with another topic on an inactive subscription replaces it: its messages are gone.")
    void createSharedDurable_otherTopic_replacesSubscription(Jms jms) throws JMSException {
        Session session = jms.session();
        subscribe(jms, session, "never received");
        MessageConsumer consumer = session.createSharedDurableConsumer(jms.topic("other"), NAME);
        jms.send(jms.topic(), "sent to nobody");
        jms.send(jms.topic("other"), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @Test
    @Spec("8.3.4")
    @DisplayName("A consumer with another selector on an inactive subscription replaces it: its messages are gone.")
    void createSharedDurable_otherSelector_replacesSubscription(Jms jms) throws JMSException {
        Session session = jms.session();
        subscribe(jms, session, "never received");
        MessageConsumer consumer = session.createSharedDurableConsumer(jms.topic(), NAME, "JMSPriority = 4");
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("8.3.4")
    @DisplayName("A consumer with another topic or selector is refused while one is open, and that goes on.")
    void createSharedDurable_otherWhileOpen_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        JMSContext context = jms.context();
        MessageConsumer open = session.createSharedDurableConsumer(jms.topic(), NAME);
        assertThatThrownBy(() -> session.createSharedDurableConsumer(jms.topic("other"), NAME))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createSharedDurableConsumer(jms.topic(), NAME, "JMSPriority = 4"))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> context.createSharedDurableConsumer(jms.topic("other"), NAME))
                .isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> context.createSharedDurableConsumer(jms.topic(), NAME, "JMSPriority = 4"))
                .isInstanceOf(JMSRuntimeException.class);
        jms.send(jms.topic(), "one");
        assertThat(jms.receiveText(open)).isEqualTo("one");
    }

    @Test
    @Spec("8.3.4")
    @DisplayName("A shared durable consumer is refused if an unshared durable subscription has its name.")
    void createSharedDurable_unsharedOfSameName_throws(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        context.setClientID(jms.unique("client"));
        JMSConsumer unshared = context.createDurableConsumer(jms.topic(), NAME);
        assertThatThrownBy(() -> context.createSharedDurableConsumer(jms.topic(), NAME))
                .isInstanceOf(JMSRuntimeException.class);
        unshared.close();
        assertThatThrownBy(() -> context.createSharedDurableConsumer(jms.topic(), NAME))
                .isInstanceOf(JMSRuntimeException.class);
        Session session = jms.client("other client").createSession();
        session.createDurableConsumer(jms.topic(), NAME).close();
        assertThatThrownBy(() -> session.createSharedDurableConsumer(jms.topic(), NAME))
                .isInstanceOf(JMSException.class);
    }
}
