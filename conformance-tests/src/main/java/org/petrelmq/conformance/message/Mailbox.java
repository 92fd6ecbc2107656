package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import org.petrelmq.conformance.Jms;

/** The test's queue with one session that sends to it and one, of another connection, that receives from it. */
final class Mailbox {
    private final Jms jms;
    private final Queue queue;
    private final Session sending;
    private final Session receiving;
    private final MessageProducer producer;
    private final MessageConsumer consumer;

    private Mailbox(Jms jms, int receivingMode) throws JMSException {
        this.jms = jms;
        queue = jms.queue();
        sending = jms.session();
        receiving = jms.session(receivingMode);
        producer = sending.createProducer(queue);
        consumer = receiving.createConsumer(queue);
    }

    static Mailbox open(Jms jms) throws JMSException {
        return new Mailbox(jms, Session.AUTO_ACKNOWLEDGE);
    }

    /** The receiving session has that acknowledgement mode. */
    static Mailbox open(Jms jms, int receivingMode) throws JMSException {
        return new Mailbox(jms, receivingMode);
    }

    Queue queue() {
        return queue;
    }

    Session sending() {
        return sending;
    }

    Session receiving() {
        return receiving;
    }

    MessageProducer producer() {
        return producer;
    }

    MessageConsumer consumer() {
        return consumer;
    }

    void send(Message message) throws JMSException {
        producer.send(message);
    }

    Message receive() throws JMSException {
        return jms.receive(consumer);
    }

    /** The next message, which has to be of that type. */
    <M extends Message> M receive(Class<M> type) throws JMSException {
        Message message = receive();
        assertThat(message).isInstanceOf(type);
        return type.cast(message);
    }

    /** Sends the message and receives it. */
    <M extends Message> M exchange(Class<M> type, M message) throws JMSException {
        send(message);
        return receive(type);
    }
}
