package org.petrelmq.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.TopicSession;
import java.io.Serializable;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 7.3: asynchronous sends that succeed, and when and where their listeners are called. */
@ConformanceTest
@Requires(Feature.ASYNC_SEND)
class AsynchronousSendTest {
    private static final int MANY = 200;

    private static String[] numbers() {
        return IntStream.range(0, MANY).mapToObj(Integer::toString).toArray(String[]::new);
    }

    @Test
    @Spec("7.3")
    @DisplayName("Each of the four sends with a CompletionListener sends its message and calls onCompletion once.")
    void send_eachForm_completesOnce(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer bound = session.createProducer(jms.queue());
        Completions completions = new Completions();
        bound.send(session.createTextMessage("one"), completions);
        bound.send(session.createTextMessage("two"), DeliveryMode.PERSISTENT, 4, 0, completions);
        session.close();
        Session second = jms.session();
        MessageProducer unbound = second.createProducer(null);
        unbound.send(jms.queue(), second.createTextMessage("three"), completions);
        unbound.send(jms.queue(), second.createTextMessage("four"), DeliveryMode.PERSISTENT, 4, 0, completions);
        second.close();
        assertThat(completions.texts()).containsExactly("one", "two", "three", "four");
        assertThat(jms.textsOn(jms.queue())).containsExactly("one", "two", "three", "four");
    }

    @Test
    @Spec("7.3")
    @Requires({Feature.ASYNC_SEND, Feature.SIMPLIFIED_API})
    @DisplayName("After setAsync every send of a JMSProducer completes asynchronously, and after setAsync(null) none.")
    void setAsync_everySend_completes(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        Completions completions = new Completions();
        JMSProducer producer = context.createProducer();
        assertThat(producer.setAsync(completions)).isSameAs(producer);
        assertThat(producer.getAsync()).isSameAs(completions);
        producer.send(jms.queue(), "text")
                .send(jms.queue(), (Serializable) 5)
                .send(jms.queue(), Map.<String, Object>of("name", "value"))
                .send(jms.queue(), new byte[] {1})
                .send(jms.queue(), context.createTextMessage("message"));
        assertThat(completions.texts(5)).hasSize(5);
        producer.setAsync(null);
        assertThat(producer.getAsync()).isNull();
        producer.send(jms.queue(), "synchronous");
        for (int i = 0; i < 6; i++) {
            jms.receive(consumer);
        }
        context.close();
        assertThat(completions.texts()).hasSize(5);
    }

    @Test
    @Spec("7.3")
    @DisplayName("QueueSender and TopicPublisher send asynchronously by the methods that they inherit.")
    void send_domainSpecificProducers_complete(Jms jms) throws JMSException {
        QueueSession queues = jms.queueConnection().createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicSession topics = jms.topicConnection().createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer subscriber = topics.createSubscriber(jms.topic());
        Completions completions = new Completions();
        queues.createSender(jms.queue()).send(queues.createTextMessage("queue"), completions);
        assertThat(completions.texts(1)).containsExactly("queue");
        topics.createPublisher(jms.topic()).send(topics.createTextMessage("topic"), completions);
        assertThat(completions.texts(2)).containsExactly("queue", "topic");
        assertThat(jms.textsOn(jms.queue())).containsExactly("queue");
        assertThat(jms.receiveText(subscriber)).isEqualTo("topic");
    }

    @Test
    @Spec("7.3")
    @DisplayName("onCompletion is called for NON_PERSISTENT messages too.")
    void send_nonPersistent_completes(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        Completions completions = new Completions();
        producer.send(session.createTextMessage("one"), completions);
        assertThat(completions.texts(1)).containsExactly("one");
        assertThat(jms.textsOn(jms.queue())).containsExactly("one");
    }

    @Test
    @Spec("7.3.1")
    @DisplayName("When onCompletion is called the message has been sent: consumers can receive it.")
    void onCompletion_called_messageIsThere(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        // Received and not browsed: a provider may show a message to browsers later than to consumers.
        Completions completions =
                new Completions(message -> assertThat(jms.receiveText(consumer)).isEqualTo(text(message)));
        TextMessage message = session.createTextMessage("one");
        producer.send(message, completions);
        assertThat(completions.texts(1)).containsExactly("one");
        assertThat(completions.messages().get(0)).isSameAs(message);
    }

