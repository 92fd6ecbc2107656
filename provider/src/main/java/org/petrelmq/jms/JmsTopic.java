package org.petrelmq.jms;

import jakarta.jms.Topic;
import java.io.Serial;
import org.petrelmq.message.Address;

/** A topic by name, or by pattern for consumers. */
public non-sealed class JmsTopic extends JmsDestination implements Topic {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Names a topic, which comes into being at its first use.
     *
     * @param name not empty
     */
    public JmsTopic(String name) {
        super(name);
    }

    @Override
    Address newAddress() {
        return Address.topic(name());
    }

    @Override
    public final String getTopicName() {
        return name();
    }
}
