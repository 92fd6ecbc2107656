package org.petrelmq.conformance.domains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** The legacy interfaces for topics (2.10, 4.2): sessions, publishers, subscribers. */
@ConformanceTest
class PublishSubscribeApiTest {

    private static TopicSession session(Jms jms) throws JMSException {
        return jms.topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    private static TopicConnection client(Jms jms) throws JMSException {
        TopicConnection connection = jms.closing(((TopicConnectionFactory) jms.factory()).createTopicConnection());
        connection.setClientID(jms.unique("client"));
        connection.start();
        return connection;
    }

    @Test
    @Spec("JD TopicPublisher.publish")
    @DisplayName("What a TopicPublisher publishes or sends to its topic, a TopicSubscriber of it receives in order.")
    void publishAndReceive_ownTopic_roundTrip(Jms jms) throws JMSException {
        TopicSession session = session(jms);
        TopicSubscriber subscriber = session.createSubscriber(jms.topic());
        TopicPublisher publisher = session.createPublisher(jms.topic());
        publisher.publish(session.createTextMessage("published"));
        publisher.send(session.createTextMessage("sent"));
        assertThat(jms.receiveTexts(subscriber, 2)).containsExactly("published", "sent");
    }

    @Test
    @Spec("JD TopicPublisher.publish")
    @DisplayName("TopicPublisher.publish applies the delivery mode, priority and time to live that it is given.")
    void publish_withOptions_appliesThem(Jms jms) throws JMSException {
        TopicSession session = session(jms);
        TopicSubscriber subscriber = session.createSubscriber(jms.topic());
        long timeToLive = Duration.ofHours(1).toMillis();
        TextMessage message = session.createTextMessage("own");
        session.createPublisher(jms.topic()).publish(message, DeliveryMode.NON_PERSISTENT, 7, timeToLive);
        session.createPublisher(null).publish(jms.topic(), message, DeliveryMode.NON_PERSISTENT, 7, timeToLive);
        for (int i = 0; i < 2; i++) {
            Message received = jms.receive(subscriber);
            assertThat(received.getJMSDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
            assertThat(received.getJMSPriority()).isEqualTo(7);
            assertThat(received.getJMSExpiration())
                    .isBetween(received.getJMSTimestamp() + timeToLive, received.getJMSTimestamp() + timeToLive + 1000);
        }
    }

    @Test
    @Spec("JD TopicPublisher.publish")
    @DisplayName(
            "A TopicPublisher without a topic publishes to the topic given with each message, and to none otherwise.")
    void publish_unidentifiedPublisher_needsTopic(Jms jms) throws JMSException {
        TopicSession session = session(jms);
        TopicSubscriber left = session.createSubscriber(jms.topic("left"));
        TopicSubscriber right = session.createSubscriber(jms.topic("right"));
        TopicPublisher publisher = session.createPublisher(null);
        publisher.publish(jms.topic("left"), session.createTextMessage("left"));
        publisher.publish(jms.topic("right"), session.createTextMessage("right"));
        assertThat(jms.receiveText(left)).isEqualTo("left");
        assertThat(jms.receiveText(right)).isEqualTo("right");
        Message message = session.createMessage();
        assertThatThrownBy(() -> publisher.publish(message)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @Spec("JD TopicSubscriber.getTopic")
    @DisplayName("getTopic of a TopicPublisher and a TopicSubscriber, durable or not, returns their topic.")
    void getTopic_publisherAndSubscriber_returnTheirTopic(Jms jms) throws JMSException {
        TopicSession session = client(jms).createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        String name = jms.topic().getTopicName();
        assertThat(session.createPublisher(jms.topic()).getTopic().getTopicName())
                .isEqualTo(name);
        assertThat(session.createSubscriber(jms.topic()).getTopic().getTopicName())
                .isEqualTo(name);
        assertThat(session.createDurableSubscriber(jms.topic(), "durable")
                        .getTopic()
                        .getTopicName())
                .isEqualTo(name);
    }

    @Test
    @Spec("JD TopicSubscriber.getNoLocal")
    @DisplayName("getNoLocal returns what a TopicSubscriber was created with, and false by default.")
    void getNoLocal_returnsWhatWasGiven(Jms jms) throws JMSException {
        TopicSession session = client(jms).createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        assertThat(session.createSubscriber(jms.topic()).getNoLocal()).isFalse();
        assertThat(session.createSubscriber(jms.topic(), null, false).getNoLocal())
                .isFalse();
        assertThat(session.createSubscriber(jms.topic(), null, true).getNoLocal())
                .isTrue();
        assertThat(session.createDurableSubscriber(jms.topic(), "default").getNoLocal())
                .isFalse();
        assertThat(session.createDurableSubscriber(jms.topic(), "true", null, true)
                        .getNoLocal())
                .isTrue();
    }

    @Test
    @Spec("JD TopicSession.createSubscriber")
    @DisplayName("A TopicSubscriber with a selector and noLocal gets matching messages of other connections only.")
    void createSubscriber_selectorAndNoLocal_filters(Jms jms) throws JMSException {
        TopicSession session = session(jms);
        TopicSubscriber subscriber = session.createSubscriber(jms.topic(), "colour = 'red'", true);
        for (TopicSession publishing : new TopicSession[] {session, session(jms)}) {
            TextMessage red = publishing.createTextMessage(publishing == session ? "local red" : "red");
            red.setStringProperty("colour", "red");
            TopicPublisher publisher = publishing.createPublisher(jms.topic());
            publisher.publish(publishing.createTextMessage("plain"));
            publisher.publish(red);
        }
        assertThat(jms.receiveText(subscriber)).isEqualTo("red");
    }

    @Test
    @Spec("JD MessageConsumer.getMessageSelector")
    @DisplayName("getMessageSelector of a TopicSubscriber returns the selector that was given, and null without one.")
    void getMessageSelector_topicSubscriber_returnsWhatWasGiven(Jms jms) throws JMSException {
        TopicSession session = session(jms);
        for (boolean noLocal : new boolean[] {false, true}) {
            assertThat(session.createSubscriber(jms.topic(), "colour = 'red'", noLocal)
                            .getMessageSelector())
                    .isEqualTo("colour = 'red'");
            assertThat(session.createSubscriber(jms.topic(), null, noLocal).getMessageSelector())
                    .isNull();
            assertThat(session.createSubscriber(jms.topic(), "", noLocal).getMessageSelector())
                    .isNull();
        }
    }

    @Test
    @Spec("JD TopicSession.createSubscriber")
    @DisplayName("createSubscriber refuses a null topic and an invalid selector with the exceptions made for them.")
    void createSubscriber_invalidArguments_throws(Jms jms) throws JMSException {
        TopicSession session = session(jms);
        assertThatThrownBy(() -> session.createSubscriber(null)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createSubscriber(jms.topic(), "no selector at all", false))
                .isInstanceOf(InvalidSelectorException.class);
    }

    @Test
    @Spec("JD TopicSession.createDurableSubscriber")
    @DisplayName("A durable TopicSubscriber gets what was published while it was closed, until it is unsubscribed.")
    void createDurableSubscriber_reopened_getsMissed(Jms jms) throws JMSException {
        TopicSession session = client(jms).createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createDurableSubscriber(jms.topic(), "durable").close();
        jms.send(jms.topic(), "missed");
        TopicSubscriber subscriber = session.createDurableSubscriber(jms.topic(), "durable");
        assertThat(jms.receiveText(subscriber)).isEqualTo("missed");
        subscriber.close();
        jms.send(jms.topic(), "dropped");
        session.unsubscribe("durable");
        TopicSubscriber next = session.createDurableSubscriber(jms.topic(), "durable");
        jms.send(jms.topic(), "new");
        assertThat(jms.receiveText(next)).isEqualTo("new");
    }

    @Test
    @Spec("JD TopicSession.createTemporaryTopic")
    @DisplayName(
            "A temporary topic of a TopicSession can be published to, subscribed to by its connection, and deleted.")
    void createTemporaryTopic_topicSession_works(Jms jms) throws JMSException {
        TopicSession session = session(jms);
        TemporaryTopic topic = session.createTemporaryTopic();
        TopicSubscriber subscriber = session.createSubscriber(topic);
        jms.send(topic, "hello");
        assertThat(jms.receiveText(subscriber)).isEqualTo("hello");
        subscriber.close();
        topic.delete();
        assertThatThrownBy(() -> session.createSubscriber(topic)).isInstanceOf(JMSException.class);
    }

    @Test
    @Spec("JD TopicSubscriber")
    @DisplayName("A TopicSubscriber that is not durable gets only what is published while it is open.")
    void createSubscriber_afterClose_missesWhatCameBetween(Jms jms) throws JMSException {
        TopicSession session = session(jms);
        TopicPublisher publisher = session.createPublisher(jms.topic());
        session.createSubscriber(jms.topic()).close();
        publisher.publish(session.createTextMessage("missed"));
        TopicSubscriber subscriber = session.createSubscriber(jms.topic());
        publisher.publish(session.createTextMessage("one"));
        assertThat(jms.receiveText(subscriber)).isEqualTo("one");
    }

    @Test
    @Spec("JD TopicConnection.createTopicSession")
    @DisplayName("A transacted TopicSession publishes and receives in transactions.")
    void topicSession_transacted_commitsAndRollsBack(Jms jms) throws JMSException {
        TopicSession session = jms.topicConnection().createTopicSession(true, Session.SESSION_TRANSACTED);
        TopicSubscriber subscriber = session.createSubscriber(jms.topic());
        TopicPublisher publisher = session.createPublisher(jms.topic());
        publisher.publish(session.createTextMessage("rolled back"));
        session.rollback();
        publisher.publish(session.createTextMessage("committed"));
        session.commit();
        assertThat(jms.receiveText(subscriber)).isEqualTo("committed");
        session.rollback();
        assertThat(jms.receive(subscriber).getJMSRedelivered()).isTrue();
        session.commit();
        publisher.publish(session.createTextMessage("sentinel"));
        session.commit();
        assertThat(jms.receiveText(subscriber)).isEqualTo("sentinel");
    }
}
