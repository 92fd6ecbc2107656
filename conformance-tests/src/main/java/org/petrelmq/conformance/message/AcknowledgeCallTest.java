package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.6. */
@ConformanceTest
class AcknowledgeCallTest {

    @Test
    @Spec("3.6")
    @DisplayName("acknowledge is ignored on messages of sessions that acknowledge automatically.")
    void acknowledge_automaticMode_isIgnored(Jms jms) throws JMSException {
        for (int mode : new int[] {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE}) {
            MessageConsumer consumer = jms.session(mode).createConsumer(jms.queue("mode" + mode));
            jms.send(jms.queue("mode" + mode), "one", "two");
            Message one = jms.receive(consumer);
            one.acknowledge();
            one.acknowledge();
            assertThat(jms.receiveText(consumer)).isEqualTo("two");
        }
    }

    @Test
    @Spec("JD Message.acknowledge")
    @DisplayName("acknowledge is ignored on messages of a transacted session: rollback still brings them again.")
    void acknowledge_transacted_isIgnored(Jms jms) throws JMSException {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        jms.send(jms.queue(), "one", "two");
        jms.receive(consumer).acknowledge();
        session.rollback();
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
    }

    @Test
    @Spec("3.6")
    @DisplayName(
            "Messages of every kind support acknowledge: with CLIENT_ACKNOWLEDGE, they do not come again after it.")
    void acknowledge_everyKind_settlesMessage(Jms jms) throws JMSException {
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        MessageProducer producer = session.createProducer(jms.queue());
        for (MessageKind kind : MessageKind.values()) {
            producer.send(kind.create(session, "content"));
            jms.receive(consumer).acknowledge();
        }
        producer.send(session.createMessage());
        jms.receive(consumer).acknowledge();
        session.recover();
        jms.send(session, jms.queue(), "sentinel");
        assertThat(jms.receiveText(consumer)).isEqualTo("sentinel");
    }

    @Test
    @Spec("JD Message.acknowledge")
    @DisplayName(
            "acknowledge on a message that was made and not received acknowledges nothing, before and after its send.")
    void acknowledge_notReceived_isIgnored(Jms jms) throws JMSException {
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        jms.send(jms.queue(), "one");
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
        Message made = session.createMessage();
        made.acknowledge();
        session.createProducer(jms.queue("other")).send(made);
        made.acknowledge();
        session.recover();
        assertThat(jms.receiveText(consumer)).isEqualTo("one");
    }
}
