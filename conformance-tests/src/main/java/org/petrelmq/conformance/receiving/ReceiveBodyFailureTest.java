package org.petrelmq.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatRuntimeException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 8.6: what becomes of a message whose body could not be returned, in each session mode. */
@ConformanceTest
@Requires(Feature.SIMPLIFIED_API)
class ReceiveBodyFailureTest {

    /** Fails to receive the next body, by each of the methods as long as the message is the next. */
    private static void failToReceive(JMSConsumer consumer) {
        assertThatThrownBy(() -> consumer.receiveBody(Integer.class, Patience.arrivalMillis()))
                .isInstanceOf(MessageFormatRuntimeException.class);
    }

    @Test
    @Spec("8.6")
    @DisplayName(
            "With AUTO_ACKNOWLEDGE or DUPS_OK_ACKNOWLEDGE it is the next again, before later ones, and not as redelivered.")
    void receiveBody_failsInAutoOrDupsOk_staysNext(Jms jms) throws JMSException {
        for (int mode : new int[] {JMSContext.AUTO_ACKNOWLEDGE, JMSContext.DUPS_OK_ACKNOWLEDGE}) {
            jms.send(jms.queue(), "one", "two");
            JMSContext context = jms.context(mode);
            JMSConsumer consumer = context.createConsumer(jms.queue());
            failToReceive(consumer);
            assertThatThrownBy(() -> consumer.receiveBody(Integer.class))
                    .isInstanceOf(MessageFormatRuntimeException.class);
            assertThatThrownBy(() -> consumer.receiveBodyNoWait(Integer.class))
                    .isInstanceOf(MessageFormatRuntimeException.class);
            assertThat(Received.next(consumer)).isEqualTo(Received.first("one"));
            assertThat(Received.next(consumer)).isEqualTo(Received.first("two"));
            context.close();
            assertThat(jms.textsOn(jms.queue())).isEmpty();
        }
    }

    @Test
    @Spec("8.6")
    @DisplayName(
            "With CLIENT_ACKNOWLEDGE it counts as delivered: the next message follows, and recover brings it again.")
    void receiveBody_failsInClient_comesAgainAfterRecover(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        JMSContext context = jms.context(JMSContext.CLIENT_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(jms.queue());
        failToReceive(consumer);
        assertThat(Received.next(consumer)).isEqualTo(Received.first("two"));
        context.recover();
        assertThat(Received.next(consumer)).isEqualTo(Received.second("one"));
        assertThat(Received.next(consumer)).isEqualTo(Received.second("two"));
        context.acknowledge();
    }

    @Test
    @Spec("8.6")
    @DisplayName("With CLIENT_ACKNOWLEDGE it is acknowledged by acknowledge of the context, and not before.")
    void receiveBody_failsInClient_isAcknowledgedByAcknowledge(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one");
        JMSContext context = jms.context(JMSContext.CLIENT_ACKNOWLEDGE);
        failToReceive(context.createConsumer(jms.queue()));
        context.close();
        JMSContext second = jms.context(JMSContext.CLIENT_ACKNOWLEDGE);
        failToReceive(second.createConsumer(jms.queue()));
        second.acknowledge();
        second.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }

    @Test
    @Spec("8.6")
    @DisplayName(
            "In a transacted context it counts as delivered: the next message follows, and rollback brings it again.")
    void receiveBody_failsInTransaction_comesAgainAfterRollback(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        JMSContext context = jms.context(JMSContext.SESSION_TRANSACTED);
        JMSConsumer consumer = context.createConsumer(jms.queue());
        failToReceive(consumer);
        assertThat(Received.next(consumer)).isEqualTo(Received.first("two"));
        context.rollback();
        assertThat(Received.next(consumer)).isEqualTo(Received.second("one"));
        assertThat(Received.next(consumer)).isEqualTo(Received.second("two"));
        context.commit();
    }

    @Test
    @Spec("8.6")
    @DisplayName("In a transacted context it belongs to the transaction: after commit it does not come again.")
    void receiveBody_failsInTransaction_isGoneAfterCommit(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one");
        JMSContext context = jms.context(JMSContext.SESSION_TRANSACTED);
        failToReceive(context.createConsumer(jms.queue()));
        context.commit();
        context.close();
        assertThat(jms.textsOn(jms.queue())).isEmpty();
    }
}
