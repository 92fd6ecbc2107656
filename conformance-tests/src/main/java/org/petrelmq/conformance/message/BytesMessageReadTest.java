package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** The Javadoc of BytesMessage: its two modes, its end, and readBytes. */
@ConformanceTest
class BytesMessageReadTest {

    private static BytesMessage received(Mailbox mailbox, byte... bytes) throws JMSException {
        BytesMessage message = mailbox.sending().createBytesMessage();
        message.writeBytes(bytes);
        return mailbox.exchange(BytesMessage.class, message);
    }

    /** The reads of a fixed number of bytes. */
    private static List<ThrowingCallable> readsOf(BytesMessage message) {
        return List.of(
                message::readBoolean,
                message::readByte,
                message::readUnsignedByte,
                message::readShort,
                message::readUnsignedShort,
                message::readChar,
                message::readInt,
                message::readLong,
                message::readFloat,
                message::readDouble,
                message::readUTF);
    }

    @Test
    @Spec("JD BytesMessage")
    @DisplayName("Reading a bytes message that is being written, its length too, throws MessageNotReadableException.")
    void read_writeOnly_throwsMessageNotReadableException(Jms jms) throws JMSException {
        BytesMessage message = jms.session().createBytesMessage();
        assertNotReadable(message);
        message.writeLong(1);
        assertNotReadable(message);
        message.reset();
        assertThat(message.readLong()).isEqualTo(1);
        message.clearBody();
        assertNotReadable(message);
    }

    private static void assertNotReadable(BytesMessage message) {
        SoftAssertions refused = new SoftAssertions();
        for (ThrowingCallable read : readsOf(message)) {
            refused.assertThatThrownBy(read).isInstanceOf(MessageNotReadableException.class);
        }
        refused.assertThatThrownBy(() -> message.readBytes(new byte[1]))
                .isInstanceOf(MessageNotReadableException.class);
        refused.assertThatThrownBy(() -> message.readBytes(new byte[1], 1))
                .isInstanceOf(MessageNotReadableException.class);
        refused.assertThatThrownBy(message::getBodyLength).isInstanceOf(MessageNotReadableException.class);
        refused.assertAll();
    }

    @Test
    @Spec("JD BytesMessage")
    @DisplayName(
            "Writing a bytes message that is being read, after reset or received, throws MessageNotWriteableException.")
    void write_readOnly_throwsMessageNotWriteableException(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage turned = jms.session().createBytesMessage();
        turned.writeByte((byte) 1);
        turned.reset();
        SoftAssertions refused = new SoftAssertions();
        for (BytesMessage message : List.of(turned, received(mailbox, (byte) 1))) {
            List<ThrowingCallable> writes = List.of(
                    () -> message.writeBoolean(true),
                    () -> message.writeByte((byte) 1),
                    () -> message.writeShort((short) 1),
                    () -> message.writeChar('c'),
                    () -> message.writeInt(1),
                    () -> message.writeLong(1),
                    () -> message.writeFloat(1),
                    () -> message.writeDouble(1),
                    () -> message.writeUTF("text"),
                    () -> message.writeBytes(new byte[1]),
                    () -> message.writeBytes(new byte[1], 0, 1),
                    () -> message.writeObject(1));
            for (ThrowingCallable write : writes) {
                refused.assertThatThrownBy(write).isInstanceOf(MessageNotWriteableException.class);
            }
            refused.assertThat(message.getBodyLength()).isEqualTo(1);
        }
        refused.assertAll();
    }

    @Test
    @Spec("JD BytesMessage.reset")
    @DisplayName("reset makes a bytes message readable from its start, as often as it is called.")
    void reset_always_readsFromStart(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage own = jms.session().createBytesMessage();
        own.writeBytes(new byte[] {1, 2, 3});
        own.reset();
        for (BytesMessage message : List.of(own, received(mailbox, (byte) 1, (byte) 2, (byte) 3))) {
            for (int i = 0; i < 3; i++) {
                assertThat(message.readByte()).isEqualTo((byte) 1);
                assertThat(message.readByte()).isEqualTo((byte) 2);
                message.reset();
            }
        }
    }

    @Test
    @Spec("JD BytesMessage")
    @DisplayName(
            "A bytes message that was sent asynchronously has been reset when it is passed to the completion listener.")
    @Requires(Feature.ASYNC_SEND)
    void send_asynchronous_resetsMessageForListener(Jms jms) throws Exception {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage message = mailbox.sending().createBytesMessage();
        message.writeInt(17);
        CompletableFuture<Integer> read = new CompletableFuture<>();
        mailbox.producer().send(message, new CompletionListener() {
            @Override
            public void onCompletion(Message sent) {
                try {
                    read.complete(((BytesMessage) sent).readInt());
                } catch (JMSException e) {
                    read.completeExceptionally(e);
                }
            }

            @Override
            public void onException(Message sent, Exception exception) {
                read.completeExceptionally(exception);
            }
        });
        assertThat(read.get(Patience.arrivalMillis(), TimeUnit.MILLISECONDS)).isEqualTo(17);
        assertThat(mailbox.receive(BytesMessage.class).readInt()).isEqualTo(17);
    }

    @Test
    @Spec("JD BytesMessage.getBodyLength")
    @DisplayName("getBodyLength is the length of the whole body, wherever it is being read.")
    void getBodyLength_anywhere_isLengthOfBody(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage message = received(mailbox, (byte) 1, (byte) 2, (byte) 3);
        for (int i = 0; i < 3; i++) {
            assertThat(message.getBodyLength()).isEqualTo(3);
            assertThat(message.readByte()).isEqualTo((byte) (i + 1));
        }
        assertThat(message.getBodyLength()).isEqualTo(3);
    }

