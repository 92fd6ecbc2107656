package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageFormatException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Sections 3.11 and 3.11.3 for MapMessage. */
@ConformanceTest
class MapMessageTest {

    private static ConversionTable table() {
        return new ConversionTable(ValueType.OF_BODIES, MessageFormatException.class);
    }

    private static ValueHolder entry(Jms jms) throws JMSException {
        return new ValueHolder.MapEntry(jms.session().createMapMessage(), "value");
    }

    private static List<String> namesOf(MapMessage message) throws JMSException {
        Enumeration<?> names = message.getMapNames();
        return Collections.list(names).stream().map(String.class::cast).toList();
    }

    @Test
    @Spec("3.11.3")
    @DisplayName("An entry of a map set as one type must be readable as every type that table 3-7 marks.")
    void get_markedConversion_returnsConvertedValue(Jms jms) throws JMSException {
        table().assertMarkedCellsConvert(entry(jms));
    }

    @Test
    @Spec("3.11.3")
    @DisplayName("Reading an entry of a map as a type that table 3-7 does not mark must throw MessageFormatException.")
    void get_unmarkedConversion_throwsMessageFormatException(Jms jms) throws JMSException {
        table().assertUnmarkedCellsThrow(entry(jms));
    }

    @Test
    @Spec("3.11.3")
    @DisplayName(
            "Reading a string of a map as number or boolean does what the type's valueOf does: NumberFormatException"
                    + " for what is no number, and never a failure for boolean.")
    void get_string_convertsAsValueOf(Jms jms) throws JMSException {
        table().assertStringsThatAreNoNumbersThrow(entry(jms));
        table().assertStringsThatAreNumbersConvert(entry(jms));
        table().assertStringsConvertToBoolean(entry(jms));
    }

    @Test
    @Spec("3.11.3")
    @DisplayName(
            "Reading a null of a map as a primitive must behave like the primitive's valueOf(null), and as char throw"
                    + " NullPointerException.")
    void get_nullValue_behavesLikeValueOfNull(Jms jms) throws JMSException {
        ValueHolder entry = entry(jms);
        entry.setObject(null);
        table().assertNullConverts(entry);
        entry.set(ValueType.STRING, null);
        table().assertNullConverts(entry);
        entry.set(ValueType.BYTES, null);
        table().assertNullConverts(entry);
    }

    @Test
    @Spec("3.11.3")
    @DisplayName("Reading an entry of a map that has not been set must behave as if it were there with a null value.")
    void get_absent_behavesLikeNull(Jms jms) throws JMSException {
        table().assertNullConverts(entry(jms));
        Mailbox mailbox = Mailbox.open(jms);
        MapMessage received =
                mailbox.exchange(MapMessage.class, mailbox.sending().createMapMessage());
        table().assertNullConverts(new ValueHolder.MapEntry(received, "value"));
        assertThat(received.itemExists("value")).isFalse();
    }

    @Test
    @Spec("3.11.3")
    @DisplayName("MapMessage.setObject does what the setter of the object's type does, with the same conversions.")
    void setObject_boxedValue_convertsLikeItsType(Jms jms) throws JMSException {
        table().assertObjectsConvertLikeTheirTypes(entry(jms));
    }

    @Test
    @Spec("JD MapMessage.setObject")
    @DisplayName("MapMessage.setObject throws MessageFormatException for objects that are not values of a map.")
    void setObject_otherClass_throwsMessageFormatException(Jms jms) throws JMSException {
        MapMessage message = jms.session().createMapMessage();
        List<Object> others =
                List.of(BigDecimal.ONE, List.of(1), Map.of(), new Byte[] {1}, new int[] {1}, new Object());
        for (Object other : others) {
            assertThatExceptionOfType(MessageFormatException.class)
                    .as("%s", other.getClass())
                    .isThrownBy(() -> message.setObject("name", other));
        }
        assertThat(message.itemExists("name")).isFalse();
    }

