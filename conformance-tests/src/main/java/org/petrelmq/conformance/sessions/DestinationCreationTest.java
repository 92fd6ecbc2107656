package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.2.3: queues and topics by the name that the provider has for them. */
@ConformanceTest
class DestinationCreationTest {

    private static List<Queue> queuesNamed(Jms jms, String name) throws JMSException {
        JMSContext context = jms.context();
        return List.of(
                jms.session().createQueue(name),
                context.createQueue(name),
                jms.queueConnection()
                        .createQueueSession(false, Session.AUTO_ACKNOWLEDGE)
                        .createQueue(name));
    }

    private static List<Topic> topicsNamed(Jms jms, String name) throws JMSException {
        JMSContext context = jms.context();
        return List.of(
                jms.session().createTopic(name),
                context.createTopic(name),
                jms.topicConnection()
                        .createTopicSession(false, Session.AUTO_ACKNOWLEDGE)
                        .createTopic(name));
    }

    @Test
    @Spec("6.2.3")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("createQueue with a queue's provider-specific name returns an object for that queue, in every API.")
    void createQueue_nameOfQueue_isThatQueue(Jms jms) throws JMSException {
        Queue queue = jms.queue();
        MessageConsumer consumer = jms.session().createConsumer(queue);
        for (Queue made : queuesNamed(jms, queue.getQueueName())) {
            jms.send(made, "hello");
            assertThat(jms.receiveText(consumer)).isEqualTo("hello");
        }
    }

    @Test
    @Spec("6.2.3")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("createTopic with a topic's provider-specific name returns an object for that topic, in every API.")
    void createTopic_nameOfTopic_isThatTopic(Jms jms) throws JMSException {
        Topic topic = jms.topic();
        MessageConsumer consumer = jms.session().createConsumer(topic);
        for (Topic made : topicsNamed(jms, topic.getTopicName())) {
            jms.send(made, "hello");
            assertThat(jms.receiveText(consumer)).isEqualTo("hello");
        }
    }

    @Test
    @Spec("JD Session.createQueue")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A queue or topic made with a name returns the same name for the same destination.")
    void createQueueAndTopic_getName_namesTheSame(Jms jms) throws JMSException {
        String queueName = jms.queue().getQueueName();
        assertThat(queuesNamed(jms, queueName))
                .allSatisfy(queue -> assertThat(queue.getQueueName()).isEqualTo(queueName));
        String topicName = jms.topic().getTopicName();
        assertThat(topicsNamed(jms, topicName))
                .allSatisfy(topic -> assertThat(topic.getTopicName()).isEqualTo(topicName));
    }
}
