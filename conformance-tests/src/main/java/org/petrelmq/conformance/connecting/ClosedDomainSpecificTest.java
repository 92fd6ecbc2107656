package org.petrelmq.conformance.connecting;

import jakarta.jms.IllegalStateException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 6.1.8: what is left of closed queue and topic connections. */
@ConformanceTest
class ClosedDomainSpecificTest {

    @Test
    @Spec("6.1.8")
    @DisplayName("Every method of a queue or topic session whose connection is closed throws IllegalStateException.")
    void domainSpecificSession_connectionClosed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        QueueConnection queues = jms.queueConnection();
        QueueSession queueSession = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        queues.close();
        methods.throwsFrom(QueueSession.class, queueSession, IllegalStateException.class);
        TopicConnection topics = jms.topicConnection();
        TopicSession topicSession = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        topics.close();
        methods.throwsFrom(TopicSession.class, topicSession, IllegalStateException.class);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "Every method of a queue sender or topic publisher whose connection is closed throws IllegalStateException.")
    void domainSpecificProducer_connectionClosed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        QueueConnection queues = jms.queueConnection();
        QueueSession queueSession = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueSender sender = queueSession.createSender(jms.queue());
        QueueSender unboundSender = queueSession.createSender(null);
        queues.close();
        methods.throwsFromProducer(QueueSender.class, sender, unboundSender, IllegalStateException.class);
        TopicConnection topics = jms.topicConnection();
        TopicSession topicSession = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicPublisher publisher = topicSession.createPublisher(jms.topic());
        TopicPublisher unboundPublisher = topicSession.createPublisher(null);
        topics.close();
        methods.throwsFromProducer(TopicPublisher.class, publisher, unboundPublisher, IllegalStateException.class);
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "Every method of a queue receiver or topic subscriber whose connection is closed throws IllegalStateException.")
    void domainSpecificConsumer_connectionClosed_throws(Jms jms) throws Exception {
        EveryMethod methods = new EveryMethod(jms);
        QueueConnection queues = jms.queueConnection();
        QueueReceiver receiver =
                queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE).createReceiver(jms.queue());
        queues.close();
        methods.throwsFrom(QueueReceiver.class, receiver, IllegalStateException.class);
        TopicConnection topics = jms.topicConnection();
        TopicSubscriber subscriber =
                topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE).createSubscriber(jms.topic());
        topics.close();
        methods.throwsFrom(TopicSubscriber.class, subscriber, IllegalStateException.class);
    }
}
