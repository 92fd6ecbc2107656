package org.petrelmq.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Spec;

/** Section 8.5. */
@ConformanceTest
class SynchronousReceiveTest {

    @Test
    @Spec("8.5")
    @DisplayName("receive(timeout) returns the next message that arrives within the timeout.")
    void receive_messageThere_returnsIt(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
    }

    @Test
    @Spec("8.5")
    @DisplayName("receive(timeout) returns null when no message arrives within the timeout.")
    void receive_nothingThere_returnsNullAtTimeout(Jms jms) throws JMSException {
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        assertThat(consumer.receive(Patience.quietMillis())).isNull();
    }

    @Test
    @Spec("8.5")
    @DisplayName("receiveNoWait returns a message that is immediately available, and null if there is none.")
    void receiveNoWait_afterSend_returnsMessageThenNull(Jms jms) throws JMSException {
        Session session = jms.session();
        MessageConsumer consumer = session.createConsumer(jms.queue());
        jms.send(session, jms.queue(), "one");
        assertThat(consumer.receiveNoWait()).isNotNull();
        assertThat(consumer.receiveNoWait()).isNull();
    }
}
