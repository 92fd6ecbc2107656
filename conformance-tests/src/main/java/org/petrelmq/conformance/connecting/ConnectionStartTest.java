package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Spec;

/** Sections 6.1 and 6.1.4. */
@ConformanceTest
class ConnectionStartTest {

    @Test
    @Spec("6.1.4")
    @DisplayName("A connection is created stopped: no message is delivered until it is started.")
    void newConnection_notStarted_deliversNothing(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one");
        Connection connection = jms.connection();
        MessageConsumer consumer =
                connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(jms.queue());
        assertThat(consumer.receiveNoWait()).isNull();
        assertThat(jms.isQuiet(consumer)).isTrue();
        connection.start();
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("6.1.4")
    @DisplayName("Queue and topic connections are created stopped too.")
    void newDomainSpecificConnection_notStarted_deliversNothing(Jms jms) throws JMSException {
        QueueConnection queues = jms.closing(((QueueConnectionFactory) jms.factory()).createQueueConnection());
        TopicConnection topics = jms.closing(((TopicConnectionFactory) jms.factory()).createTopicConnection());
        MessageConsumer receiver =
                queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE).createReceiver(jms.queue());
        MessageConsumer subscriber =
                topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE).createSubscriber(jms.topic());
        jms.send(jms.queue(), "one");
        jms.send(jms.topic(), "two");
        assertThat(receiver.receiveNoWait()).isNull();
        assertThat(subscriber.receiveNoWait()).isNull();
        assertThat(jms.isQuiet(receiver)).isTrue();
        assertThat(jms.isQuiet(subscriber)).isTrue();
        queues.start();
        topics.start();
        assertThat(jms.receiveText(receiver)).isEqualTo("one");
        assertThat(jms.receiveText(subscriber)).isEqualTo("two");
    }

    @Test
    @Spec("6.1.4")
    @DisplayName(
            "Message listeners are not called until the connection is started; then they get all messages in order.")
    void listener_notStarted_isCalledAfterStart(Jms jms) throws JMSException {
        List<String> heard = new CopyOnWriteArrayList<>();
        Connection connection = jms.connection();
        connection
                .createSession(false, Session.AUTO_ACKNOWLEDGE)
                .createConsumer(jms.queue())
                .setMessageListener(message -> {
                    try {
                        heard.add(((TextMessage) message).getText());
                    } catch (JMSException e) {
                        heard.add(e.toString());
                    }
                });
        jms.send(jms.queue(), "one", "two", "three");
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("other"))))
                .isTrue();
        assertThat(heard).isEmpty();
        connection.start();
        assertThat(Patience.until(() -> heard.size() >= 3)).isTrue();
        assertThat(heard).containsExactly("one", "two", "three");
    }

    @Test
    @Spec("6.1.5")
    @DisplayName("A receive without timeout on a stopped connection waits until it is started.")
    void receive_stopped_waitsForStart(Jms jms) throws Exception {
        jms.send(jms.queue(), "one");
        Connection connection = jms.connection();
        MessageConsumer consumer =
                connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(jms.queue());
        Call<Message> receive = Call.of(consumer::receive);
        assertThat(receive.returnsWithoutWaiting()).isFalse();
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue("other"))))
                .isTrue();
        assertThat(receive.isDone()).isFalse();
        connection.start();
        assertThat(((TextMessage) receive.result()).getText()).isEqualTo("one");
    }

    @Test
    @Spec("6.1.4")
    @DisplayName("A connection that was never started can be used to send, in each API.")
    void send_notStarted_works(Jms jms) throws JMSException {
        Session session = jms.connection().createSession(false, Session.AUTO_ACKNOWLEDGE);
        jms.send(session, jms.queue(), "classic");
        QueueConnection queues = jms.closing(((QueueConnectionFactory) jms.factory()).createQueueConnection());
        jms.send(queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE), jms.queue(), "queue");
        Session transacted = jms.connection().createSession(true, Session.SESSION_TRANSACTED);
        jms.send(transacted, jms.queue(), "transacted");
        transacted.commit();
        MessageConsumer subscriber = jms.session().createConsumer(jms.topic());
        TopicConnection topics = jms.closing(((TopicConnectionFactory) jms.factory()).createTopicConnection());
        jms.send(topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE), jms.topic(), "topic");
        assertThat(jms.receiveTexts(jms.session().createConsumer(jms.queue()), 3))
                .containsExactly("classic", "queue", "transacted");
        assertThat(jms.receiveText(subscriber)).isEqualTo("topic");
    }

    @Test
    @Spec("6.1.5")
    @DisplayName("Starting a started connection and stopping a stopped one are ignored.")
    void startAndStop_repeated_areIgnored(Jms jms) throws JMSException {
        Connection connection = jms.connection();
        connection.stop();
        connection.stop();
        connection.start();
        connection.start();
        MessageConsumer consumer =
                connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(jms.queue());
        jms.send(jms.queue(), "one", "two");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        connection.stop();
        connection.stop();
        assertThat(consumer.receiveNoWait()).isNull();
        connection.start();
        assertThat(jms.receiveText(consumer)).isEqualTo("two");
    }

    @Test
    @Spec("6.1.4")
    @DisplayName("Sessions and consumers that are created on a started connection receive at once.")
    void setup_afterStart_receives(Jms jms) throws JMSException {
        Connection connection = jms.started();
        jms.send(jms.queue(), "one", "two");
        for (String text : new String[] {"one", "two"}) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            assertThat(jms.receiveText(session.createConsumer(jms.queue()))).isEqualTo(text);
            session.close();
        }
    }

    @Test
    @Spec("6.1")
    @DisplayName("A connection supports concurrent use: several threads create sessions on it, send and receive.")
    void connection_severalThreads_isUsable(Jms jms) throws Exception {
        Connection connection = jms.started();
        List<Call<List<String>>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "queue" + i;
            calls.add(Call.of(() -> {
                List<String> texts = new ArrayList<>();
                for (int round = 0; round < 5; round++) {
                    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                    jms.send(session, jms.queue(name), name, name);
                    texts.addAll(jms.receiveTexts(session.createConsumer(jms.queue(name)), 2));
                    session.close();
                    connection.start();
                }
                return texts;
            }));
        }
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).result()).hasSize(10).containsOnly("queue" + i);
        }
    }
}
