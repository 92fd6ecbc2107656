package org.petrelmq.jms;

import jakarta.jms.Queue;
import java.io.Serial;
import org.petrelmq.message.Address;

/** A queue by name. */
public non-sealed class JmsQueue extends JmsDestination implements Queue {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Names a queue, which comes into being at its first use.
     *
     * @param name not empty
     */
    public JmsQueue(String name) {
        super(name);
    }

    @Override
    Address newAddress() {
        return Address.queue(name());
    }

    @Override
    public final String getQueueName() {
        return name();
    }
}
