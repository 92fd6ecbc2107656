package org.petrelmq.benchmarks;

import jakarta.jms.Session;

/**
 * What a {@link Flow} is made of.
 *
 * @param topic a topic instead of queues
 * @param destinations how many; senders and receivers are distributed over them
 * @param text text messages instead of bytes
 * @param bytes the length of the body
 * @param acknowledge the session's mode, unless transacted
 * @param batch how many messages are in a transaction; 1 for none
 * @param listener receivers are listeners
 * @param persistent messages are
 * @param types how many values the property "type" has, each selected by some of the receivers; 1 for no selectors
 */
record FlowShape(
        boolean topic,
        int destinations,
        int senders,
        int receivers,
        boolean text,
        int bytes,
        int acknowledge,
        int batch,
        boolean listener,
        boolean persistent,
        int types) {

    static FlowShape text(int bytes) {
        return new FlowShape(false, 1, 1, 1, true, bytes, Session.AUTO_ACKNOWLEDGE, 1, false, false, 1);
    }

    static FlowShape bytes(int bytes) {
        return new FlowShape(false, 1, 1, 1, false, bytes, Session.AUTO_ACKNOWLEDGE, 1, false, false, 1);
    }

    FlowShape toTopic(int subscribers) {
        return new FlowShape(
                true, 1, senders, subscribers, text, bytes, acknowledge, batch, listener, persistent, types);
    }

    FlowShape between(int from, int to) {
        return new FlowShape(
                topic, destinations, from, to, text, bytes, acknowledge, batch, listener, persistent, types);
    }

    FlowShape over(int queues) {
        return new FlowShape(
                topic, queues, senders, receivers, text, bytes, acknowledge, batch, listener, persistent, types);
    }

    FlowShape acknowledging(int mode) {
        return new FlowShape(
                topic, destinations, senders, receivers, text, bytes, mode, batch, listener, persistent, types);
    }

    FlowShape transactionsOf(int messages) {
        return new FlowShape(
                topic,
                destinations,
                senders,
                receivers,
                text,
                bytes,
                acknowledge,
                messages,
                listener,
                persistent,
                types);
    }

    FlowShape toListeners() {
        return new FlowShape(
                topic, destinations, senders, receivers, text, bytes, acknowledge, batch, true, persistent, types);
    }

    FlowShape onDisk() {
        return new FlowShape(
                topic, destinations, senders, receivers, text, bytes, acknowledge, batch, listener, true, types);
    }

    FlowShape ofTypes(int values) {
        return new FlowShape(
                topic, destinations, senders, receivers, text, bytes, acknowledge, batch, listener, persistent, values);
    }
}
