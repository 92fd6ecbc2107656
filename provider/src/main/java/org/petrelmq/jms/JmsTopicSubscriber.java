package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;
import org.petrelmq.client.ClientConsumer;

/** A consumer of the publish-subscribe API. */
final class JmsTopicSubscriber extends JmsMessageConsumer implements TopicSubscriber {
    JmsTopicSubscriber(ClientConsumer client, JmsMessages messages) {
        super(client, messages);
    }

    @Override
    public @Nullable Topic getTopic() throws JMSException {
        JmsErrors.checked(client()::requireOpen);
        return (Topic) messages().destination(client().spec().address());
    }

    @Override
    public boolean getNoLocal() throws JMSException {
        JmsErrors.checked(client()::requireOpen);
        return client().spec().noLocal();
    }
}
