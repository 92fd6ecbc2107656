package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientBrowser;
import org.petrelmq.client.ClientBrowser.Look;
import org.petrelmq.engine.EngineException;

/** A browser of either API (JMS 3.1 §4.1.6). */
final class JmsQueueBrowser implements QueueBrowser {
    private final ClientBrowser client;
    private final JmsMessages messages;

    JmsQueueBrowser(ClientBrowser client, JmsMessages messages) {
        this.client = client;
        this.messages = messages;
    }

    @Override
    public @Nullable Queue getQueue() throws JMSException {
        JmsErrors.checked(client::requireOpen);
        return (Queue) messages.destination(client.spec().address());
    }

    @Override
    public @Nullable String getMessageSelector() throws JMSException {
        JmsErrors.checked(client::requireOpen);
        return client.selector();
    }

    @Override
    public Enumeration<Message> getEnumeration() throws JMSException {
        Look look = JmsErrors.checkedGet(client::look);
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return JmsErrors.uncheckedGet(look::hasNext);
            }

            @Override
            public Message nextElement() {
                try {
                    return messages.received(look.next(), null);
                } catch (EngineException e) {
                    throw JmsErrors.unchecked(e);
                }
            }
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
