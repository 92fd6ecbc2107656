package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.StreamMessage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.11.3 for StreamMessage. */
@ConformanceTest
class StreamConversionTest {

    private static ConversionTable table() {
        return new ConversionTable(ValueType.OF_BODIES, MessageFormatException.class);
    }

    private static ValueHolder stream(Jms jms) throws JMSException {
        return new ValueHolder.OneInStream(jms.session().createStreamMessage());
    }

    @Test
    @Spec("3.11.3")
    @DisplayName("A value of a stream written as one type must be readable as every type that table 3-7 marks.")
    void read_markedConversion_returnsConvertedValue(Jms jms) throws JMSException {
        table().assertMarkedCellsConvert(stream(jms));
    }

    @Test
    @Spec("3.11.3")
    @DisplayName(
            "Reading a value of a stream as a type that table 3-7 does not mark must throw MessageFormatException.")
    void read_unmarkedConversion_throwsMessageFormatException(Jms jms) throws JMSException {
        table().assertUnmarkedCellsThrow(stream(jms));
    }

    @Test
    @Spec("3.11.3")
    @DisplayName("Reading a string of a stream as number or boolean does what the type's valueOf does.")
    void read_string_convertsAsValueOf(Jms jms) throws JMSException {
        table().assertStringsThatAreNoNumbersThrow(stream(jms));
        table().assertStringsThatAreNumbersConvert(stream(jms));
        table().assertStringsConvertToBoolean(stream(jms));
    }

    @Test
    @Spec("3.11.3")
    @DisplayName(
            "Reading a null of a stream as a primitive must behave like the primitive's valueOf(null), and as char throw"
                    + " NullPointerException.")
    void read_nullValue_behavesLikeValueOfNull(Jms jms) throws JMSException {
        // What readBytes makes of a null that is no array is not said.
        List<ValueType> types = ValueType.OF_BODIES.subList(0, ValueType.OF_BODIES.indexOf(ValueType.BYTES));
        ValueHolder stream = stream(jms);
        stream.setObject(null);
        new ConversionTable(types, MessageFormatException.class).assertNullConverts(stream);
        stream.set(ValueType.STRING, null);
        new ConversionTable(types, MessageFormatException.class).assertNullConverts(stream);
    }

    @Test
    @Spec("3.11.3")
    @DisplayName(
            "StreamMessage.writeObject does what the write method of the object's type does, with the same conversions.")
    void writeObject_boxedValue_convertsLikeItsType(Jms jms) throws JMSException {
        table().assertObjectsConvertLikeTheirTypes(stream(jms));
    }

    @Test
    @Spec("JD StreamMessage.writeObject")
    @DisplayName(
            "StreamMessage.writeObject throws MessageFormatException for objects that are not values of a stream, and"
                    + " writes nothing.")
    void writeObject_otherClass_throwsMessageFormatException(Jms jms) throws JMSException {
        StreamMessage message = jms.session().createStreamMessage();
        List<Object> others =
                List.of(BigDecimal.ONE, List.of(1), Map.of(), new Byte[] {1}, new int[] {1}, new Object());
        for (Object other : others) {
            assertThatExceptionOfType(MessageFormatException.class)
                    .as("%s", other.getClass())
                    .isThrownBy(() -> message.writeObject(other));
        }
        message.writeInt(1);
        message.reset();
        assertThat(message.readInt()).isEqualTo(1);
    }

    @Test
    @Spec("3.11.3")
    @DisplayName(
            "A read that throws MessageFormatException or NumberFormatException does not move the read pointer: the"
                    + " value can be read as another type.")
    void read_failed_leavesPointer(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        StreamMessage message = mailbox.sending().createStreamMessage();
        message.writeLong(17);
        message.writeString("text");
        message.writeChar('c');
        message.writeBytes(new byte[] {1, 2});
        message.writeInt(18);
        StreamMessage received = mailbox.exchange(StreamMessage.class, message);
        message.reset();
        for (StreamMessage either : List.of(message, received)) {
            assertFormat(either::readInt);
            assertFormat(either::readBoolean);
            assertFormat(either::readChar);
            assertFormat(() -> either.readBytes(new byte[4]));
            assertThat(either.readLong()).isEqualTo(17);
            assertFormat(either::readChar);
            assertNumber(either::readByte);
            assertNumber(either::readLong);
            assertNumber(either::readDouble);
            assertThat(either.readString()).isEqualTo("text");
            assertFormat(either::readInt);
            assertThat(either.readChar()).isEqualTo('c');
            assertFormat(either::readString);
            assertFormat(either::readByte);
            assertThat(either.readObject()).isEqualTo(new byte[] {1, 2});
            assertThat(either.readString()).isEqualTo("18");
        }
    }

    private static void assertFormat(ThrowingCallable read) {
        assertThatExceptionOfType(MessageFormatException.class).isThrownBy(read);
    }

    private static void assertNumber(ThrowingCallable read) {
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(read);
    }

    @Test
    @Spec("3.11")
    @DisplayName(
            "The values of a received stream come in the order in which they were written, with their types and values.")
    void readObject_received_returnsWhatWasWritten(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        StreamMessage message = mailbox.sending().createStreamMessage();
        ValueHolder.OneInStream writer = new ValueHolder.OneInStream(message);
        for (ValueType type : ValueType.OF_BODIES) {
            writer.write(type, type.sample());
        }
        for (Object value : ConversionTable.extremes()) {
            message.writeObject(value);
        }
        StreamMessage received = mailbox.exchange(StreamMessage.class, message);
        SoftAssertions kept = new SoftAssertions();
        for (ValueType type : ValueType.OF_BODIES) {
            kept.assertThat(received.readObject()).isEqualTo(type.sample());
        }
        for (Object value : ConversionTable.extremes()) {
            kept.assertThat(received.readObject()).isEqualTo(value);
        }
        kept.assertAll();
    }
}
