package org.petrelmq.conformance.sessions;

import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
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

/** Section 6.2.15: every method of a closed session, and of what it made, is refused. */
@ConformanceTest
class ClosedSessionTest {

    @Test
    @Spec("JD Session.close")
    @DisplayName("The getters and message factories of a closed session throw an IllegalStateException.")
    void closedSession_gettersAndFactories_throw(Jms jms) throws JMSException {
        Session session = jms.session();
        session.close();
        new Refusals()
                .of("getTransacted", session::getTransacted)
                .of("getAcknowledgeMode", session::getAcknowledgeMode)
                .of("createMessage", session::createMessage)
                .of("createBytesMessage", session::createBytesMessage)
                .of("createMapMessage", session::createMapMessage)
                .of("createObjectMessage", () -> session.createObjectMessage())
                .of("createObjectMessage(object)", () -> session.createObjectMessage("object"))
                .of("createStreamMessage", session::createStreamMessage)
                .of("createTextMessage", () -> session.createTextMessage())
                .of("createTextMessage(text)", () -> session.createTextMessage("text"))
                .areAll(IllegalStateException.class);
    }

    @Test
    @Spec("JD Session.close")
    @DisplayName("The methods of a closed session that make producers, consumers, browsers and destinations throw.")
    void closedSession_creatingMethods_throw(Jms jms) throws JMSException {
        Queue queue = jms.queue();
        Topic topic = jms.topic();
        String queueName = queue.getQueueName();
        String topicName = topic.getTopicName();
        Session session = jms.client("client").createSession();
        session.close();
        new Refusals()
                .of("createProducer", () -> session.createProducer(queue))
                .of("createConsumer", () -> session.createConsumer(queue))
                .of("createConsumer(selector)", () -> session.createConsumer(queue, "a = 1"))
                .of("createConsumer(noLocal)", () -> session.createConsumer(topic, null, true))
                .of("createSharedConsumer", () -> session.createSharedConsumer(topic, "s"))
                .of("createSharedDurableConsumer", () -> session.createSharedDurableConsumer(topic, "s"))
                .of("createDurableConsumer", () -> session.createDurableConsumer(topic, "s"))
                .of("createDurableSubscriber", () -> session.createDurableSubscriber(topic, "s"))
                .of("createBrowser", () -> session.createBrowser(queue))
                .of("createQueue", () -> session.createQueue(queueName))
                .of("createTopic", () -> session.createTopic(topicName))
                .of("createTemporaryQueue", session::createTemporaryQueue)
                .of("createTemporaryTopic", session::createTemporaryTopic)
                .of("unsubscribe", () -> session.unsubscribe("s"))
                .areAll(IllegalStateException.class);
    }

    @Test
    @Spec("JD Session.close")
    @DisplayName("commit, rollback and recover on a closed session throw an IllegalStateException in every mode.")
    void closedSession_commitRollbackRecover_throw(Jms jms) throws JMSException {
        for (int mode : List.of(0, 1, 2, 3)) {
            Session session = jms.session(mode);
            session.close();
            new Refusals()
                    .of("commit in mode " + mode, session::commit)
                    .of("rollback in mode " + mode, session::rollback)
                    .of("recover in mode " + mode, session::recover)
                    .areAll(IllegalStateException.class);
        }
    }

    @Test
    @Spec("6.2.15")
    @DisplayName("The producers of a closed session throw an IllegalStateException from every method but close.")
    void closedSession_producerMethods_throw(Jms jms) throws JMSException {
        Session session = jms.session();
        Message message = session.createTextMessage("late");
        MessageProducer producer = session.createProducer(jms.queue());
        MessageProducer unidentified = session.createProducer(null);
        Queue queue = jms.queue();
        session.close();
        new Refusals()
                .of("send", () -> producer.send(message))
                .of("send(options)", () -> producer.send(message, DeliveryMode.PERSISTENT, 4, 0))
                .of("send(destination)", () -> unidentified.send(queue, message))
                .of("getDestination", producer::getDestination)
                .of("getDeliveryMode", producer::getDeliveryMode)
                .of("getPriority", producer::getPriority)
                .of("getTimeToLive", producer::getTimeToLive)
                .of("getDeliveryDelay", producer::getDeliveryDelay)
                .of("getDisableMessageID", producer::getDisableMessageID)
                .of("getDisableMessageTimestamp", producer::getDisableMessageTimestamp)
                .of("setDeliveryMode", () -> producer.setDeliveryMode(DeliveryMode.PERSISTENT))
                .of("setPriority", () -> producer.setPriority(4))
                .of("setTimeToLive", () -> producer.setTimeToLive(0))
                .of("setDeliveryDelay", () -> producer.setDeliveryDelay(0))
                .of("setDisableMessageID", () -> producer.setDisableMessageID(false))
                .of("setDisableMessageTimestamp", () -> producer.setDisableMessageTimestamp(false))
                .areAll(IllegalStateException.class);
    }

    @Test
    @Spec("6.2.15")
    @DisplayName("The consumers of a closed session throw an IllegalStateException from every method but close.")
    void closedSession_consumerMethods_throw(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        session.close();
        new Refusals()
                .of("receive", consumer::receive)
                .of("receive(timeout)", () -> consumer.receive(1))
                .of("receiveNoWait", consumer::receiveNoWait)
                .of("getMessageSelector", consumer::getMessageSelector)
                .of("getMessageListener", consumer::getMessageListener)
                .of("setMessageListener", () -> consumer.setMessageListener(new Inbox()))
                .areAll(IllegalStateException.class);
    }

    @Test
    @Spec("6.2.15")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("A closed context and its consumers throw an IllegalStateRuntimeException.")
    void closedContext_methods_throw(Jms jms) throws JMSException {
        Queue queue = jms.queue();
        Topic topic = jms.topic();
        String queueName = queue.getQueueName();
        String topicName = topic.getTopicName();
        JMSContext keeper = jms.context();
        JMSContext context = jms.closing(keeper.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        JMSConsumer consumer = context.createConsumer(queue);
        context.close();
        new Refusals()
                .of("getTransacted", context::getTransacted)
                .of("createMessage", context::createMessage)
                .of("createBytesMessage", context::createBytesMessage)
                .of("createMapMessage", context::createMapMessage)
                .of("createObjectMessage", () -> context.createObjectMessage())
                .of("createStreamMessage", context::createStreamMessage)
                .of("createTextMessage", () -> context.createTextMessage("text"))
                .of("createConsumer", () -> context.createConsumer(queue))
                .of("createSharedConsumer", () -> context.createSharedConsumer(topic, "s"))
                .of("createBrowser", () -> context.createBrowser(queue))
                .of("createQueue", () -> context.createQueue(queueName))
                .of("createTopic", () -> context.createTopic(topicName))
                .of("createTemporaryQueue", context::createTemporaryQueue)
                .of("createTemporaryTopic", context::createTemporaryTopic)
                .of("unsubscribe", () -> context.unsubscribe("s"))
                .of("commit", context::commit)
                .of("rollback", context::rollback)
                .of("recover", context::recover)
                .of("acknowledge", context::acknowledge)
                .of("getSessionMode", context::getSessionMode)
                .of("consumer.receive", () -> consumer.receive())
                .of("consumer.receive(timeout)", () -> consumer.receive(1))
                .of("consumer.receiveNoWait", consumer::receiveNoWait)
                .of("consumer.getMessageSelector", consumer::getMessageSelector)
                .areAll(IllegalStateRuntimeException.class);
    }
}
