package org.petrelmq.conformance.programs;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import org.jspecify.annotations.Nullable;

/** The calls that a program makes, each of which the classic and the simplified API have in their own form. */
interface Api {
    /** Makes a connection, stopped. */
    OfConnection connect() throws JMSException;

    /** A connection. */
    interface OfConnection {
        void setClientId(String clientId) throws JMSException;

        OfSession open(Mode mode) throws JMSException;

        void start() throws JMSException;

        void stop() throws JMSException;

        void close() throws JMSException;
    }

    /** A session. */
    interface OfSession {
        Queue queue(String name) throws JMSException;

        Topic topic(String name) throws JMSException;

        TemporaryQueue temporaryQueue() throws JMSException;

        /**
         * Makes a consumer.
         *
         * @param name the name of the subscription; not used where the kind has none
         */
        OfConsumer consumer(Source source, Destination from, String name) throws JMSException;

        QueueBrowser browser(Queue queue, @Nullable String selector) throws JMSException;

        void unsubscribe(String name) throws JMSException;

        void send(Destination to, Letter letter) throws JMSException;

        /** Acknowledges a message that the session has received. */
        void acknowledge(Message message) throws JMSException;

        void recover() throws JMSException;

        void commit() throws JMSException;

        void rollback() throws JMSException;

        void close() throws JMSException;
    }

    /** A consumer. */
    interface OfConsumer {
        /** Receives without waiting if the patience is 0. */
        @Nullable
        Message receive(long patienceMillis) throws JMSException;

        void setListener(@Nullable MessageListener listener) throws JMSException;

        void close() throws JMSException;
    }
}
