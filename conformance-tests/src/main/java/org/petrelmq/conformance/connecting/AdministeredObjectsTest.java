package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnectionFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.spi.NamingManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Credentials;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Chapter 5. */
@ConformanceTest
class AdministeredObjectsTest {
    private static final int THREADS = 8;

    private static Object serializedCopy(Object original) throws Exception {
        assertThat(original).isInstanceOf(Serializable.class);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    private static Object referencedCopy(Object original) throws Exception {
        assertThat(original).isInstanceOf(Referenceable.class);
        Reference reference = ((Referenceable) original).getReference();
        assertThat(reference).isNotNull();
        return NamingManager.getObjectInstance(reference, null, null, null);
    }

    @Test
    @Spec("5.1")
    @DisplayName("Queues are serializable, and a copy stands for the same queue.")
    void queue_serialized_isSameQueue(Jms jms) throws Exception {
        assertSameQueue(jms, (Queue) serializedCopy(jms.queue()));
    }

    @Test
    @Spec("5.1")
    @DisplayName("Queues are referenceable, and what is made from the reference stands for the same queue.")
    void queue_referenced_isSameQueue(Jms jms) throws Exception {
        assertSameQueue(jms, (Queue) referencedCopy(jms.queue()));
    }

    private static void assertSameQueue(Jms jms, Queue copy) throws JMSException {
        assertThat(copy.getQueueName()).isEqualTo(jms.queue().getQueueName());
        jms.send(copy, "one");
        assertThat(jms.receiveText(jms.session().createConsumer(jms.queue()))).isEqualTo("one");
    }

    @Test
    @Spec("5.1")
    @DisplayName("Topics are serializable, and a copy stands for the same topic.")
    void topic_serialized_isSameTopic(Jms jms) throws Exception {
        assertSameTopic(jms, (Topic) serializedCopy(jms.topic()));
    }

    @Test
    @Spec("5.1")
    @DisplayName("Topics are referenceable, and what is made from the reference stands for the same topic.")
    void topic_referenced_isSameTopic(Jms jms) throws Exception {
        assertSameTopic(jms, (Topic) referencedCopy(jms.topic()));
    }

    private static void assertSameTopic(Jms jms, Topic copy) throws JMSException {
        assertThat(copy.getTopicName()).isEqualTo(jms.topic().getTopicName());
        MessageConsumer consumer = jms.session().createConsumer(jms.topic());
        jms.send(copy, "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("5.1")
    @DisplayName("Connection factories are serializable, and a copy makes connections.")
    void factory_serialized_makesConnections(Jms jms) throws Exception {
        assertMakesConnections(jms, (ConnectionFactory) serializedCopy(jms.factory()));
    }

    @Test
    @Spec("5.1")
    @DisplayName("Connection factories are referenceable, and what is made from the reference makes connections.")
    void factory_referenced_makesConnections(Jms jms) throws Exception {
        assertMakesConnections(jms, (ConnectionFactory) referencedCopy(jms.factory()));
    }

    /** A password may be left out of what is stored, so it is given. */
    private static void assertMakesConnections(Jms jms, ConnectionFactory copy) throws JMSException {
        Connection connection = jms.closing(copy.createConnection(Credentials.USER, Credentials.PASSWORD));
        connection.start();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        jms.send(session, jms.queue(), "one");
        assertThat(jms.receiveText(session.createConsumer(jms.queue()))).isEqualTo("one");
    }

    @Test
    @Spec("5.3")
    @DisplayName("A connection factory makes connections and contexts for several threads at the same time.")
    void factory_severalThreads_makesConnections(Jms jms) throws Exception {
        ConnectionFactory factory = jms.factory();
        List<Call<Void>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Queue queue = jms.queue("queue" + i);
            calls.add(Call.running(() -> {
                for (int round = 0; round < 5; round++) {
                    jms.send(queue, "one");
                    try (JMSContext context = factory.createContext()) {
                        assertThat(context.createConsumer(queue).receiveBody(String.class))
                                .isEqualTo("one");
                    }
                }
            }));
        }
        for (Call<Void> call : calls) {
            call.result();
        }
    }

    @Test
    @Spec("5.2")
    @DisplayName("A destination can be used by several threads at the same time.")
    void destination_severalThreads_isUsable(Jms jms) throws Exception {
        Queue queue = jms.queue();
        Topic topic = jms.topic();
        List<Call<List<String>>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Session session = jms.session();
            MessageConsumer consumer = session.createConsumer(topic);
            calls.add(Call.of(() -> {
                jms.send(session, queue, "a", "b", "c", "d");
                jms.send(session, topic, "a");
                return jms.receiveTexts(consumer, 1);
            }));
        }
        for (Call<List<String>> call : calls) {
            assertThat(call.result()).containsExactly("a");
        }
        assertThat(jms.textsOn(queue)).hasSize(4 * THREADS);
    }

    @Test
    @Spec("JD Queue.toString")
    @DisplayName("toString of a queue or topic gives its identity: those of different destinations differ.")
    void toString_differentDestinations_differs(Jms jms) throws JMSException {
        assertThat(jms.queue("one").toString())
                .isNotEmpty()
                .isEqualTo(jms.queue("one").toString())
                .isNotEqualTo(jms.queue("two").toString());
        assertThat(jms.topic("one").toString())
                .isNotEmpty()
                .isEqualTo(jms.topic("one").toString())
                .isNotEqualTo(jms.topic("two").toString());
    }

    @Test
    @Spec("5.3")
    @DisplayName("The domain-specific factories make connections of their domain.")
    void factory_domainSpecific_makesConnectionsOfDomain(Jms jms) throws JMSException {
        assertThat(jms.factory()).isInstanceOf(QueueConnectionFactory.class).isInstanceOf(TopicConnectionFactory.class);
        Session queueSession = jms.queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer receiver = queueSession.createConsumer(jms.queue());
        jms.send(queueSession, jms.queue(), "to the queue");
        assertThat(jms.receiveText(receiver)).isEqualTo("to the queue");
        Session topicSession = jms.topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer subscriber = topicSession.createConsumer(jms.topic());
        jms.send(topicSession, jms.topic(), "to the topic");
        assertThat(jms.receiveText(subscriber)).isEqualTo("to the topic");
    }
}
