package org.petrelmq.jms;

import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.SendListener;
import org.petrelmq.engine.EngineException;
import org.petrelmq.message.Stamp;

/** Tells an application's CompletionListener about its message (JMS 3.1 §7.3). */
final class JmsCompletion implements SendListener {
    private final Message message;
    private final JmsDestination destination;
    private final CompletionListener listener;

    /** A foreign message's object that refused its stamp; told with the completion, since the message itself is sent. */
    private @Nullable JMSException refusal;

    JmsCompletion(Message message, JmsDestination destination, CompletionListener listener) {
        this.message = message;
        this.destination = destination;
        this.listener = listener;
    }

    @Override
    public void stamped(Stamp stamp) {
        if (message instanceof JmsMessage ours) {
            ours.sent(stamp);
            if (ours instanceof JmsBytesMessage bytes) {
                // The listener reads it without resetting it first (JD BytesMessage).
                bytes.reset();
            }
            return;
        }
        try {
            ForeignMessages.stamp(message, stamp, destination);
        } catch (JMSException e) {
            refusal = e;
        }
    }

    @Override
    public void sent() {
        if (refusal == null) {
            listener.onCompletion(message);
        } else {
            listener.onException(message, refusal);
        }
    }

    @Override
    public void failed(EngineException cause) {
        listener.onException(message, JmsErrors.checked(cause));
    }
}
