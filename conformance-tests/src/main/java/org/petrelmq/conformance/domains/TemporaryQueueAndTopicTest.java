package org.petrelmq.conformance.domains;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Sections 4.1.5 and 4.2.7: temporary queues are queues, temporary topics are topics. */
@ConformanceTest
class TemporaryQueueAndTopicTest {

    @Test
    @Spec("4.1.5")
    @DisplayName("A temporary queue holds its messages until they are consumed, each by one of its consumers.")
    void temporaryQueue_messages_areHeldForOneConsumer(Jms jms) throws JMSException {
        Connection connection = jms.started();
        TemporaryQueue queue = connection.createSession().createTemporaryQueue();
        jms.send(queue, "one", "two", "three");
        Session session = connection.createSession();
        MessageConsumer first = session.createConsumer(queue);
        assertThat(jms.receiveText(first)).isEqualTo("one");
        first.close();
        MessageConsumer second = connection.createSession().createConsumer(queue);
        assertThat(jms.receiveTexts(second, 2)).containsExactly("two", "three");
    }

    @Test
    @Spec("4.1.5")
    @DisplayName("Each temporary queue has its own messages, and a selector works on it as on any queue.")
    void temporaryQueue_severalAndSelector_keepApart(Jms jms) throws JMSException {
        Session session = jms.session();
        TemporaryQueue left = session.createTemporaryQueue();
        TemporaryQueue right = session.createTemporaryQueue();
        TextMessage red = session.createTextMessage("red");
        red.setStringProperty("colour", "red");
        jms.send(session, left, "plain");
        session.createProducer(left).send(red);
        jms.send(session, right, "other");
        assertThat(jms.receiveText(session.createConsumer(left, "colour = 'red'")))
                .isEqualTo("red");
        assertThat(jms.receiveText(session.createConsumer(right))).isEqualTo("other");
        assertThat(jms.receiveText(session.createConsumer(left))).isEqualTo("plain");
    }

    @Test
    @Spec("4.1.5")
    @DisplayName("Its own connection may browse a temporary queue.")
    void temporaryQueue_browsedByOwner_showsMessages(Jms jms) throws JMSException {
        Session session = jms.session();
        TemporaryQueue queue = session.createTemporaryQueue();
        jms.send(session, queue, "one", "two");
        assertThat(jms.browseTexts(session.createBrowser(queue))).containsExactly("one", "two");
    }

    @Test
    @Spec("4.1.5")
    @DisplayName("The reply destination that a receiver sees is a queue or topic of the name that the sender gave.")
    void temporary_asReplyTo_keepsKindAndName(Jms jms) throws JMSException {
        Session session = jms.session();
        TemporaryQueue queue = session.createTemporaryQueue();
        TemporaryTopic topic = session.createTemporaryTopic();
        for (Destination temporary : List.of(queue, topic)) {
            Message message = session.createMessage();
            message.setJMSReplyTo(temporary);
            session.createProducer(jms.queue()).send(message);
        }
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        Queue receivedQueue = (Queue) jms.receive(consumer).getJMSReplyTo();
        Topic receivedTopic = (Topic) jms.receive(consumer).getJMSReplyTo();
        assertThat(receivedQueue.getQueueName()).isEqualTo(queue.getQueueName());
        assertThat(receivedTopic.getTopicName()).isEqualTo(topic.getTopicName());
    }

    @Test
    @Spec("4.2.7")
    @DisplayName("A temporary topic gives a copy of each message to each of its subscriptions, and keeps none without.")
    void temporaryTopic_severalSubscriptions_eachGetsCopy(Jms jms) throws JMSException {
        Connection connection = jms.started();
        TemporaryTopic topic = connection.createSession().createTemporaryTopic();
        jms.send(topic, "unheard");
        MessageConsumer one = connection.createSession().createConsumer(topic);
        MessageConsumer two = connection.createSession().createConsumer(topic);
        jms.send(topic, "heard");
        assertThat(jms.receiveText(one)).isEqualTo("heard");
        assertThat(jms.receiveText(two)).isEqualTo("heard");
    }

    @Test
    @Spec("4.2.7")
    @DisplayName("Each temporary topic has its own messages.")
    void temporaryTopic_several_keepApart(Jms jms) throws JMSException {
        Session session = jms.session();
        TemporaryTopic left = session.createTemporaryTopic();
        TemporaryTopic right = session.createTemporaryTopic();
        MessageConsumer leftConsumer = session.createConsumer(left);
        MessageConsumer rightConsumer = session.createConsumer(right);
        jms.send(left, "left");
        jms.send(right, "right");
        assertThat(jms.receiveText(rightConsumer)).isEqualTo("right");
        assertThat(jms.receiveText(leftConsumer)).isEqualTo("left");
    }

    @Test
    @Spec("JD TemporaryQueue")
    @DisplayName(
            "A session's temporary queue and topic take part in its transactions with destinations of both domains.")
    void temporary_transactionOfBothDomains_isOneUnit(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        List<Destination> destinations =
                List.of(session.createTemporaryQueue(), session.createTemporaryTopic(), jms.queue(), jms.topic());
        List<MessageConsumer> consumers = new ArrayList<>();
        for (Destination destination : destinations) {
            consumers.add(session.createConsumer(destination));
        }
        for (String text : List.of("rolled back", "committed")) {
            for (Destination destination : destinations) {
                jms.send(session, destination, text);
            }
            if (text.equals("committed")) {
                session.commit();
            } else {
                session.rollback();
            }
        }
        for (MessageConsumer consumer : consumers) {
            assertThat(jms.receiveText(consumer)).isEqualTo("committed");
        }
        session.rollback();
        for (MessageConsumer consumer : consumers) {
            assertThat(jms.receive(consumer).getJMSRedelivered()).isTrue();
        }
        session.commit();
    }
}
