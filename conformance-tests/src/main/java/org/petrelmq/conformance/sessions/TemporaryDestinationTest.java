package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.2.2: what temporary destinations are for, whose they are, and how long they live. */
@ConformanceTest
class TemporaryDestinationTest {

    private static List<Destination> oneOfEach(Session session) throws JMSException {
        return List.of(session.createTemporaryQueue(), session.createTemporaryTopic());
    }

    private static void delete(Destination temporary) throws JMSException {
        if (temporary instanceof TemporaryQueue queue) {
            queue.delete();
        } else {
            ((TemporaryTopic) temporary).delete();
        }
    }

    /** The producer may be refused already. */
    private static void assertSendIsRefused(Session sender, Destination to) {
        assertThatThrownBy(() -> sender.createProducer(to).send(sender.createTextMessage("too late")))
                .as("sending to %s", to)
                .isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Spec("6.2.2")
    @DisplayName("Every temporary destination is unique, also among those of other sessions and connections.")
    void createTemporary_severalTimes_eachIsUnique(Jms jms) throws JMSException {
        Connection connection = jms.started();
        Set<String> names = new HashSet<>();
        for (Session session :
                List.of(connection.createSession(), connection.createSession(), jms.session(), jms.session())) {
            for (int i = 0; i < 3; i++) {
                names.add(session.createTemporaryQueue().getQueueName());
                names.add(session.createTemporaryTopic().getTopicName());
            }
        }
        assertThat(names).hasSize(24).doesNotContainNull();
    }

    @Test
    @Spec("6.2.2")
    @DisplayName("Any session of its connection may create a consumer for a temporary destination.")
    void createConsumer_anotherSessionOfConnection_works(Jms jms) throws JMSException {
        Connection connection = jms.started();
        for (Destination temporary : oneOfEach(connection.createSession())) {
            MessageConsumer consumer = connection.createSession().createConsumer(temporary);
            jms.send(connection.createSession(), temporary, "hello");
            assertThat(jms.receiveText(consumer)).isEqualTo("hello");
        }
    }

    @Test
    @Spec("6.2.2")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Contexts that share a connection may consume each other's temporary destinations.")
    void createConsumer_contextOfSameConnection_works(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSContext sibling = jms.closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        for (Destination temporary : List.of(context.createTemporaryQueue(), context.createTemporaryTopic())) {
            JMSConsumer consumer = sibling.createConsumer(temporary);
            context.createProducer().send(temporary, "hello");
            assertThat(Delivery.next(consumer)).isEqualTo(Delivery.first("hello"));
        }
    }

    @Test
    @Spec("6.2.2")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Another connection is refused a consumer for a temporary destination.")
    void createConsumer_otherConnection_isRefused(Jms jms) throws JMSException {
        Session other = jms.session();
        JMSContext otherContext = jms.context();
        for (Destination temporary : oneOfEach(jms.session())) {
            assertThatThrownBy(() -> other.createConsumer(temporary))
                    .as("a session's consumer on %s", temporary)
                    .isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> otherContext.createConsumer(temporary))
                    .as("a context's consumer on %s", temporary)
                    .isInstanceOf(JMSRuntimeException.class);
        }
    }

    @Test
    @Spec("6.2.2")
    @DisplayName("Another connection may reply to a temporary destination that it got as JMSReplyTo.")
    void send_otherConnectionRepliesTo_arrives(Jms jms) throws JMSException {
        Session client = jms.session();
        Session service = jms.session();
        MessageConsumer requests = service.createConsumer(jms.queue());
        for (Destination temporary : oneOfEach(client)) {
            MessageConsumer replies = client.createConsumer(temporary);
            TextMessage request = client.createTextMessage("request");
            request.setJMSReplyTo(temporary);
            client.createProducer(jms.queue()).send(request);
            Message received = jms.receive(requests);
            jms.send(service, received.getJMSReplyTo(), "reply");
            assertThat(jms.receiveText(replies)).isEqualTo("reply");
        }
    }

