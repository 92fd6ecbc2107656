package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.StreamMessage;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** The Javadoc of StreamMessage: its two modes, its end, and byte arrays read in parts. */
@ConformanceTest
class StreamMessageTest {

    private static StreamMessage withArray(Jms jms, byte... array) throws JMSException {
        StreamMessage message = jms.session().createStreamMessage();
        message.writeBytes(array);
        message.writeString("next");
        message.reset();
        return message;
    }

    @Test
    @Spec("JD StreamMessage")
    @DisplayName("Reading a stream message that is being written, new or cleared, throws MessageNotReadableException.")
    void read_writeOnly_throwsMessageNotReadableException(Jms jms) throws JMSException {
        StreamMessage message = jms.session().createStreamMessage();
        assertNotReadable(message);
        message.writeInt(1);
        assertNotReadable(message);
        message.reset();
        assertThat(message.readInt()).isEqualTo(1);
        message.clearBody();
        assertNotReadable(message);
    }

    private static void assertNotReadable(StreamMessage message) {
        SoftAssertions refused = new SoftAssertions();
        ValueHolder.OneInStream reader = new ValueHolder.OneInStream(message);
        for (ValueType type : ValueType.OF_BODIES) {
            refused.assertThatThrownBy(() -> reader.read(type))
                    .as("%s", type)
                    .isInstanceOf(MessageNotReadableException.class);
        }
        refused.assertThatThrownBy(message::readObject).as("object").isInstanceOf(MessageNotReadableException.class);
        refused.assertAll();
    }

    @Test
    @Spec("JD StreamMessage")
    @DisplayName(
            "Writing a stream message that is being read, after reset or received, throws MessageNotWriteableException.")
    void write_readOnly_throwsMessageNotWriteableException(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        StreamMessage message = mailbox.sending().createStreamMessage();
        message.writeInt(1);
        StreamMessage received = mailbox.exchange(StreamMessage.class, message);
        message.reset();
        SoftAssertions refused = new SoftAssertions();
        for (StreamMessage either : List.of(message, received)) {
            ValueHolder.OneInStream writer = new ValueHolder.OneInStream(either);
            for (ValueType type : ValueType.OF_BODIES) {
                refused.assertThatThrownBy(() -> writer.write(type, type.sample()))
                        .as("%s", type)
                        .isInstanceOf(MessageNotWriteableException.class);
            }
            refused.assertThatThrownBy(() -> either.writeObject(1)).isInstanceOf(MessageNotWriteableException.class);
            refused.assertThatThrownBy(() -> either.writeBytes(new byte[2], 0, 1))
                    .isInstanceOf(MessageNotWriteableException.class);
        }
        refused.assertAll();
        assertThat(received.readInt()).isEqualTo(1);
    }

    @Test
    @Spec("JD StreamMessage.reset")
    @DisplayName(
            "reset makes a stream message readable from its start, as often as it is called, in the middle of an array"
                    + " too.")
    void reset_always_readsFromStart(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        StreamMessage message = withArray(jms, (byte) 1, (byte) 2, (byte) 3);
        for (StreamMessage either : List.of(message, mailbox.exchange(StreamMessage.class, message))) {
            either.reset();
            for (int i = 0; i < 2; i++) {
                byte[] two = new byte[2];
                assertThat(either.readBytes(two)).isEqualTo(2);
                assertThat(two).containsExactly(1, 2);
                either.reset();
                assertThat(either.readObject()).isEqualTo(new byte[] {1, 2, 3});
                assertThat(either.readString()).isEqualTo("next");
                either.reset();
            }
        }
    }

    @Test
    @Spec("JD StreamMessage.readObject")
    @DisplayName("Every read at the end of a stream message throws MessageEOFException, and again when repeated.")
    void read_atEnd_throwsMessageEOFException(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        StreamMessage one = mailbox.sending().createStreamMessage();
        one.writeInt(1);
        StreamMessage received = mailbox.exchange(StreamMessage.class, one);
        assertThat(received.readInt()).isEqualTo(1);
        StreamMessage empty =
                mailbox.exchange(StreamMessage.class, mailbox.sending().createStreamMessage());
        SoftAssertions ends = new SoftAssertions();
        for (StreamMessage either : List.of(received, empty)) {
            ValueHolder.OneInStream reader = new ValueHolder.OneInStream(either);
            for (ValueType type : ValueType.OF_BODIES) {
                ends.assertThatThrownBy(() -> reader.read(type)).as("%s", type).isInstanceOf(MessageEOFException.class);
            }
            ends.assertThatThrownBy(either::readObject).as("object").isInstanceOf(MessageEOFException.class);
        }
        ends.assertAll();
    }

