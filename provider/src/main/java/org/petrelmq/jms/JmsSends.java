package org.petrelmq.jms;

import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientProducer;
import org.petrelmq.client.SendOptions;
import org.petrelmq.engine.EngineException;
import org.petrelmq.message.Stamp;

/** A send as both APIs do it: our messages as they are, foreign ones converted; the sender's object learns its stamp. */
final class JmsSends {
    private JmsSends() {}

    static void send(
            ClientProducer producer,
            JmsMessages messages,
            JmsDestination destination,
            @Nullable Message message,
            SendOptions options)
            throws JMSException, EngineException {
        if (message instanceof JmsMessage ours) {
            ours.sent(producer.send(destination.address(), ours, options));
            return;
        }
        producer.requireOpen();
        if (message == null) {
            throw JmsErrors.MESSAGE_FORMAT.exception("The message must not be null.");
        }
        JmsMessage converted = ForeignMessages.converted(message, messages);
        Stamp stamp = producer.send(destination.address(), converted, options);
        ForeignMessages.stamp(message, stamp, destination);
    }

    /** As {@link #send}, but the listener is told when it is over; the sender's object is its again from then on (§7.3.9). */
    static void sendAsync(
            ClientProducer producer,
            JmsMessages messages,
            JmsDestination destination,
            @Nullable Message message,
            SendOptions options,
            CompletionListener listener)
            throws JMSException, EngineException {
        producer.requireOpen();
        if (message == null) {
            throw JmsErrors.MESSAGE_FORMAT.exception("The message must not be null.");
        }
        JmsMessage sending = message instanceof JmsMessage ours ? ours : ForeignMessages.converted(message, messages);
        producer.sendAsync(destination.address(), sending, options, new JmsCompletion(message, destination, listener));
    }
}
