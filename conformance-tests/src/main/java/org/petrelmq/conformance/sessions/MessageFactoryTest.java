package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.2.4: the messages that sessions make, and who may send them. */
@ConformanceTest
class MessageFactoryTest {
    private static final List<Class<? extends Message>> BODIES =
            List.of(BytesMessage.class, MapMessage.class, ObjectMessage.class, StreamMessage.class, TextMessage.class);

    private static void assertIsOnly(Message message, Class<? extends Message> type) {
        for (Class<? extends Message> body : BODIES) {
            assertThat(body.isInstance(message)).as("%s is a %s", type, body).isEqualTo(body == type);
        }
    }

    /** One of each, in the order of their names. */
    private static List<Message> oneOfEach(Session session) throws JMSException {
        return List.of(
                session.createBytesMessage(),
                session.createMapMessage(),
                session.createMessage(),
                session.createObjectMessage("object"),
                session.createStreamMessage(),
                session.createTextMessage("text"));
    }

    private static List<Message> oneOfEach(JMSContext context) {
        return List.of(
                context.createBytesMessage(),
                context.createMapMessage(),
                context.createMessage(),
                context.createObjectMessage("object"),
                context.createStreamMessage(),
                context.createTextMessage("text"));
    }

    private static void assertAreOneOfEach(List<Message> messages) throws JMSException {
        assertThat(messages).hasSize(6);
        assertIsOnly(messages.get(0), BytesMessage.class);
        assertIsOnly(messages.get(1), MapMessage.class);
        assertIsOnly(messages.get(2), Message.class);
        assertIsOnly(messages.get(3), ObjectMessage.class);
        assertIsOnly(messages.get(4), StreamMessage.class);
        assertIsOnly(messages.get(5), TextMessage.class);
        assertThat(((ObjectMessage) messages.get(3)).getObject()).isEqualTo("object");
        assertThat(((TextMessage) messages.get(5)).getText()).isEqualTo("text");
    }

    private static List<Message> receiveOneOfEach(Jms jms, MessageConsumer consumer) throws JMSException {
        List<Message> received = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            received.add(jms.receive(consumer));
        }
        return received;
    }

    @Test
    @Spec("6.2.4")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Each create method of a session or a context returns a message of the type that it names.")
    void createMessages_eachMethod_makesItsType(Jms jms) throws JMSException {
        assertAreOneOfEach(oneOfEach(jms.session()));
        assertAreOneOfEach(oneOfEach(jms.context()));
    }

    @Test
    @Spec("JD Session.createTextMessage")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("createTextMessage and createObjectMessage without an argument return messages without a body.")
    void createMessages_withoutInitialBody_haveNone(Jms jms) throws JMSException {
        Session session = jms.session();
        assertThat(session.createTextMessage().getText()).isNull();
        assertThat(session.createObjectMessage().getObject()).isNull();
        JMSContext context = jms.context();
        assertThat(context.createTextMessage().getText()).isNull();
        assertThat(context.createObjectMessage().getObject()).isNull();
    }

    @Test
    @Spec("6.2.4")
    @DisplayName("Messages of every type may be sent by another session of the same connection than made them.")
    void send_madeByAnotherSession_works(Jms jms) throws JMSException {
        Connection connection = jms.started();
        Session maker = connection.createSession();
        Session sender = connection.createSession();
        MessageProducer producer = sender.createProducer(jms.queue());
        for (Message message : oneOfEach(maker)) {
            producer.send(message);
        }
        assertAreOneOfEach(receiveOneOfEach(jms, connection.createSession().createConsumer(jms.queue())));
    }

    @Test
    @Spec("6.2.4")
    @DisplayName("Messages of every type may be sent by a session of another connection than made them.")
    void send_madeByAnotherConnection_works(Jms jms) throws JMSException {
        Session sender = jms.session();
        MessageProducer producer = sender.createProducer(jms.queue());
        for (Message message : oneOfEach(jms.session())) {
            producer.send(message);
        }
        assertAreOneOfEach(receiveOneOfEach(jms, sender.createConsumer(jms.queue())));
    }

    @Test
    @Spec("JD JMSContext.createMessage")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("Messages made by a session may be sent by a context, and those made by a context by a session.")
    void send_madeInTheOtherApi_works(Jms jms) throws JMSException {
        Session session = jms.session();
        JMSContext context = jms.context();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        for (Message message : oneOfEach(session)) {
            context.createProducer().send(jms.queue(), message);
        }
        assertAreOneOfEach(receiveOneOfEach(jms, consumer));
        MessageProducer producer = session.createProducer(jms.queue());
        for (Message message : oneOfEach(context)) {
            producer.send(message);
        }
        assertAreOneOfEach(receiveOneOfEach(jms, consumer));
    }

    @Test
    @Spec("6.2.4")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A received message may be sent again by any session or context, and arrives as a new message.")
    void send_receivedByAnotherSession_isNewMessage(Jms jms) throws JMSException {
        jms.send(jms.queue("in"), "one");
        Message message = jms.receive(jms.session().createConsumer(jms.queue("in")));
        String id = message.getJMSMessageID();
        jms.session().createProducer(jms.queue("out")).send(message);
        jms.context().createProducer().send(jms.queue("out"), message);
        MessageConsumer consumer = jms.session().createConsumer(jms.queue("out"));
        for (int i = 0; i < 2; i++) {
            Message resent = consumer.receive(Patience.arrivalMillis());
            assertThat(Delivery.of(resent)).isEqualTo(Delivery.first("one"));
            assertThat(resent.getJMSMessageID()).isNotEqualTo(id);
        }
    }
}
