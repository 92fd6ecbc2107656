package org.petrelmq.jms;

import jakarta.jms.TopicSession;
import jakarta.jms.XATopicSession;
import org.petrelmq.client.ClientSession;

/** A session of the publish-subscribe API that takes part in distributed transactions. */
final class JmsXATopicSession extends JmsXASession implements XATopicSession {
    private final JmsTopicSession session;

    JmsXATopicSession(ClientSession client, JmsMessages messages) {
        super(client, messages);
        this.session = new JmsTopicSession(client, messages);
    }

    @Override
    public TopicSession getTopicSession() {
        return session;
    }
}