    @Test
    @Spec("JD StreamMessage.readBytes")
    @DisplayName(
            "An array is read by readBytes in parts: full buffers, then a return value less than the buffer's length"
                    + " ends it, and the next value follows.")
    void readBytes_longerThanBuffer_isReadInParts(Jms jms) throws JMSException {
        StreamMessage message = withArray(jms, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5);
        byte[] buffer = new byte[2];
        assertThat(message.readBytes(buffer)).isEqualTo(2);
        assertThat(buffer).containsExactly(1, 2);
        assertThat(message.readBytes(buffer)).isEqualTo(2);
        assertThat(buffer).containsExactly(3, 4);
        assertThat(message.readBytes(buffer)).isEqualTo(1);
        assertThat(buffer[0]).isEqualTo((byte) 5);
        assertThat(message.readString()).isEqualTo("next");
    }

    @Test
    @Spec("JD StreamMessage.readBytes")
    @DisplayName(
            "When readBytes has filled the buffer with the last bytes of an array, the next call returns -1, and the next"
                    + " value follows.")
    void readBytes_exactlyFillsBuffer_returnsMinusOneNext(Jms jms) throws JMSException {
        for (int length : new int[] {1, 2, 4}) {
            StreamMessage message = withArray(jms, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
            byte[] buffer = new byte[length];
            for (int read = 0; read < 4; read += length) {
                assertThat(message.readBytes(buffer)).isEqualTo(length);
                assertThat(buffer[0]).isEqualTo((byte) (read + 1));
            }
            assertThat(message.readBytes(buffer)).isEqualTo(-1);
            assertThat(message.readString()).isEqualTo("next");
        }
    }

    @Test
    @Spec("JD StreamMessage.readBytes")
    @DisplayName("readBytes returns -1 for an array that is null and 0 for one that is empty, each once.")
    void readBytes_nullOrEmptyArray_returnsMinusOneOrZero(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        StreamMessage message = mailbox.sending().createStreamMessage();
        message.writeBytes(null);
        message.writeBytes(new byte[0]);
        message.writeBytes(null);
        message.writeObject(new byte[0]);
        message.writeString("next");
        StreamMessage received = mailbox.exchange(StreamMessage.class, message);
        message.reset();
        for (StreamMessage either : List.of(message, received)) {
            byte[] buffer = new byte[2];
            assertThat(either.readBytes(buffer)).isEqualTo(-1);
            assertThat(either.readBytes(buffer)).isZero();
            assertThat(either.readBytes(buffer)).isEqualTo(-1);
            assertThat(either.readBytes(buffer)).isZero();
            assertThat(either.readString()).isEqualTo("next");
        }
    }

    @Test
    @Spec("JD StreamMessage.readBytes")
    @DisplayName(
            "While an array has been read in part, any other read, readObject too, throws MessageFormatException; the"
                    + " array can then be read on.")
    void read_arrayPartlyRead_throwsMessageFormatException(Jms jms) throws JMSException {
        StreamMessage message = withArray(jms, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
        byte[] buffer = new byte[2];
        for (int part = 0; part < 2; part++) {
            assertThat(message.readBytes(buffer)).isEqualTo(2);
            assertThatExceptionOfType(MessageFormatException.class).isThrownBy(message::readString);
            assertThatExceptionOfType(MessageFormatException.class).isThrownBy(message::readObject);
            assertThatExceptionOfType(MessageFormatException.class).isThrownBy(message::readInt);
            assertThat(buffer).containsExactly(2 * part + 1, 2 * part + 2);
        }
        assertThat(message.readBytes(buffer)).isEqualTo(-1);
        assertThat(message.readString()).isEqualTo("next");
    }

    @Test
    @Spec("JD StreamMessage.writeBytes")
    @DisplayName("Byte arrays that are written one after the other are read as separate values.")
    void readBytes_consecutiveArrays_areSeparate(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        StreamMessage message = mailbox.sending().createStreamMessage();
        message.writeBytes(new byte[] {1, 2});
        message.writeBytes(new byte[] {3});
        message.writeBytes(new byte[] {0, 4, 5, 0}, 1, 2);
        StreamMessage received = mailbox.exchange(StreamMessage.class, message);
        byte[] buffer = new byte[8];
        assertThat(received.readBytes(buffer)).isEqualTo(2);
        assertThat(received.readBytes(buffer)).isEqualTo(1);
        assertThat(buffer[0]).isEqualTo((byte) 3);
        assertThat(received.readObject()).isEqualTo(new byte[] {4, 5});
    }
}