    private static String text(Message message) throws JMSException {
        return ((TextMessage) message).getText();
    }

    @Test
    @Spec("7.3.3")
    @DisplayName(
            "Messages sent asynchronously, without waiting, are delivered and completed in the order of the calls.")
    void send_many_keepOrder(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        MessageProducer producer = session.createProducer(jms.queue());
        Completions completions = new Completions();
        for (String number : numbers()) {
            producer.send(session.createTextMessage(number), completions);
        }
        assertThat(completions.texts(MANY)).containsExactly(numbers());
        assertThat(jms.receiveTexts(consumer, MANY)).containsExactly(numbers());
    }

    @Test
    @Spec("7.3.3")
    @DisplayName("The order holds when synchronous and asynchronous sends are mixed.")
    void send_mixedWithSynchronous_keepOrder(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        MessageProducer producer = session.createProducer(jms.queue());
        Completions completions = new Completions();
        for (int i = 0; i < MANY; i++) {
            TextMessage message = session.createTextMessage(Integer.toString(i));
            if (i % 3 == 0) {
                producer.send(message);
            } else {
                producer.send(message, completions);
            }
        }
        assertThat(jms.receiveTexts(consumer, MANY)).containsExactly(numbers());
    }

    @Test
    @Spec("7.3.8")
    @Requires({Feature.ASYNC_SEND, Feature.SIMPLIFIED_API})
    @DisplayName("The callbacks of a context come in the order of its sends, whichever of its producers sent.")
    void send_producersOfOneContext_completeInOrder(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        Completions completions = new Completions();
        JMSProducer left = context.createProducer().setAsync(completions);
        JMSProducer right = context.createProducer().setAsync(completions);
        for (int i = 0; i < MANY; i++) {
            (i % 2 == 0 ? left : right).send(jms.queue(i % 3 == 0 ? "one" : "other"), Integer.toString(i));
        }
        context.close();
        assertThat(completions.texts()).containsExactly(numbers());
    }

    @Test
    @Spec("7.3.8")
    @DisplayName("A session calls one CompletionListener at a time, whichever of its producers sent.")
    void onCompletion_severalProducers_oneAtATime(Jms jms) throws JMSException {
        Session session = jms.session();
        Completions completions = new Completions(message -> jms.textsOn(jms.queue("left")));
        for (int i = 0; i < 40; i++) {
            Destination to = jms.queue(i % 2 == 0 ? "left" : "right");
            session.createProducer(to).send(session.createTextMessage("text"), completions);
        }
        assertThat(completions.texts(40)).hasSize(40);
        assertThat(completions.mostRunning()).isEqualTo(1);
    }

    @Test
    @Spec("7.3.8")
    @DisplayName("A CompletionListener is not called by the thread that calls send.")
    void onCompletion_thread_isNotThatOfSend(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        Completions completions = new Completions();
        for (int i = 0; i < 20; i++) {
            producer.send(session.createTextMessage("text"), completions);
        }
        assertThat(completions.texts(20)).hasSize(20);
        assertThat(completions.threads()).doesNotContain(Thread.currentThread());
    }

    @Test
    @Spec("7.3.7")
    @DisplayName("The application's thread goes on using the session while a completion is running.")
    void session_completionRunning_isUsable(Jms jms) throws Exception {
        Connection connection = jms.started();
        Session session = connection.createSession();
        HeldCompletion held = new HeldCompletion();
        session.createProducer(jms.queue()).send(session.createTextMessage("held"), held);
        held.awaitEntered();
        jms.send(session, jms.queue("other"), "one");
        assertThat(jms.receiveText(session.createConsumer(jms.queue("other")))).isEqualTo("one");
        held.release();
        assertThat(held.awaitReturned()).isTrue();
    }

    @Test
    @Spec("7.1")
    @DisplayName("One producer sends synchronously and asynchronously.")
    void send_bothWays_works(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageProducer producer = session.createProducer(jms.queue());
        Completions completions = new Completions();
        producer.send(session.createTextMessage("synchronous"));
        producer.send(session.createTextMessage("asynchronous"), completions);
        assertThat(completions.texts(1)).containsExactly("asynchronous");
        assertThat(jms.textsOn(jms.queue())).containsExactly("synchronous", "asynchronous");
    }
}
