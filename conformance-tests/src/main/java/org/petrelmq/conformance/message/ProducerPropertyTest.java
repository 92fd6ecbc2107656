package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 3.5.4 for the properties of a JMSProducer. */
@ConformanceTest
@Requires(Feature.SIMPLIFIED_API)
class ProducerPropertyTest {
    private static ConversionTable table() {
        return new ConversionTable(ValueType.OF_PROPERTIES, MessageFormatRuntimeException.class);
    }

    private static ValueHolder property(Jms jms) {
        return new ValueHolder.ProducerProperty(jms.context().createProducer(), "value");
    }

    @Test
    @Spec("JD JMSProducer.getIntProperty")
    @DisplayName(
            "A producer's property converts as table 3-2 says; an unmarked case throws MessageFormatRuntimeException.")
    void getProperty_everyType_convertsOrThrows(Jms jms) throws JMSException {
        table().assertMarkedCellsConvert(property(jms));
        table().assertUnmarkedCellsThrow(property(jms));
        table().assertObjectsConvertLikeTheirTypes(property(jms));
    }

    @Test
    @Spec("3.5.4")
    @DisplayName("A producer's string property is read as a number or boolean by the type's valueOf.")
    void getProperty_string_convertsAsValueOf(Jms jms) throws JMSException {
        table().assertStringsThatAreNumbersConvert(property(jms));
        table().assertStringsThatAreNoNumbersThrow(property(jms));
        table().assertStringsConvertToBoolean(property(jms));
    }

    @Test
    @Spec("3.5.8")
    @DisplayName("A producer's property that is null or not set reads as the type's valueOf(null).")
    void getProperty_nullOrAbsent_behavesLikeValueOfNull(Jms jms) throws JMSException {
        ValueHolder property = property(jms);
        table().assertNullConverts(property);
        property.setObject(null);
        table().assertNullConverts(property);
    }

    @Test
    @Spec("JD JMSProducer.setProperty")
    @DisplayName("Setting a producer's property to an object of another class throws MessageFormatRuntimeException.")
    void setProperty_otherClass_throwsMessageFormatRuntimeException(Jms jms) {
        JMSProducer producer = jms.context().createProducer();
        for (Object other : List.of('c', new byte[] {1}, BigDecimal.ONE, List.of())) {
            assertThatExceptionOfType(MessageFormatRuntimeException.class)
                    .as("%s", other.getClass())
                    .isThrownBy(() -> producer.setProperty("value", other));
        }
        assertThat(producer.propertyExists("value")).isFalse();
    }

    @Test
    @Spec("3.5.4")
    @DisplayName("A property set on the producer arrives with its type and converts as table 3-2 says.")
    void send_propertiesOfEveryType_arriveWithTheirType(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer consumer = context.createConsumer(jms.queue());
        JMSProducer producer = context.createProducer();
        for (ValueType type : ValueType.OF_PROPERTIES) {
            new ValueHolder.ProducerProperty(producer, type.name()).set(type, type.sample());
        }
        producer.send(jms.queue(), "body");
        Message received = consumer.receive(Patience.arrivalMillis());
        SoftAssertions types = new SoftAssertions();
        for (ValueType type : ValueType.OF_PROPERTIES) {
            types.assertThat(received.getObjectProperty(type.name())).isEqualTo(type.sample());
        }
        types.assertThatThrownBy(() -> received.getIntProperty(ValueType.LONG.name()))
                .isInstanceOf(MessageFormatException.class);
        types.assertAll();
    }
}
