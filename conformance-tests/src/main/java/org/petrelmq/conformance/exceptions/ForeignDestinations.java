package org.petrelmq.conformance.exceptions;

import jakarta.jms.Queue;
import jakarta.jms.Topic;

/** Destinations of no provider, which none can understand. */
final class ForeignDestinations {

    private ForeignDestinations() {}

    static Queue queue() {
        return new Queue() {
            @Override
            public String getQueueName() {
                return "queue of no provider";
            }

            @Override
            public String toString() {
                return getQueueName();
            }
        };
    }

    static Topic topic() {
        return new Topic() {
            @Override
            public String getTopicName() {
                return "topic of no provider";
            }

            @Override
            public String toString() {
                return getTopicName();
            }
        };
    }
}
