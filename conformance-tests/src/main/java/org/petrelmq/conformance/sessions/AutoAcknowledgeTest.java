package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.2.10: sessions that acknowledge by themselves. */
@ConformanceTest
class AutoAcknowledgeTest {

    @Test
    @Spec("6.2.10")
    @DisplayName("An AUTO_ACKNOWLEDGE session has acknowledged a message when any form of receive has returned it.")
    void receive_auto_isAcknowledged(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three", "four");
        Session session = jms.session();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(consumer.receive()).isNotNull();
        assertThat(consumer.receive(Patience.arrivalMillis())).isNotNull();
        assertThat(consumer.receiveNoWait()).isNotNull();
        session.close();
        assertThat(jms.receiveText(jms.session().createConsumer(jms.queue()))).isEqualTo("four");
    }

    @Test
    @Spec("6.2.10")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName("An AUTO_ACKNOWLEDGE context has acknowledged a message when receive or receiveBody has returned.")
    void receive_autoContext_isAcknowledged(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        assertThat(consumer.receive(Patience.arrivalMillis())).isNotNull();
        assertThat(consumer.receiveBody(String.class, Patience.arrivalMillis())).isEqualTo("two");
        context.close();
        assertThat(jms.receiveText(jms.session().createConsumer(jms.queue()))).isEqualTo("three");
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("An AUTO_ACKNOWLEDGE session acknowledges a message when the listener that got it returns.")
    void onMessage_auto_isAcknowledged(Jms jms) throws JMSException, InterruptedException {
        jms.send(jms.queue(), "one", "two");
        Connection connection = jms.connection();
        Session session = connection.createSession();
        Inbox inbox = new Inbox();
        session.createConsumer(jms.queue()).setMessageListener(inbox);
        connection.start();
        assertThat(inbox.next(2)).containsExactly(Delivery.first("one"), Delivery.first("two"));
        session.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("A message is acknowledged on its own: the messages behind it stay for the next session.")
    void close_autoWithUnreceived_leavesTheOthers(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        Session session = jms.session();
        assertThat(jms.receiveText(session.createConsumer(jms.queue()))).isEqualTo("one");
        session.close();
        assertThat(jms.receiveTexts(jms.session().createConsumer(jms.queue()), 2))
                .containsExactly("two", "three");
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("recover on an AUTO_ACKNOWLEDGE session does not bring back what receive has returned.")
    void recover_auto_bringsNothingBack(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        Session session = jms.session();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        session.recover();
        assertThat(jms.receiveText(consumer)).isEqualTo("two");
    }

    @Test
    @Spec("6.2.10")
    @DisplayName(
            "recover called by a listener of an AUTO_ACKNOWLEDGE session brings its message again, as redelivered.")
    void recover_inListenerOfAuto_redeliversCurrent(Jms jms) throws JMSException, InterruptedException {
        jms.send(jms.queue(), "one", "two");
        Connection connection = jms.connection();
        Session session = connection.createSession();
        Inbox inbox = new Inbox(message -> {
            if (Delivery.of(message).equals(Delivery.first("one"))) {
                session.recover();
            }
        });
        session.createConsumer(jms.queue()).setMessageListener(inbox);
        connection.start();
        assertThat(inbox.next(3))
                .contains(Delivery.first("one"), Delivery.again("one"))
                .extracting(Delivery::text)
                .contains("two");
        session.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("A DUPS_OK_ACKNOWLEDGE session without failures gets every message once and in order.")
    void receive_dupsOk_getsEachOnce(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        MessageConsumer consumer = jms.session(Session.DUPS_OK_ACKNOWLEDGE).createConsumer(jms.queue());
        assertThat(Delivery.next(jms, consumer, 3))
                .containsExactly(Delivery.first("one"), Delivery.first("two"), Delivery.first("three"));
        jms.send(jms.queue(), "sentinel");
        assertThat(Delivery.next(jms, consumer)).isEqualTo(Delivery.first("sentinel"));
    }

    @Test
    @Spec("8.8")
    @DisplayName(
            "What a DUPS_OK_ACKNOWLEDGE session received is acknowledged at the latest when it is closed in order.")
    void close_dupsOk_hasAcknowledged(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        Session session = jms.session(Session.DUPS_OK_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
        consumer.close();
        session.close();
        assertThat(jms.receiveText(jms.session().createConsumer(jms.queue()))).isEqualTo("three");
    }

    @Test
    @Spec("6.2.10")
    @DisplayName(
            "After recover a DUPS_OK_ACKNOWLEDGE session continues, and what comes again is marked as redelivered.")
    void recover_dupsOk_marksWhatComesAgain(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two", "three");
        Session session = jms.session(Session.DUPS_OK_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
        session.recover();
        Delivery next = Delivery.next(jms, consumer);
        while (!next.text().equals("three")) {
            assertThat(next).isIn(Delivery.again("one"), Delivery.again("two"));
            next = Delivery.next(jms, consumer);
        }
    }

    @Test
    @Spec("JD Message.acknowledge")
    @DisplayName("acknowledge is ignored in AUTO_ACKNOWLEDGE, DUPS_OK_ACKNOWLEDGE and transacted sessions.")
    void acknowledge_otherModes_isIgnored(Jms jms) throws JMSException {
        for (int mode : List.of(Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE, Session.SESSION_TRANSACTED)) {
            jms.send(jms.queue("mode" + mode), "one", "two");
            Session session = jms.session(mode);
            MessageConsumer consumer = session.createConsumer(jms.queue("mode" + mode));
            Message message = jms.receive(consumer);
            message.acknowledge();
            if (mode == Session.SESSION_TRANSACTED) {
                session.rollback();
                assertThat(Delivery.next(jms, consumer)).isEqualTo(Delivery.again("one"));
            } else {
                assertThat(jms.receiveText(consumer)).isEqualTo("two");
            }
        }
    }
}
