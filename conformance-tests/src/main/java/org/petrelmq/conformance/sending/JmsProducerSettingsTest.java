package org.petrelmq.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 7.4 to 7.10: what a JMSProducer is told, and what it tells of it. */
@ConformanceTest
@Requires(Feature.SIMPLIFIED_API)
class JmsProducerSettingsTest {

    @Test
    @Spec("JD JMSProducer.setDeliveryMode")
    @DisplayName("A new JMSProducer has the default options, and its getters return what was set.")
    void options_newProducer_haveDefaultsAndKeepWhatIsSet(Jms jms) {
        JMSProducer producer = jms.context().createProducer();
        assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(producer.getPriority()).isEqualTo(4);
        assertThat(producer.getTimeToLive()).isZero();
        assertThat(producer.getDeliveryDelay()).isZero();
        assertThat(producer.getDisableMessageID()).isFalse();
        assertThat(producer.getDisableMessageTimestamp()).isFalse();
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                .setPriority(9)
                .setTimeToLive(60_000)
                .setDeliveryDelay(2000)
                .setDisableMessageID(true)
                .setDisableMessageTimestamp(true);
        assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.NON_PERSISTENT);
        assertThat(producer.getPriority()).isEqualTo(9);
        assertThat(producer.getTimeToLive()).isEqualTo(60_000);
        assertThat(producer.getDeliveryDelay()).isEqualTo(2000);
        assertThat(producer.getDisableMessageID()).isTrue();
        assertThat(producer.getDisableMessageTimestamp()).isTrue();
    }

    @Test
    @Spec("JD JMSProducer.setPriority")
    @DisplayName("A JMSProducer refuses values that are no delivery mode or priority, and keeps what it had.")
    void options_invalidValues_throw(Jms jms) {
        JMSProducer producer = jms.context().createProducer();
        for (int mode : new int[] {0, 3, -1}) {
            assertThatThrownBy(() -> producer.setDeliveryMode(mode)).isInstanceOf(JMSRuntimeException.class);
        }
        for (int priority : new int[] {-1, 10}) {
            assertThatThrownBy(() -> producer.setPriority(priority)).isInstanceOf(JMSRuntimeException.class);
        }
        assertThat(producer.getDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        assertThat(producer.getPriority()).isEqualTo(4);
    }

    @Test
    @Spec("7.10")
    @DisplayName("Every setter of JMSProducer, clearProperties and send return the JMSProducer itself.")
    void setters_chained_returnSameProducer(Jms jms) throws JMSException {
        Queue queue = jms.queue();
        JMSProducer producer = jms.context().createProducer();
        assertThat(producer.setDeliveryMode(DeliveryMode.PERSISTENT)).isSameAs(producer);
        assertThat(producer.setPriority(5)).isSameAs(producer);
        assertThat(producer.setTimeToLive(0)).isSameAs(producer);
        assertThat(producer.setDeliveryDelay(0)).isSameAs(producer);
        assertThat(producer.setDisableMessageID(false)).isSameAs(producer);
        assertThat(producer.setDisableMessageTimestamp(false)).isSameAs(producer);
        assertThat(producer.setAsync(null)).isSameAs(producer);
        assertThat(producer.setProperty("boolean", true)).isSameAs(producer);
        assertThat(producer.setProperty("byte", (byte) 1)).isSameAs(producer);
        assertThat(producer.setProperty("short", (short) 1)).isSameAs(producer);
        assertThat(producer.setProperty("int", 1)).isSameAs(producer);
        assertThat(producer.setProperty("long", 1L)).isSameAs(producer);
        assertThat(producer.setProperty("float", 1f)).isSameAs(producer);
        assertThat(producer.setProperty("double", 1d)).isSameAs(producer);
        assertThat(producer.setProperty("string", "1")).isSameAs(producer);
        assertThat(producer.setProperty("object", (Object) 1)).isSameAs(producer);
        assertThat(producer.clearProperties()).isSameAs(producer);
        assertThat(producer.setJMSCorrelationID("id")).isSameAs(producer);
        assertThat(producer.setJMSType("type")).isSameAs(producer);
        assertThat(producer.setJMSReplyTo(queue)).isSameAs(producer);
        assertThat(producer.send(queue, "text")).isSameAs(producer);
        assertThat(producer.send(queue, jms.context().createMessage())).isSameAs(producer);
    }

    @Test
    @Spec("JD JMSProducer.propertyExists")
    @DisplayName("propertyExists and getPropertyNames tell the properties that are set, until clearProperties.")
    void properties_setAndCleared_areTold(Jms jms) {
        JMSProducer producer = jms.context().createProducer();
        assertThat(producer.propertyExists("colour")).isFalse();
        assertThat(producer.getPropertyNames()).isEmpty();
        producer.setProperty("colour", "red").setProperty("size", 3).setJMSType("type");
        assertThat(producer.propertyExists("colour")).isTrue();
        assertThat(producer.propertyExists("weight")).isFalse();
        assertThat(producer.getPropertyNames()).containsExactlyInAnyOrder("colour", "size");
        producer.clearProperties();
        assertThat(producer.propertyExists("colour")).isFalse();
        assertThat(producer.getPropertyNames()).isEmpty();
        assertThat(producer.getStringProperty("colour")).isNull();
    }

    @Test
    @Spec("JD JMSProducer.getPropertyNames")
    @DisplayName("The set that getPropertyNames returns cannot be modified, directly or by its iterator.")
    void getPropertyNames_modified_throws(Jms jms) {
        JMSProducer producer = jms.context().createProducer().setProperty("colour", "red");
        Set<String> names = producer.getPropertyNames();
        assertThatThrownBy(() -> names.add("size")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> names.remove("colour")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(names::clear).isInstanceOf(UnsupportedOperationException.class);
        Iterator<String> iterator = names.iterator();
        iterator.next();
        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
        assertThat(producer.propertyExists("colour")).isTrue();
    }

    @Test
    @Spec("JD JMSProducer.getPropertyNames")
    @DisplayName("The set that getPropertyNames returned shows the properties that are set and cleared later.")
    void getPropertyNames_propertiesChange_setShowsIt(Jms jms) {
        JMSProducer producer = jms.context().createProducer().setProperty("colour", "red");
        Set<String> names = producer.getPropertyNames();
        producer.setProperty("size", 3);
        assertThat(names).containsExactlyInAnyOrder("colour", "size");
        producer.clearProperties();
        assertThat(names).isEmpty();
    }

    @Test
    @Spec("JD JMSProducer.getObjectProperty")
    @DisplayName("getObjectProperty returns an object of the class that corresponds to what was set.")
    void getObjectProperty_setAsPrimitive_returnsItsBox(Jms jms) {
        JMSProducer producer = jms.context().createProducer();
        producer.setProperty("boolean", true)
                .setProperty("byte", (byte) 1)
                .setProperty("short", (short) 2)
                .setProperty("int", 3)
                .setProperty("long", 4L)
                .setProperty("float", 5f)
                .setProperty("double", 6d)
                .setProperty("string", "7")
                .setProperty("object", (Object) 8L);
        assertThat(producer.getObjectProperty("boolean")).isEqualTo(true);
        assertThat(producer.getObjectProperty("byte")).isEqualTo((byte) 1);
        assertThat(producer.getObjectProperty("short")).isEqualTo((short) 2);
        assertThat(producer.getObjectProperty("int")).isEqualTo(3);
        assertThat(producer.getObjectProperty("long")).isEqualTo(4L);
        assertThat(producer.getObjectProperty("float")).isEqualTo(5f);
        assertThat(producer.getObjectProperty("double")).isEqualTo(6d);
        assertThat(producer.getObjectProperty("string")).isEqualTo("7");
        assertThat(producer.getObjectProperty("object")).isEqualTo(8L);
        assertThat(producer.getObjectProperty("absent")).isNull();
    }

    @Test
    @Spec("JD JMSProducer.setJMSReplyTo")
    @DisplayName("A new JMSProducer has no header fields, and their getters return what was set.")
    void header_newProducer_isEmptyAndKeepsWhatIsSet(Jms jms) throws JMSException {
        JMSProducer producer = jms.context().createProducer();
        assertThat(producer.getJMSCorrelationID()).isNull();
        assertThat(producer.getJMSType()).isNull();
        assertThat(producer.getJMSReplyTo()).isNull();
        producer.setJMSCorrelationID("correlation").setJMSType("type").setJMSReplyTo(jms.queue());
        assertThat(producer.getJMSCorrelationID()).isEqualTo("correlation");
        assertThat(producer.getJMSType()).isEqualTo("type");
        assertThat(((Queue) producer.getJMSReplyTo()).getQueueName())
                .isEqualTo(jms.queue().getQueueName());
    }

    @Test
    @Spec("JD JMSProducer.setJMSCorrelationIDAsBytes")
    @DisplayName("A byte[] correlation ID is copied when it is set, or refused with UnsupportedOperationException.")
    void setJMSCorrelationIDAsBytes_arrayChanged_keepsCopy(Jms jms) {
        JMSProducer producer = jms.context().createProducer();
        byte[] id = "correlation".getBytes(StandardCharsets.UTF_8);
        try {
            assertThat(producer.setJMSCorrelationIDAsBytes(id)).isSameAs(producer);
        } catch (UnsupportedOperationException e) {
            return;
        }
        id[0] = 'x';
        assertThat(producer.getJMSCorrelationIDAsBytes()).isEqualTo("correlation".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Spec("JD JMSContext.createProducer")
    @DisplayName("Each call of createProducer makes a new JMSProducer, whose settings are its own.")
    void createProducer_twice_areIndependent(Jms jms) {
        JMSContext context = jms.context();
        JMSProducer one = context.createProducer();
        one.setPriority(9).setJMSType("type").setProperty("colour", "red");
        JMSProducer two = context.createProducer();
        assertThat(two).isNotSameAs(one);
        assertThat(two.getPriority()).isEqualTo(4);
        assertThat(two.getJMSType()).isNull();
        assertThat(two.propertyExists("colour")).isFalse();
        two.setPriority(1);
        assertThat(one.getPriority()).isEqualTo(9);
    }
}
