package org.petrelmq.conformance.exceptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 10.3: destinations with which nothing can be created. */
@ConformanceTest
class InvalidDestinationTest {
    private static final String SELECTOR = "a = 1";

    private static void isInvalid(String method, ThrowingCallable call) {
        assertThat(catchThrowable(call)).as(method).isInstanceOf(InvalidDestinationException.class);
    }

    private static void isInvalidForContext(String method, ThrowingCallable call) {
        assertThat(catchThrowable(call)).as(method).isInstanceOf(InvalidDestinationRuntimeException.class);
    }

    @Test
    @Spec("JD Session.createConsumer")
    @DisplayName("Every method of a session that creates an unshared consumer refuses null with"
            + " InvalidDestinationException.")
    void createConsumer_nullDestination_throws(Jms jms) throws JMSException {
        Session session = jms.client("client").createSession();
        isInvalid("createConsumer", () -> session.createConsumer(null));
        isInvalid("createConsumer, selector", () -> session.createConsumer(null, SELECTOR));
        isInvalid("createConsumer, noLocal", () -> session.createConsumer(null, SELECTOR, true));
        isInvalid("createDurableConsumer", () -> session.createDurableConsumer(null, "name"));
        isInvalid(
                "createDurableConsumer, selector", () -> session.createDurableConsumer(null, "name", SELECTOR, false));
        isInvalid("createDurableSubscriber", () -> session.createDurableSubscriber(null, "name"));
        isInvalid(
                "createDurableSubscriber, selector",
                () -> session.createDurableSubscriber(null, "name", SELECTOR, false));
        TopicConnection topics = jms.closing(((TopicConnectionFactory) jms.factory()).createTopicConnection());
        topics.setClientID(jms.unique("topics"));
        TopicSession topicSession = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        isInvalid("TopicSession.createDurableSubscriber", () -> topicSession.createDurableSubscriber(null, "name"));
    }

    @Test
    @Spec("JD JMSContext.createConsumer")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Every method of a context that creates an unshared consumer or a browser refuses null with"
            + " InvalidDestinationRuntimeException.")
    void createConsumer_nullDestinationOfContext_throws(Jms jms) {
        JMSContext context = jms.context();
        context.setClientID(jms.unique("client"));
        isInvalidForContext("createConsumer", () -> context.createConsumer(null));
        isInvalidForContext("createConsumer, selector", () -> context.createConsumer(null, SELECTOR));
        isInvalidForContext("createConsumer, noLocal", () -> context.createConsumer(null, SELECTOR, true));
        isInvalidForContext("createDurableConsumer", () -> context.createDurableConsumer(null, "name"));
        isInvalidForContext(
                "createDurableConsumer, selector", () -> context.createDurableConsumer(null, "name", SELECTOR, false));
        isInvalidForContext("createBrowser", () -> context.createBrowser(null));
        isInvalidForContext("createBrowser, selector", () -> context.createBrowser(null, SELECTOR));
    }

    @Test
    @Spec("JD Session.createSharedConsumer")
    @Requires({Feature.SHARED_SUBSCRIPTIONS, Feature.SIMPLIFIED_API})
    @DisplayName("Every method that creates a shared consumer refuses null with InvalidDestinationException or"
            + " InvalidDestinationRuntimeException.")
    void createShared_nullTopic_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        isInvalid("createSharedConsumer", () -> session.createSharedConsumer(null, "name"));
        isInvalid("createSharedConsumer, selector", () -> session.createSharedConsumer(null, "name", SELECTOR));
        isInvalid("createSharedDurableConsumer", () -> session.createSharedDurableConsumer(null, "name"));
        isInvalid(
                "createSharedDurableConsumer, selector",
                () -> session.createSharedDurableConsumer(null, "name", SELECTOR));
        JMSContext context = jms.context();
        isInvalidForContext("createSharedConsumer", () -> context.createSharedConsumer(null, "name"));
        isInvalidForContext(
                "createSharedConsumer, selector", () -> context.createSharedConsumer(null, "name", SELECTOR));
        isInvalidForContext("createSharedDurableConsumer", () -> context.createSharedDurableConsumer(null, "name"));
        isInvalidForContext(
                "createSharedDurableConsumer, selector",
                () -> context.createSharedDurableConsumer(null, "name", SELECTOR));
    }

    @Test
    @Spec("JD QueueSession.createSender")
    @DisplayName(
            "A QueueSession refuses a queue, and a TopicSession a topic, that the provider does not understand with"
                    + " InvalidDestinationException.")
    void createSenderAndPublisher_foreignDestination_throws(Jms jms) throws JMSException {
        QueueSession queues = jms.queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        isInvalid("createSender", () -> queues.createSender(ForeignDestinations.queue()));
        isInvalid("createReceiver", () -> queues.createReceiver(ForeignDestinations.queue()));
        isInvalid("createBrowser", () -> queues.createBrowser(ForeignDestinations.queue()));
        TopicSession topics = jms.topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        isInvalid("createPublisher", () -> topics.createPublisher(ForeignDestinations.topic()));
        isInvalid("createSubscriber", () -> topics.createSubscriber(ForeignDestinations.topic()));
    }
}
