package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Sections 3.5.2, 3.5.4, 3.5.5 and 3.5.8. */
@ConformanceTest
class PropertyConversionTest {
    private static ConversionTable table() {
        return new ConversionTable(ValueType.OF_PROPERTIES, MessageFormatException.class);
    }

    private static ValueHolder property(Jms jms) throws JMSException {
        return new ValueHolder.Property(jms.session().createMessage(), "value");
    }

    @Test
    @Spec("3.5.4")
    @DisplayName(
            "A property set as one type must be readable as every type that table 3-2 marks, with Java's conversion.")
    void getProperty_markedConversion_returnsConvertedValue(Jms jms) throws JMSException {
        table().assertMarkedCellsConvert(property(jms));
    }

    @Test
    @Spec("3.5.4")
    @DisplayName("Reading a property as a type that table 3-2 does not mark must throw MessageFormatException.")
    void getProperty_unmarkedConversion_throwsMessageFormatException(Jms jms) throws JMSException {
        table().assertUnmarkedCellsThrow(property(jms));
    }

    @Test
    @Spec("3.5.4")
    @DisplayName(
            "Reading a string property as a number must throw NumberFormatException if valueOf does not accept it.")
    void getProperty_stringIsNoNumber_throwsNumberFormatException(Jms jms) throws JMSException {
        table().assertStringsThatAreNoNumbersThrow(property(jms));
    }

    @Test
    @Spec("3.5.4")
    @DisplayName("Reading a string property as a number must accept whatever the number's valueOf accepts.")
    void getProperty_stringThatValueOfAccepts_returnsNumber(Jms jms) throws JMSException {
        table().assertStringsThatAreNumbersConvert(property(jms));
    }

    @Test
    @Spec("3.5.4")
    @DisplayName("Reading a string property as boolean never fails: 'true' in any case is true, all else is false.")
    void getBooleanProperty_anyString_returnsWhetherItIsTrue(Jms jms) throws JMSException {
        table().assertStringsConvertToBoolean(property(jms));
    }

    @Test
    @Spec("3.5.4")
    @DisplayName(
            "Reading a null property as a primitive must behave like the primitive's valueOf(null): false for boolean,"
                    + " NumberFormatException for integers, NullPointerException for float and double.")
    void getProperty_nullValue_behavesLikeValueOfNull(Jms jms) throws JMSException {
        ValueHolder property = property(jms);
        property.set(ValueType.STRING, null);
        table().assertNullConverts(property);
        property.setObject(null);
        table().assertNullConverts(property);
    }

    @Test
    @Spec("3.5.8")
    @DisplayName("Reading a property that has not been set must behave as if it were there with a null value.")
    void getProperty_absent_behavesLikeNull(Jms jms) throws JMSException {
        table().assertNullConverts(property(jms));
        Mailbox mailbox = Mailbox.open(jms);
        Message received = mailbox.exchange(Message.class, mailbox.sending().createMessage());
        table().assertNullConverts(new ValueHolder.Property(received, "value"));
    }

    @Test
    @Spec("3.5.5")
    @DisplayName(
            "setObjectProperty with a Boolean, Byte, Short, Integer, Long, Float, Double or String must do what the"
                    + " setter of that type does, with the same conversions.")
    void setObjectProperty_boxedValue_convertsLikeItsType(Jms jms) throws JMSException {
        table().assertObjectsConvertLikeTheirTypes(property(jms));
    }

    @Test
    @Spec("3.5.5")
    @DisplayName(
            "setObjectProperty must throw MessageFormatException for an object of any class but the eight it accepts.")
    void setObjectProperty_otherClass_throwsMessageFormatException(Jms jms) throws JMSException {
        Message message = jms.session().createMessage();
        List<Object> others = List.of(
                'c', new byte[] {1}, BigDecimal.ONE, StandardCharsets.UTF_8, List.of(1), Map.of(), new Integer[] {1});
        for (Object other : others) {
            assertThatExceptionOfType(MessageFormatException.class)
                    .as("%s", other.getClass())
                    .isThrownBy(() -> message.setObjectProperty("value", other));
        }
        assertThat(message.getObjectProperty("value")).isNull();
    }

    @Test
    @Spec("3.5.5")
    @DisplayName(
            "getObjectProperty returns an object of the class that corresponds to the setter which set the property.")
    void getObjectProperty_setAsPrimitive_returnsItsBox(Jms jms) throws JMSException {
        ValueHolder property = property(jms);
        SoftAssertions types = new SoftAssertions();
        for (ValueType type : ValueType.OF_PROPERTIES) {
            property.set(type, type.sample());
            types.assertThat(property.getObject()).as("%s", type).isEqualTo(type.sample());
        }
        types.assertAll();
    }

    @Test
    @Spec("3.5.2")
    @DisplayName(
            "A received message's properties have the types and values that were set, also at the ends of their ranges.")
    void getObjectProperty_received_returnsWhatWasSet(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        List<Object> values = ConversionTable.extremes();
        Message message = mailbox.sending().createMessage();
        for (int i = 0; i < values.size(); i++) {
            message.setObjectProperty("value" + i, values.get(i));
        }
        Message received = mailbox.exchange(Message.class, message);
        SoftAssertions kept = new SoftAssertions();
        for (int i = 0; i < values.size(); i++) {
            kept.assertThat(received.getObjectProperty("value" + i)).isEqualTo(values.get(i));
        }
        kept.assertAll();
    }

    @Test
    @Spec("3.5.4")
    @DisplayName("The conversions of table 3-2 hold for the properties of a received message.")
    void getProperty_received_converts(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        for (ValueType row : ValueType.OF_PROPERTIES) {
            new ValueHolder.Property(message, row.name()).set(row, row.sample());
        }
        Message received = mailbox.exchange(Message.class, message);
        SoftAssertions cells = new SoftAssertions();
        for (ValueType row : ValueType.OF_PROPERTIES) {
            ValueHolder property = new ValueHolder.Property(received, row.name());
            for (ValueType column : ValueType.OF_PROPERTIES) {
                String cell = row + " read as " + column;
                if (row.readableAs().contains(column)) {
                    Object expected = row == column ? row.sample() : column.from(row.sample());
                    cells.assertThat(property.get(column)).as(cell).isEqualTo(expected);
                } else {
                    cells.assertThatThrownBy(() -> property.get(column))
                            .as(cell)
                            .isInstanceOf(MessageFormatException.class);
                }
            }
        }
        cells.assertAll();
    }

    @Test
    @Spec("3.12")
    @DisplayName("A property may be set to null, as a string or as an object, and then reads null, also when received.")
    void setProperty_null_readsNullWhenReceived(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        Message message = mailbox.sending().createMessage();
        message.setStringProperty("string", null);
        message.setObjectProperty("object", null);
        message.setIntProperty("replaced", 1);
        message.setObjectProperty("replaced", null);
        Message received = mailbox.exchange(Message.class, message);
        for (String name : List.of("string", "object", "replaced")) {
            assertThat(received.getObjectProperty(name)).as(name).isNull();
            assertThat(received.getStringProperty(name)).as(name).isNull();
        }
    }
}
