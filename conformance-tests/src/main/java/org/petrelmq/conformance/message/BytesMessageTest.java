package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** The Javadoc of BytesMessage: how values become bytes and bytes values. */
@ConformanceTest
class BytesMessageTest {
    private static final String TEXT = "a\u0000ü\u65e5\ud83d\udc26";

    private static byte[] allOf(BytesMessage message) throws JMSException {
        byte[] bytes = new byte[(int) message.getBodyLength()];
        assertThat(message.readBytes(bytes)).isEqualTo(bytes.length == 0 ? -1 : bytes.length);
        return bytes;
    }

    private static byte[] expected() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBoolean(true);
        out.writeBoolean(false);
        out.writeByte(-2);
        out.writeShort(-12_345);
        out.writeChar('\u65e5');
        out.writeInt(-123_456_789);
        out.writeLong(Long.MIN_VALUE + 1);
        out.writeFloat(1.1f);
        out.writeDouble(-2.2e200);
        out.writeUTF(TEXT);
        out.write(new byte[] {1, 2, 3});
        out.write(new byte[] {5, 6});
        return bytes.toByteArray();
    }

    private static void write(BytesMessage message) throws JMSException {
        message.writeBoolean(true);
        message.writeBoolean(false);
        message.writeByte((byte) -2);
        message.writeShort((short) -12_345);
        message.writeChar('\u65e5');
        message.writeInt(-123_456_789);
        message.writeLong(Long.MIN_VALUE + 1);
        message.writeFloat(1.1f);
        message.writeDouble(-2.2e200);
        message.writeUTF(TEXT);
        message.writeBytes(new byte[] {1, 2, 3});
        message.writeBytes(new byte[] {4, 5, 6, 7}, 1, 2);
    }

    private static void writeAsObjects(BytesMessage message) throws JMSException {
        for (Object value : List.of(
                true,
                false,
                (byte) -2,
                (short) -12_345,
                '\u65e5',
                -123_456_789,
                Long.MIN_VALUE + 1,
                1.1f,
                -2.2e200,
                TEXT,
                new byte[] {1, 2, 3},
                new byte[] {5, 6})) {
            message.writeObject(value);
        }
    }

    @Test
    @Spec("JD BytesMessage.writeInt")
    @DisplayName(
            "Each write method of BytesMessage writes the bytes that its Javadoc says: high byte first, floats by their"
                    + " bits, strings in modified UTF-8.")
    void write_everyType_writesDocumentedBytes(Jms jms) throws Exception {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage message = mailbox.sending().createBytesMessage();
        write(message);
        assertThat(allOf(mailbox.exchange(BytesMessage.class, message))).containsExactly(expected());
        message.reset();
        assertThat(allOf(message)).containsExactly(expected());
    }

    @Test
    @Spec("JD BytesMessage.writeObject")
    @DisplayName("BytesMessage.writeObject writes what the write method of the object's type writes.")
    void writeObject_everyType_writesLikeItsType(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage typed = mailbox.sending().createBytesMessage();
        write(typed);
        typed.reset();
        BytesMessage objects = mailbox.sending().createBytesMessage();
        writeAsObjects(objects);
        assertThat(allOf(mailbox.exchange(BytesMessage.class, objects))).containsExactly(allOf(typed));
    }

    @Test
    @Spec("JD BytesMessage.readInt")
    @DisplayName("Each read method of BytesMessage reads the value that was written with its counterpart.")
    void read_everyType_readsWhatWasWritten(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage message = mailbox.sending().createBytesMessage();
        write(message);
        BytesMessage received = mailbox.exchange(BytesMessage.class, message);
        message.reset();
        for (BytesMessage either : List.of(message, received)) {
            assertThat(either.readBoolean()).isTrue();
            assertThat(either.readBoolean()).isFalse();
            assertThat(either.readByte()).isEqualTo((byte) -2);
            assertThat(either.readShort()).isEqualTo((short) -12_345);
            assertThat(either.readChar()).isEqualTo('\u65e5');
            assertThat(either.readInt()).isEqualTo(-123_456_789);
            assertThat(either.readLong()).isEqualTo(Long.MIN_VALUE + 1);
            assertThat(either.readFloat()).isEqualTo(1.1f);
            assertThat(either.readDouble()).isEqualTo(-2.2e200);
            assertThat(either.readUTF()).isEqualTo(TEXT);
            byte[] rest = new byte[5];
            assertThat(either.readBytes(rest)).isEqualTo(5);
            assertThat(rest).containsExactly(1, 2, 3, 5, 6);
        }
    }

    @Test
    @Spec("JD BytesMessage.readUnsignedByte")
    @DisplayName("readUnsignedByte and readUnsignedShort read one and two bytes as numbers that are never negative.")
    void readUnsigned_highBitSet_isPositive(Jms jms) throws JMSException {
        BytesMessage message = jms.session().createBytesMessage();
        message.writeByte((byte) -1);
        message.writeByte((byte) 0x80);
        message.writeShort((short) -1);
        message.writeShort((short) 0x8001);
        message.reset();
        assertThat(message.readUnsignedByte()).isEqualTo(255);
        assertThat(message.readUnsignedByte()).isEqualTo(128);
        assertThat(message.readUnsignedShort()).isEqualTo(65_535);
        assertThat(message.readUnsignedShort()).isEqualTo(0x8001);
    }

    @Test
    @Spec("JD BytesMessage")
    @DisplayName("The body is uninterpreted bytes: what was written as one type can be read as any other.")
    void read_otherType_readsSameBytes(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage message = mailbox.sending().createBytesMessage();
        message.writeLong(0x0102_0304_0506_0708L);
        message.writeDouble(1);
        BytesMessage received = mailbox.exchange(BytesMessage.class, message);
        assertThat(received.readByte()).isEqualTo((byte) 1);
        assertThat(received.readShort()).isEqualTo((short) 0x0203);
        assertThat(received.readInt()).isEqualTo(0x0405_0607);
        assertThat(received.readUnsignedByte()).isEqualTo(8);
        assertThat(received.readLong()).isEqualTo(Double.doubleToLongBits(1));
    }

    @Test
    @Spec("JD BytesMessage.writeObject")
    @DisplayName("BytesMessage.writeObject throws MessageFormatException for objects of other types.")
    void writeObject_otherClass_throwsMessageFormatException(Jms jms) throws JMSException {
        BytesMessage message = jms.session().createBytesMessage();
        for (Object other : List.of(BigDecimal.ONE, List.of(1), new Byte[] {1}, new int[] {1}, new Object())) {
            assertThatExceptionOfType(MessageFormatException.class)
                    .as("%s", other.getClass())
                    .isThrownBy(() -> message.writeObject(other));
        }
        message.reset();
        assertThat(message.getBodyLength()).isZero();
    }

    @Test
    @Spec("3.12")
    @DisplayName("BytesMessage has no null: writing a null array, string or object throws NullPointerException.")
    void write_null_throwsNullPointerException(Jms jms) throws JMSException {
        BytesMessage message = jms.session().createBytesMessage();
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> message.writeObject(null));
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> message.writeBytes(null));
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> message.writeBytes(null, 0, 1));
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> message.writeUTF(null));
        message.reset();
        assertThat(message.getBodyLength()).isZero();
    }

    @Test
    @Spec("JD BytesMessage.writeFloat")
    @DisplayName(
            "writeFloat and writeDouble, and writeObject too, write every NaN as floatToIntBits and doubleToLongBits"
                    + " have it, whatever its bits were.")
    void writeFloat_anyNaN_writesCanonicalBits(Jms jms) throws JMSException {
        float oddFloat = Float.intBitsToFloat(0x7fc0_1234);
        double oddDouble = Double.longBitsToDouble(0xfff8_0000_0000_1234L);
        BytesMessage message = jms.session().createBytesMessage();
        message.writeFloat(oddFloat);
        message.writeDouble(oddDouble);
        message.writeObject(oddFloat);
        message.writeObject(oddDouble);
        message.reset();
        for (int i = 0; i < 2; i++) {
            assertThat(message.readInt()).isEqualTo(Float.floatToIntBits(Float.NaN));
            assertThat(message.readLong()).isEqualTo(Double.doubleToLongBits(Double.NaN));
        }
    }

    @Test
    @Spec("JD BytesMessage.writeUTF")
    @DisplayName(
            "A string that is too long for the encoding of writeUTF is refused with JMSException, and nothing of it is"
                    + " written.")
    void writeUTF_tooLong_throwsAndWritesNothing(Jms jms) throws JMSException {
        BytesMessage message = jms.session().createBytesMessage();
        message.writeUTF("x".repeat(65_535));
        for (String text : List.of("x".repeat(65_536), "\u65e5".repeat(22_000))) {
            assertThatExceptionOfType(JMSException.class).isThrownBy(() -> message.writeUTF(text));
        }
        message.reset();
        assertThat(message.getBodyLength()).isEqualTo(65_537);
        assertThat(message.readUTF()).hasSize(65_535);
    }
}
