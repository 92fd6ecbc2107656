package org.petrelmq.core;

import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.Stamp;
import org.petrelmq.selector.PropertySource;

/** An envelope as a selector sees it (JMS 3.1 §3.8.1.1). Belongs to one thread or guard. */
final class EnvelopeProperties implements PropertySource {
    private Envelope envelope;

    EnvelopeProperties(Envelope envelope) {
        this.envelope = envelope;
    }

    /** Turns to another message. */
    EnvelopeProperties of(Envelope newEnvelope) {
        envelope = newEnvelope;
        return this;
    }

    @Override
    public @Nullable Object value(String identifier) {
        if (!identifier.startsWith("JMS")) {
            return envelope.properties().get(identifier);
        }
        Stamp stamp = envelope.stamp();
        return switch (identifier) {
            case "JMSDeliveryMode" -> stamp.persistent() ? "PERSISTENT" : "NON_PERSISTENT";
            case "JMSPriority" -> stamp.priority();
            case "JMSMessageID" -> stamp.id() == null ? null : stamp.id().toString();
            case "JMSTimestamp" -> stamp.timestamp();
            case "JMSCorrelationID" -> envelope.headers().correlationId();
            case "JMSType" -> envelope.headers().type();
            default -> envelope.properties().get(identifier);
        };
    }
}
