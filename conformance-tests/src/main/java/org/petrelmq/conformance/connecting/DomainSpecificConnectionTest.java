package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 2.14, for the factories and connections of the domain-specific APIs. */
@ConformanceTest
class DomainSpecificConnectionTest {
    private static final int THREADS = 8;

    @Test
    @Spec("2.14")
    @DisplayName("The domain-specific factories and connections can be used by several threads at the same time.")
    void factoryAndConnection_severalThreads_areUsable(Jms jms) throws Exception {
        QueueConnection queues = jms.queueConnection();
        TopicConnection topics = jms.topicConnection();
        List<Call<List<String>>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String name = "name" + i;
            calls.add(Call.of(() -> {
                List<String> texts = new ArrayList<>();
                for (int round = 0; round < 5; round++) {
                    texts.add(throughQueue(jms, queues, name));
                    texts.add(throughTopic(jms, topics, name));
                    ((QueueConnectionFactory) jms.factory())
                            .createQueueConnection()
                            .close();
                    ((TopicConnectionFactory) jms.factory())
                            .createTopicConnection()
                            .close();
                }
                return texts;
            }));
        }
        for (int i = 0; i < THREADS; i++) {
            assertThat(calls.get(i).result()).hasSize(10).containsOnly("name" + i);
        }
    }

    private static String throughQueue(Jms jms, QueueConnection connection, String name) throws JMSException {
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer receiver = session.createReceiver(jms.queue(name));
        jms.send(session, jms.queue(name), name);
        String text = jms.receiveText(receiver);
        session.close();
        return text;
    }

    private static String throughTopic(Jms jms, TopicConnection connection, String name) throws JMSException {
        TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer subscriber = session.createSubscriber(jms.topic(name));
        jms.send(session, jms.topic(name), name);
        String text = jms.receiveText(subscriber);
        session.close();
        return text;
    }
}
