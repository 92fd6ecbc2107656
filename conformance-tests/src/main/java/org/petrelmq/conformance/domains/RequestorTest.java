package org.petrelmq.conformance.domains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicRequestor;
import jakarta.jms.TopicSession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Sections 4.1.7 and 4.2.10: the API's request helpers, whose code is the API's and whose parts are the provider's. */
@ConformanceTest
class RequestorTest {
    private final List<Destination> repliedTo = new CopyOnWriteArrayList<>();

    /** Answers every text on the destination with the same text and an exclamation mark. */
    private void answerOn(Jms jms, Destination destination) throws JMSException {
        Connection connection = jms.connection();
        Session session = connection.createSession();
        session.createConsumer(destination).setMessageListener(request -> {
            try {
                repliedTo.add(request.getJMSReplyTo());
                String text = ((TextMessage) request).getText() + "!";
                session.createProducer(request.getJMSReplyTo()).send(session.createTextMessage(text));
            } catch (JMSException e) {
                throw new AssertionError("The request could not be answered.", e);
            }
        });
        connection.start();
    }

    private static String text(Message message) throws JMSException {
        return ((TextMessage) message).getText();
    }

    @Test
    @Spec("4.1.7")
    @DisplayName("A QueueRequestor sends its request to the queue and returns the reply, request after request.")
    void queueRequestor_request_returnsReply(Jms jms) throws JMSException {
        answerOn(jms, jms.queue());
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE)) {
            QueueSession session = jms.queueConnection().createQueueSession(false, mode);
            QueueRequestor requestor = new QueueRequestor(session, jms.queue());
            for (int i = 0; i < 3; i++) {
                assertThat(text(requestor.request(session.createTextMessage("ping " + i))))
                        .isEqualTo("ping " + i + "!");
            }
            requestor.close();
        }
    }

    @Test
    @Spec("4.1.7")
    @DisplayName("A QueueRequestor's replies go to a temporary queue of its own.")
    void queueRequestor_two_haveTheirOwnQueues(Jms jms) throws JMSException {
        answerOn(jms, jms.queue());
        QueueSession session = jms.queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueRequestor one = new QueueRequestor(session, jms.queue());
        QueueRequestor two = new QueueRequestor(session, jms.queue());
        assertThat(text(one.request(session.createTextMessage("one")))).isEqualTo("one!");
        assertThat(text(two.request(session.createTextMessage("two")))).isEqualTo("two!");
        assertThat(text(one.request(session.createTextMessage("one")))).isEqualTo("one!");
        assertThat(repliedTo).hasSize(3);
        String ofOne = ((Queue) repliedTo.get(0)).getQueueName();
        assertThat(((Queue) repliedTo.get(1)).getQueueName()).isNotEqualTo(ofOne);
        assertThat(((Queue) repliedTo.get(2)).getQueueName()).isEqualTo(ofOne);
    }

    @Test
    @Spec("JD QueueRequestor.close")
    @DisplayName("Closing a QueueRequestor closes its session and deletes its temporary queue without an exception.")
    void queueRequestor_close_closesSession(Jms jms) throws JMSException {
        QueueSession session = jms.queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        new QueueRequestor(session, jms.queue()).close();
        assertThatThrownBy(session::createMessage).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Spec("4.2.10")
    @DisplayName("A TopicRequestor publishes its request to the topic and returns the reply, request after request.")
    void topicRequestor_request_returnsReply(Jms jms) throws JMSException {
        answerOn(jms, jms.topic());
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE)) {
            TopicSession session = jms.topicConnection().createTopicSession(false, mode);
            TopicRequestor requestor = new TopicRequestor(session, jms.topic());
            for (int i = 0; i < 3; i++) {
                assertThat(text(requestor.request(session.createTextMessage("ping " + i))))
                        .isEqualTo("ping " + i + "!");
            }
            requestor.close();
        }
        assertThat(repliedTo).hasSize(6).allSatisfy(to -> assertThat(to).isInstanceOf(Topic.class));
    }

    @Test
    @Spec("JD TopicRequestor.close")
    @DisplayName("Closing a TopicRequestor closes its session and deletes its temporary topic without an exception.")
    void topicRequestor_close_closesSession(Jms jms) throws JMSException {
        TopicSession session = jms.topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        new TopicRequestor(session, jms.topic()).close();
        assertThatThrownBy(session::createMessage).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Spec("JD QueueRequestor")
    @DisplayName("The constructors of the requestors refuse null with InvalidDestinationException.")
    void newRequestor_nullDestination_throws(Jms jms) throws JMSException {
        QueueSession queueSession = jms.queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicSession topicSession = jms.topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> new QueueRequestor(queueSession, null))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> new TopicRequestor(topicSession, null))
                .isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Spec("JD QueueRequestor.close")
    @DisplayName("Closing a requestor deletes its temporary destination: nobody can reply to it any more.")
    void requestor_close_deletesTemporaryDestination(Jms jms) throws JMSException {
        answerOn(jms, jms.queue());
        answerOn(jms, jms.topic());
        QueueSession queueSession = jms.queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueRequestor queueRequestor = new QueueRequestor(queueSession, jms.queue());
        queueRequestor.request(queueSession.createTextMessage("ping"));
        queueRequestor.close();
        TopicSession topicSession = jms.topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicRequestor topicRequestor = new TopicRequestor(topicSession, jms.topic());
        topicRequestor.request(topicSession.createTextMessage("ping"));
        topicRequestor.close();
        assertThat(repliedTo)
                .hasSize(2)
                .allSatisfy(to ->
                        assertThatThrownBy(() -> jms.send(to, "late")).isInstanceOf(InvalidDestinationException.class));
    }

    @Test
    @Spec("JD TopicRequestor.request")
    @DisplayName("A TopicRequestor returns the first reply, whoever else replies too.")
    void topicRequestor_twoReplies_returnsFirst(Jms jms) throws JMSException {
        Connection connection = jms.started();
        Session session = connection.createSession();
        session.createConsumer(jms.topic()).setMessageListener(request -> {
            try {
                jms.send(session, request.getJMSReplyTo(), "first", "second");
            } catch (JMSException e) {
                throw new AssertionError("The request could not be answered.", e);
            }
        });
        TopicSession requesting = jms.topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicRequestor requestor = new TopicRequestor(requesting, jms.topic());
        assertThat(text(requestor.request(requesting.createTextMessage("ping"))))
                .isEqualTo("first");
        requestor.close();
    }
}