    @Test
    @Spec("JD BytesMessage.readByte")
    @DisplayName("Reading a value at the end of a bytes message, or one that is longer than what is left, throws"
            + " MessageEOFException.")
    void read_pastEnd_throwsMessageEOFException(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage empty = received(mailbox);
        SoftAssertions ends = new SoftAssertions();
        for (ThrowingCallable read : readsOf(empty)) {
            ends.assertThatThrownBy(read).isInstanceOf(MessageEOFException.class);
        }
        BytesMessage oneByte = received(mailbox, (byte) 1);
        for (ThrowingCallable read :
                readsOf(oneByte).subList(3, readsOf(oneByte).size())) {
            oneByte.reset();
            ends.assertThatThrownBy(read).isInstanceOf(MessageEOFException.class);
        }
        ends.assertAll();
    }

    @Test
    @Spec("JD BytesMessage.readBytes")
    @DisplayName(
            "readBytes fills the buffer as long as there are bytes enough, then returns how many were left, then -1.")
    void readBytes_untilEnd_returnsLengthsThenMinusOne(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage message = received(mailbox, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5);
        byte[] buffer = new byte[2];
        assertThat(message.readBytes(buffer)).isEqualTo(2);
        assertThat(buffer).containsExactly(1, 2);
        assertThat(message.readBytes(buffer)).isEqualTo(2);
        assertThat(buffer).containsExactly(3, 4);
        assertThat(message.readBytes(buffer)).isEqualTo(1);
        assertThat(buffer[0]).isEqualTo((byte) 5);
        assertThat(message.readBytes(buffer)).isEqualTo(-1);
        assertThat(message.readBytes(buffer)).isEqualTo(-1);
    }

    @Test
    @Spec("JD BytesMessage.readBytes")
    @DisplayName(
            "readBytes returns -1 after it has filled the buffer with the last bytes, and for an empty body at once.")
    void readBytes_exactlyFillsBuffer_returnsMinusOneNext(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage message = received(mailbox, (byte) 1, (byte) 2);
        byte[] buffer = new byte[2];
        assertThat(message.readBytes(buffer)).isEqualTo(2);
        assertThat(message.readBytes(buffer)).isEqualTo(-1);
        assertThat(received(mailbox).readBytes(buffer)).isEqualTo(-1);
    }

    @Test
    @Spec("JD BytesMessage.readBytes")
    @DisplayName("readBytes with a length reads no more than that many bytes into the start of the buffer.")
    void readBytes_length_readsThatMany(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage message = received(mailbox, (byte) 1, (byte) 2, (byte) 3);
        byte[] buffer = {9, 9, 9, 9};
        assertThat(message.readBytes(buffer, 2)).isEqualTo(2);
        assertThat(buffer).containsExactly(1, 2, 9, 9);
        assertThat(message.readBytes(buffer, 4)).isEqualTo(1);
        assertThat(buffer).startsWith((byte) 3);
        assertThat(message.readBytes(buffer, 2)).isEqualTo(-1);
    }

    @Test
    @Spec("JD BytesMessage.readBytes")
    @DisplayName(
            "readBytes with a length that is negative or greater than the buffer's throws IndexOutOfBoundsException and"
                    + " reads nothing.")
    void readBytes_badLength_throwsIndexOutOfBoundsException(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage message = received(mailbox, (byte) 1, (byte) 2, (byte) 3);
        byte[] buffer = {9, 9};
        for (int length : new int[] {-1, Integer.MIN_VALUE, 3, Integer.MAX_VALUE}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .as("length %s", length)
                    .isThrownBy(() -> message.readBytes(buffer, length));
        }
        assertThat(buffer).containsExactly(9, 9);
        assertThat(message.readByte()).isEqualTo((byte) 1);
    }

    @Test
    @Spec("3.11.3")
    @DisplayName(
            "A readUTF that throws MessageFormatException because the bytes are no string leaves them to be read as"
                    + " another type.")
    void readUTF_malformed_leavesPosition(Jms jms) throws JMSException {
        BytesMessage message = jms.session().createBytesMessage();
        message.writeShort((short) 2);
        message.writeBytes(new byte[] {(byte) 0xff, (byte) 0xff});
        message.reset();
        Throwable thrown = catchThrowable(message::readUTF);
        // What such bytes lead to is not defined; only for this exception there is a rule.
        if (thrown instanceof MessageFormatException) {
            assertThat(message.readShort()).isEqualTo((short) 2);
            assertThat(message.readShort()).isEqualTo((short) -1);
        }
    }

    @Test
    @Spec("JD BytesMessage.readUTF")
    @DisplayName(
            "readUTF throws MessageEOFException where the body ends within the length or the characters of a string.")
    void readUTF_cutOff_throwsMessageEOFException(Jms jms) throws JMSException {
        for (byte[] body : List.of(new byte[] {0}, new byte[] {0, 2}, new byte[] {0, 2, 'a'})) {
            BytesMessage message = jms.session().createBytesMessage();
            message.writeLong(17);
            message.writeBytes(body);
            message.reset();
            assertThat(message.readLong()).isEqualTo(17);
            assertThatExceptionOfType(MessageEOFException.class)
                    .as("%d bytes", body.length)
                    .isThrownBy(message::readUTF);
        }
    }
}
