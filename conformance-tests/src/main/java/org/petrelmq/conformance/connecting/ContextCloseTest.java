package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.TemporaryQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 2.8.2 and 6.1.8: contexts that share a connection, and what closing a context does. */
@ConformanceTest
@Requires(Feature.SIMPLIFIED_API)
class ContextCloseTest {

    private static JMSContext sibling(Jms jms, JMSContext context) {
        return jms.closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
    }

    @Test
    @Spec("2.8.2")
    @DisplayName(
            "A context that createContext of a context makes uses the same connection: client identifier and temporary queues.")
    void createContext_onContext_sharesConnection(Jms jms) {
        JMSContext context = jms.context();
        context.setClientID(jms.unique("client"));
        JMSContext sibling = sibling(jms, context);
        assertThat(sibling.getClientID()).isEqualTo(jms.unique("client"));
        TemporaryQueue queue = context.createTemporaryQueue();
        JMSConsumer consumer = sibling.createConsumer(queue);
        context.createProducer().send(queue, "one");
        assertThat(consumer.receiveBody(String.class, Patience.arrivalMillis())).isEqualTo("one");
        assertThatThrownBy(() -> sibling.setClientID(jms.unique("other")))
                .isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    @Spec("JD JMSContext.createContext")
    @DisplayName("createContext of a context makes a session of its own, of the mode that was asked for.")
    void createContext_onContext_hasOwnSession(Jms jms) throws JMSException {
        JMSContext context = jms.context(JMSContext.SESSION_TRANSACTED);
        JMSContext sibling = sibling(jms, context);
        assertThat(sibling.getSessionMode()).isEqualTo(JMSContext.AUTO_ACKNOWLEDGE);
        assertThat(sibling.getTransacted()).isFalse();
        JMSContext transacted = jms.closing(context.createContext(JMSContext.SESSION_TRANSACTED));
        context.createProducer().send(jms.queue(), "uncommitted");
        transacted.createProducer().send(jms.queue(), "committed");
        sibling.createProducer().send(jms.queue(), "at once");
        assertThat(jms.textsOn(jms.queue())).containsExactly("at once");
        transacted.commit();
        context.rollback();
        assertThat(jms.textsOn(jms.queue())).containsExactly("at once", "committed");
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("Closing a context leaves the other contexts of its connection open, whichever was first.")
    void close_siblingOpen_staysUsable(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSContext sibling = sibling(jms, context);
        JMSConsumer consumer = sibling.createConsumer(jms.queue());
        context.close();
        sibling.createProducer().send(jms.queue(), "one");
        assertThat(consumer.receiveBody(String.class, Patience.arrivalMillis())).isEqualTo("one");
        JMSContext third = sibling(jms, sibling);
        sibling.close();
        third.createProducer().send(jms.queue(), "two");
        assertThat(jms.textsOn(jms.queue())).containsExactly("two");
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("Closing a context again does not count: the other contexts of its connection stay open.")
    void close_repeatedWithSiblingOpen_isIgnored(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSContext sibling = sibling(jms, context);
        JMSConsumer consumer = sibling.createConsumer(jms.queue());
        context.close();
        context.close();
        context.close();
        sibling.createProducer().send(jms.queue(), "one");
        assertThat(consumer.receiveBody(String.class, Patience.arrivalMillis())).isEqualTo("one");
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "Closing the last open context of a connection closes the connection, and not before: the client identifier shows it.")
    void close_lastContext_closesConnection(Jms jms) {
        JMSContext context = jms.context();
        context.setClientID(jms.unique("client"));
        JMSContext sibling = sibling(jms, context);
        context.close();
        JMSContext early = jms.context();
        assertThatThrownBy(() -> early.setClientID(jms.unique("client")))
                .isInstanceOf(InvalidClientIDRuntimeException.class);
        sibling.close();
        JMSContext late = jms.context();
        late.setClientID(jms.unique("client"));
        assertThat(late.getClientID()).isEqualTo(jms.unique("client"));
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "A receive that waits when its context is closed returns null, whether the connection stays open or not.")
    void close_receivePending_returnsNull(Jms jms) throws Exception {
        for (boolean hasSibling : new boolean[] {false, true}) {
            JMSContext context = jms.context();
            if (hasSibling) {
                sibling(jms, context);
            }
            JMSConsumer consumer = context.createConsumer(jms.queue());
            Call<Message> receive = Call.of(consumer::receive);
            assertThat(receive.returnsWithoutWaiting()).isFalse();
            context.close();
            assertThat(receive.result()).isNull();
        }
    }

    @Test
    @Spec("6.1.8")
    @DisplayName("close of a context waits until its message listener has returned, and its message is acknowledged.")
    void close_listenerRunning_waits(Jms jms) throws Exception {
        closeDuring(jms, context -> {});
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "While close of a context waits for a message listener, the listener can use the context to create and send.")
    void close_listenerRunning_canUseContext(Jms jms) throws Exception {
        closeDuring(jms, context -> context.createProducer().send(jms.queue("replies"), "reply"));
        assertThat(jms.textsOn(jms.queue("replies"))).containsExactly("reply", "reply");
    }

    private interface Use {
        void of(JMSContext context) throws JMSException;
    }

    /** With and without another context on the connection. */
    private static void closeDuring(Jms jms, Use inListener) throws Exception {
        for (boolean hasSibling : new boolean[] {false, true}) {
            JMSContext context = jms.context();
            if (hasSibling) {
                sibling(jms, context);
            }
            HeldListener listener = new HeldListener(message -> inListener.of(context));
            context.createConsumer(jms.queue()).setMessageListener(listener);
            jms.send(jms.queue(), "one");
            listener.awaitEntered();
            Call<Void> close = Call.running(context::close);
            assertThat(close.returnsWithoutWaiting()).isFalse();
            listener.release();
            close.result();
            assertThat(listener.returned()).succeedsWithin(Patience.ARRIVAL);
            assertThat(jms.textsOn(jms.queue())).isEmpty();
        }
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "Closing a context rolls back its transaction: what it sent is gone, and what it received comes again.")
    void close_transaction_isRolledBack(Jms jms) throws JMSException {
        jms.send(jms.queue(), "received");
        JMSContext context = jms.context(JMSContext.SESSION_TRANSACTED);
        sibling(jms, context);
        assertThat(context.createConsumer(jms.queue()).receiveBody(String.class, Patience.arrivalMillis()))
                .isEqualTo("received");
        context.createProducer().send(jms.queue(), "sent");
        context.close();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        Message again = jms.receive(consumer);
        assertThat(again.getBody(String.class)).isEqualTo("received");
        assertThat(again.getJMSRedelivered()).isTrue();
        jms.send(jms.queue(), "sentinel");
        assertThat(jms.receiveText(consumer)).isEqualTo("sentinel");
    }

    @Test
    @Spec("6.1.8")
    @DisplayName(
            "Closing a context does not acknowledge: its messages come again, and acknowledge on them throws IllegalStateException.")
    void close_clientAcknowledge_isNotAcknowledged(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one");
        JMSContext context = jms.context(JMSContext.CLIENT_ACKNOWLEDGE);
        Message message = context.createConsumer(jms.queue()).receive(Patience.arrivalMillis());
        context.close();
        assertThatThrownBy(message::acknowledge)
                .isInstanceOfAny(IllegalStateException.class, IllegalStateRuntimeException.class);
        assertThatThrownBy(context::acknowledge).isInstanceOf(IllegalStateRuntimeException.class);
        assertThat(jms.textsOn(jms.queue())).containsExactly("one");
    }
}
