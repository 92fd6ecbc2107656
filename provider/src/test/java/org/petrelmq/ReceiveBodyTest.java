package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import java.io.ObjectInputStream;
import java.io.Serializable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** receiveBody of objects whose own code fails: the message is not lost, whatever is thrown. */
class ReceiveBodyTest {
    @RegisterExtension
    final OwnBroker broker = new OwnBroker();

    /** An object whose reading ends in an error that is no failure of the message. */
    private static final class Broken implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) {
            throw new AssertionError("by the object");
        }
    }

    /** An object that the factory's list does not have. */
    private static final class Unlisted implements Serializable {
        private static final long serialVersionUID = 1;
    }

    private JMSContext context() {
        PetrelConnectionFactory factory = broker.factory();
        factory.setAllowedClasses(Broken.class.getName());
        return factory.createContext();
    }

    @Test
    void receiveBody_readObjectThrowsError_messageStaysNext() throws JMSException {
        try (JMSContext context = context()) {
            Queue queue = context.createQueue("bodies");
            context.createProducer().send(queue, new Broken()).send(queue, "later");
            JMSConsumer consumer = context.createConsumer(queue);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> consumer.receiveBodyNoWait(Object.class))
                    .withMessage("by the object");
            Message next = consumer.receiveNoWait();
            assertThat(next).isInstanceOf(ObjectMessage.class);
            assertThat(next.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
            assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("later");
        }
    }

    @Test
    void receiveBody_refusedObject_messageStaysNext() throws JMSException {
        try (JMSContext context = context()) {
            Queue queue = context.createQueue("bodies");
            context.createProducer().send(queue, new Unlisted());
            JMSConsumer consumer = context.createConsumer(queue);
            assertThatExceptionOfType(MessageFormatRuntimeException.class)
                    .isThrownBy(() -> consumer.receiveBodyNoWait(Object.class))
                    .withMessageContaining("allowedClasses");
            Message next = consumer.receiveNoWait();
            assertThat(next.isBodyAssignableTo(Object.class)).isFalse();
            assertThat(next.getJMSRedelivered()).isFalse();
        }
    }
}