    @Test
    @Spec("6.2.2")
    @DisplayName("A temporary destination outlives the session that created it, with the messages on it.")
    void close_creatingSession_temporaryStays(Jms jms) throws JMSException {
        Connection connection = jms.started();
        Session creator = connection.createSession();
        TemporaryQueue queue = creator.createTemporaryQueue();
        TemporaryTopic topic = creator.createTemporaryTopic();
        jms.send(creator, queue, "before");
        creator.close();
        Session session = connection.createSession();
        MessageConsumer queueConsumer = session.createConsumer(queue);
        MessageConsumer topicConsumer = session.createConsumer(topic);
        jms.send(queue, "after");
        jms.send(topic, "after");
        assertThat(jms.receiveTexts(queueConsumer, 2)).containsExactly("before", "after");
        assertThat(jms.receiveText(topicConsumer)).isEqualTo("after");
    }

    @Test
    @Spec("6.2.2")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A context's temporary destination stays while another context of its connection is open.")
    void close_creatingContext_temporaryStaysWithSibling(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSContext sibling = jms.closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        List<Destination> temporaries = List.of(context.createTemporaryQueue(), context.createTemporaryTopic());
        context.close();
        for (Destination temporary : temporaries) {
            JMSConsumer consumer = sibling.createConsumer(temporary);
            jms.send(temporary, "hello");
            assertThat(Delivery.next(consumer)).isEqualTo(Delivery.first("hello"));
        }
    }

    @Test
    @Spec("JD TemporaryQueue.delete")
    @DisplayName("Deleting a temporary destination that has a consumer throws a JMSException and leaves it working.")
    void delete_withConsumer_isRefused(Jms jms) throws JMSException {
        Connection connection = jms.started();
        for (Destination temporary : oneOfEach(connection.createSession())) {
            MessageConsumer consumer = connection.createSession().createConsumer(temporary);
            assertThatThrownBy(() -> delete(temporary)).isInstanceOf(JMSException.class);
            jms.send(temporary, "hello");
            assertThat(jms.receiveText(consumer)).isEqualTo("hello");
            consumer.close();
            assertThatCode(() -> delete(temporary)).doesNotThrowAnyException();
        }
    }

    @Test
    @Spec("JD TemporaryQueue.delete")
    @DisplayName("Sending to a temporary destination that was deleted throws an InvalidDestinationException.")
    void send_afterDelete_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        Session other = jms.session();
        for (Destination temporary : oneOfEach(session)) {
            MessageProducer producer = other.createProducer(temporary);
            delete(temporary);
            assertSendIsRefused(session, temporary);
            assertSendIsRefused(other, temporary);
            assertThatThrownBy(() -> producer.send(other.createMessage()))
                    .as("the producer made before, to %s", temporary)
                    .isInstanceOf(InvalidDestinationException.class);
        }
    }

    @Test
    @Spec("JD Session.createConsumer")
    @DisplayName(
            "Creating a consumer for a temporary destination that was deleted throws an InvalidDestinationException.")
    void createConsumer_afterDelete_throws(Jms jms) throws JMSException {
        Session session = jms.session();
        for (Destination temporary : oneOfEach(session)) {
            delete(temporary);
            assertThatThrownBy(() -> session.createConsumer(temporary))
                    .as("a consumer on %s", temporary)
                    .isInstanceOf(InvalidDestinationException.class);
        }
    }

    @Test
    @Spec("6.2.2")
    @DisplayName("A temporary destination can be deleted after the session that created it was closed.")
    void delete_afterSessionClosed_works(Jms jms) throws JMSException {
        Connection connection = jms.started();
        Session creator = connection.createSession();
        List<Destination> temporaries = oneOfEach(creator);
        creator.close();
        Session session = connection.createSession();
        for (Destination temporary : temporaries) {
            delete(temporary);
            assertThatThrownBy(() -> session.createConsumer(temporary))
                    .as("a consumer on %s", temporary)
                    .isInstanceOf(JMSException.class);
        }
    }

    @Test
    @Spec("6.2.2")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Temporary destinations go when their connection is closed; sending to them then throws.")
    void close_connectionOrLastContext_temporariesGo(Jms jms) throws JMSException {
        Connection connection = jms.started();
        JMSContext context = jms.context();
        List<Destination> temporaries = new ArrayList<>(oneOfEach(connection.createSession()));
        temporaries.add(context.createTemporaryQueue());
        temporaries.add(context.createTemporaryTopic());
        Session sender = jms.session();
        for (Destination temporary : temporaries) {
            jms.send(sender, temporary, "while it lives");
        }
        connection.close();
        context.close();
        for (Destination temporary : temporaries) {
            assertSendIsRefused(sender, temporary);
        }
    }
}
