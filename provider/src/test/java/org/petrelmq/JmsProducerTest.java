package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JmsProducerTest {
    @RegisterExtension
    final OwnBroker broker = new OwnBroker();

    @Test
    void getPropertyNames_propertiesChange_setShowsIt() {
        try (JMSContext context = broker.context()) {
            JMSProducer producer = context.createProducer().setProperty("colour", "red");
            Set<String> names = producer.getPropertyNames();
            producer.setProperty("size", 3);
            assertThat(names).containsExactly("colour", "size").contains("size").doesNotContain("weight");
            producer.clearProperties();
            assertThat(names).isEmpty();
            assertThatThrownBy(names::clear).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
