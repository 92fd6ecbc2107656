package org.petrelmq.conformance.domains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 9.2: what the domain-specific interfaces inherit and must refuse (table 9-1). */
@ConformanceTest
class MethodInheritanceTest {

    private static QueueSession queueSession(Jms jms) throws JMSException {
        return jms.queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    private static TopicSession topicSession(Jms jms) throws JMSException {
        return jms.topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    private static void isRefused(String method, ThrowingCallable call) {
        assertThat(catchThrowable(call)).as(method).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Spec("9.2")
    @Requires(Feature.CONNECTION_CONSUMER)
    @DisplayName("A QueueConnection refuses shared and durable connection consumers with IllegalStateException.")
    void queueConnection_connectionConsumersOfTopics_throw(Jms jms) throws JMSException {
        QueueConnection connection = jms.queueConnection();
        Topic topic = jms.topic();
        ServerSessionPool pool = () -> {
            throw new JMSException("The pool is not asked.");
        };
        isRefused(
                "createSharedConnectionConsumer",
                () -> connection.createSharedConnectionConsumer(topic, "name", null, pool, 1));
        isRefused(
                "createDurableConnectionConsumer",
                () -> connection.createDurableConnectionConsumer(topic, "name", null, pool, 1));
        isRefused(
                "createSharedDurableConnectionConsumer",
                () -> connection.createSharedDurableConnectionConsumer(topic, "name", null, pool, 1));
    }

    @Test
    @Spec("9.2")
    @DisplayName("A QueueSession refuses unshared durable consumers and subscribers with IllegalStateException.")
    void queueSession_durableConsumers_throw(Jms jms) throws JMSException {
        QueueSession session = queueSession(jms);
        Topic topic = jms.topic();
        isRefused("createDurableConsumer", () -> session.createDurableConsumer(topic, "name"));
        isRefused(
                "createDurableConsumer with selector",
                () -> session.createDurableConsumer(topic, "name", "a = 1", false));
        isRefused("createDurableSubscriber", () -> session.createDurableSubscriber(topic, "name"));
        isRefused(
                "createDurableSubscriber with selector",
                () -> session.createDurableSubscriber(topic, "name", "a = 1", false));
    }

    @Test
    @Spec("9.2")
    @DisplayName("A QueueSession refuses shared consumers, durable or not, with IllegalStateException.")
    void queueSession_sharedConsumers_throw(Jms jms) throws JMSException {
        QueueSession session = queueSession(jms);
        Topic topic = jms.topic();
        isRefused("createSharedConsumer", () -> session.createSharedConsumer(topic, "name"));
        isRefused("createSharedConsumer with selector", () -> session.createSharedConsumer(topic, "name", "a = 1"));
        isRefused("createSharedDurableConsumer", () -> session.createSharedDurableConsumer(topic, "name"));
        isRefused(
                "createSharedDurableConsumer with selector",
                () -> session.createSharedDurableConsumer(topic, "name", "a = 1"));
    }

    @Test
    @Spec("9.2")
    @DisplayName("A QueueSession refuses to make topics, temporary ones too, with IllegalStateException.")
    void queueSession_topics_throw(Jms jms) throws JMSException {
        QueueSession session = queueSession(jms);
        isRefused("createTopic", () -> session.createTopic(jms.unique("topic")));
        isRefused("createTemporaryTopic", session::createTemporaryTopic);
    }

    @Test
    @Spec("9.2")
    @DisplayName("A QueueSession refuses unsubscribe with IllegalStateException.")
    void queueSession_unsubscribe_throws(Jms jms) throws JMSException {
        QueueSession session = queueSession(jms);
        isRefused("unsubscribe", () -> session.unsubscribe("name"));
    }

    @Test
    @Spec("9.2")
    @DisplayName("A TopicSession refuses browsers with IllegalStateException.")
    void topicSession_browsers_throw(Jms jms) throws JMSException {
        TopicSession session = topicSession(jms);
        isRefused("createBrowser", () -> session.createBrowser(jms.queue()));
        isRefused("createBrowser with selector", () -> session.createBrowser(jms.queue(), "a = 1"));
    }

    @Test
    @Spec("9.2")
    @DisplayName("A TopicSession refuses to make queues, temporary ones too, with IllegalStateException.")
    void topicSession_queues_throw(Jms jms) throws JMSException {
        TopicSession session = topicSession(jms);
        isRefused("createQueue", () -> session.createQueue(jms.unique("queue")));
        isRefused("createTemporaryQueue", session::createTemporaryQueue);
    }
}