    @Test
    @Spec("JD MapMessage.setObject")
    @DisplayName("Every setter of MapMessage throws IllegalArgumentException if the name is null or empty.")
    void set_nullOrEmptyName_throwsIllegalArgumentException(Jms jms) throws JMSException {
        MapMessage message = jms.session().createMapMessage();
        SoftAssertions refused = new SoftAssertions();
        for (String name : Arrays.asList(null, "")) {
            ValueHolder entry = new ValueHolder.MapEntry(message, name);
            for (ValueType type : ValueType.OF_BODIES) {
                refused.assertThatThrownBy(() -> entry.set(type, type.sample()))
                        .as("%s, name '%s'", type, name)
                        .isInstanceOf(IllegalArgumentException.class);
            }
            refused.assertThatThrownBy(() -> entry.setObject(1))
                    .as("object, name '%s'", name)
                    .isInstanceOf(IllegalArgumentException.class);
            refused.assertThatThrownBy(() -> message.setBytes(name, new byte[2], 0, 1))
                    .as("portion, name '%s'", name)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        refused.assertAll();
    }

    @Test
    @Spec("3.11")
    @DisplayName(
            "Each entry of a received map has the name, type and value that were set, also at the ends of the ranges.")
    void getObject_received_isWhatWasSet(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        MapMessage message = mailbox.sending().createMapMessage();
        List<Object> values = ConversionTable.extremes();
        for (int i = 0; i < values.size(); i++) {
            message.setObject("value" + i, values.get(i));
        }
        message.setChar("char", '\uffff');
        message.setBytes("bytes", new byte[] {-128, 0, 127});
        message.setBytes("empty", new byte[0]);
        message.setString("any name – at all: 1=2", "value");
        MapMessage received = mailbox.exchange(MapMessage.class, message);
        SoftAssertions kept = new SoftAssertions();
        for (int i = 0; i < values.size(); i++) {
            kept.assertThat(received.getObject("value" + i)).isEqualTo(values.get(i));
        }
        kept.assertThat(received.getObject("char")).isEqualTo('\uffff');
        kept.assertThat(received.getObject("bytes")).isEqualTo(new byte[] {-128, 0, 127});
        kept.assertThat(received.getBytes("empty")).isEmpty();
        kept.assertThat(received.getString("any name – at all: 1=2")).isEqualTo("value");
        kept.assertAll();
    }

    @Test
    @Spec("3.11")
    @DisplayName(
            "getMapNames enumerates each name of the map once; itemExists is true for these, null values included, and"
                    + " false for others.")
    void getMapNames_always_enumeratesEachNameOnce(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        MapMessage message = mailbox.sending().createMapMessage();
        assertThat(namesOf(message)).isEmpty();
        message.setInt("one", 1);
        message.setString("One", "other case");
        message.setString("one", "replaced");
        message.setObject("null", null);
        message.setIntProperty("property", 1);
        for (MapMessage either : List.of(message, mailbox.exchange(MapMessage.class, message))) {
            assertThat(namesOf(either)).containsExactlyInAnyOrder("one", "One", "null");
            assertThat(either.itemExists("one")).isTrue();
            assertThat(either.itemExists("null")).isTrue();
            assertThat(either.itemExists("ONE")).isFalse();
            assertThat(either.itemExists("property")).isFalse();
            assertThat(either.getObject("one")).isEqualTo("replaced");
        }
    }

    @Test
    @Spec("JD MapMessage.setBytes")
    @DisplayName("MapMessage.setBytes with offset and length sets that part of the array.")
    void setBytes_portion_setsThatPart(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        MapMessage message = mailbox.sending().createMapMessage();
        message.setBytes("part", new byte[] {1, 2, 3, 4, 5}, 1, 3);
        message.setBytes("nothing", new byte[] {1}, 1, 0);
        for (MapMessage either : List.of(message, mailbox.exchange(MapMessage.class, message))) {
            assertThat(either.getBytes("part")).containsExactly(2, 3, 4);
            assertThat(either.getBytes("nothing")).isEmpty();
        }
    }

    @Test
    @Spec("JD MapMessage")
    @DisplayName("A map that is being written can be read in between, and written on.")
    void get_whileWriting_returnsWhatWasSet(Jms jms) throws JMSException {
        MapMessage message = jms.session().createMapMessage();
        message.setInt("one", 1);
        assertThat(message.getInt("one")).isEqualTo(1);
        assertThat(namesOf(message)).containsExactly("one");
        message.setString("two", "2");
        assertThat(message.getInt("two")).isEqualTo(2);
        assertThat(message.getInt("one")).isEqualTo(1);
        assertThat(namesOf(message)).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    @Spec("JD MapMessage.setObject")
    @DisplayName("Setting an entry again replaces its value and its type.")
    void set_again_replacesValueAndType(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        MapMessage message = mailbox.sending().createMapMessage();
        message.setInt("name", 1);
        message.setString("name", "text");
        assertThat(message.getObject("name")).isEqualTo("text");
        message.setBytes("name", new byte[] {1});
        message.setLong("name", 2);
        for (MapMessage either : List.of(message, mailbox.exchange(MapMessage.class, message))) {
            assertThat(either.getObject("name")).isEqualTo(2L);
            assertThat(namesOf(either)).containsExactly("name");
        }
    }
}
