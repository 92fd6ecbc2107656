package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.9: the sender keeps its message; section 6.2.4: any session sends it. */
@ConformanceTest
class SentMessageAccessTest {

    @Test
    @Spec("3.9")
    @DisplayName(
            "Changing the body of a message after sending it does not affect what was sent, for every kind of body.")
    void send_bodyChangedAfterwards_sendsWhatWasThere(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            Message message = kind.create(mailbox.sending(), "sent");
            mailbox.send(message);
            message.clearBody();
            kind.write(message, "changed");
            assertThat(kind.read(mailbox.receive())).as("%s", kind).isEqualTo("sent");
        }
    }

    @Test
    @Spec("3.9")
    @DisplayName("Changing properties or header of a message after sending it does not affect what was sent.")
    void send_propertiesAndHeaderChangedAfterwards_sendsWhatWasThere(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            Message message = kind.create(mailbox.sending(), "content");
            message.setStringProperty("name", "sent");
            message.setJMSCorrelationID("sent");
            message.setJMSType("sent");
            mailbox.send(message);
            message.setStringProperty("name", "changed");
            message.setStringProperty("other", "added");
            message.setJMSCorrelationID("changed");
            message.setJMSType("changed");
            message.setJMSReplyTo(jms.queue("changed"));
            message.setJMSPriority(0);
            Message received = mailbox.receive();
            assertThat(received.getStringProperty("name")).as("%s", kind).isEqualTo("sent");
            assertThat(received.propertyExists("other")).isFalse();
            assertThat(received.getJMSCorrelationID()).isEqualTo("sent");
            assertThat(received.getJMSType()).isEqualTo("sent");
            assertThat(received.getJMSReplyTo()).isNull();
            assertThat(received.getJMSPriority()).isEqualTo(Message.DEFAULT_PRIORITY);
        }
    }

    @Test
    @Spec("3.9")
    @DisplayName("A message sent in a transaction is not affected by what is done to its object before the commit.")
    void send_changedBeforeCommit_sendsWhatWasThere(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        MessageProducer producer = session.createProducer(jms.queue());
        for (MessageKind kind : MessageKind.values()) {
            Message message = kind.create(session, "sent");
            message.setStringProperty("name", "sent");
            producer.send(message);
            message.clearBody();
            message.clearProperties();
            kind.write(message, "changed");
            session.commit();
            Message received = jms.receive(consumer);
            assertThat(kind.read(received)).as("%s", kind).isEqualTo("sent");
            assertThat(received.getStringProperty("name")).isEqualTo("sent");
        }
    }

    @Test
    @Spec("3.9")
    @DisplayName(
            "The same message object may be sent many times, changed in between; each time sends what it holds then.")
    void send_sameObjectChangedInBetween_sendsEach(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        for (MessageKind kind : MessageKind.values()) {
            Message message = kind.create(mailbox.sending(), "0");
            for (int i = 0; i < 3; i++) {
                message.clearBody();
                kind.write(message, "content " + i);
                message.setIntProperty("number", i);
                mailbox.send(message);
            }
            mailbox.send(message);
            for (int i = 0; i < 3; i++) {
                Message received = mailbox.receive();
                assertThat(kind.read(received)).isEqualTo("content " + i);
                assertThat(received.getIntProperty("number")).isEqualTo(i);
            }
            assertThat(kind.read(mailbox.receive())).isEqualTo("content 2");
        }
    }

    @Test
    @Spec("3.9")
    @DisplayName(
            "A bytes or stream message can be written on after it was sent; sent again, it carries all of its body.")
    void send_bodyWrittenOnAfterwards_sendsAllAgain(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage bytes = mailbox.sending().createBytesMessage();
        StreamMessage stream = mailbox.sending().createStreamMessage();
        for (int i = 1; i <= 3; i++) {
            bytes.writeInt(i);
            stream.writeInt(i);
            BytesMessage receivedBytes = mailbox.exchange(BytesMessage.class, bytes);
            StreamMessage receivedStream = mailbox.exchange(StreamMessage.class, stream);
            assertThat(receivedBytes.getBodyLength()).isEqualTo(4L * i);
            for (int j = 1; j <= i; j++) {
                assertThat(receivedBytes.readInt()).isEqualTo(j);
                assertThat(receivedStream.readInt()).isEqualTo(j);
            }
        }
    }

    @Test
    @Spec("3.9")
    @DisplayName(
            "After a send the sender can go on setting single entries and properties of its message and send it again.")
    void send_entriesAddedAfterwards_sendsThemToo(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        MapMessage message = mailbox.sending().createMapMessage();
        message.setInt("one", 1);
        MapMessage first = mailbox.exchange(MapMessage.class, message);
        message.setInt("two", 2);
        message.setIntProperty("property", 3);
        MapMessage second = mailbox.exchange(MapMessage.class, message);
        assertThat(first.itemExists("two")).isFalse();
        assertThat(first.propertyExists("property")).isFalse();
        assertThat(second.getInt("one")).isEqualTo(1);
        assertThat(second.getInt("two")).isEqualTo(2);
        assertThat(second.getIntProperty("property")).isEqualTo(3);
    }

    @Test
    @Spec("6.2.4")
    @DisplayName(
            "A message may be sent by any session, of any connection, also after the session that made it was closed.")
    void send_messageOfOtherSession_isSent(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Session maker = jms.session();
        for (MessageKind kind : MessageKind.values()) {
            mailbox.send(kind.create(maker, "content"));
            assertThat(kind.read(mailbox.receive())).isEqualTo("content");
        }
        TextMessage text = maker.createTextMessage("text");
        maker.close();
        assertThat(mailbox.exchange(TextMessage.class, text).getText()).isEqualTo("text");
    }

    @Test
    @Spec("3.9")
    @DisplayName("A received message of any kind can be sent on as it is, read before or not, and arrives whole.")
    void send_receivedMessage_arrivesWhole(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        MessageProducer onward = mailbox.receiving().createProducer(jms.queue("onward"));
        MessageConsumer there = mailbox.receiving().createConsumer(jms.queue("onward"));
        for (MessageKind kind : MessageKind.values()) {
            for (boolean readBefore : new boolean[] {false, true}) {
                Message received = mailbox.exchange(Message.class, kind.create(mailbox.sending(), "content"));
                if (readBefore) {
                    assertThat(kind.read(received)).isEqualTo("content");
                }
                onward.send(received);
                assertThat(kind.read(jms.receive(there))).as("%s", kind).isEqualTo("content");
            }
        }
    }
}
