package org.petrelmq.conformance.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.12: what is put into a body is copied, and what is taken out too. */
@ConformanceTest
class BodyCopyTest {

    @Test
    @Spec("3.12")
    @DisplayName(
            "Every method that takes a byte array copies it: what is done to the array afterwards does not change the"
                    + " message.")
    void write_arrayChangedAfterwards_keepsCopy(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        byte[] array = {1, 2, 3};
        MapMessage map = mailbox.sending().createMapMessage();
        map.setBytes("all", array);
        map.setBytes("part", array, 0, 2);
        map.setObject("object", array);
        StreamMessage stream = mailbox.sending().createStreamMessage();
        stream.writeBytes(array);
        stream.writeBytes(array, 0, 2);
        stream.writeObject(array);
        BytesMessage bytes = mailbox.sending().createBytesMessage();
        bytes.writeBytes(array);
        bytes.writeBytes(array, 0, 2);
        bytes.writeObject(array);
        Arrays.fill(array, (byte) 9);
        for (MapMessage message : List.of(map, mailbox.exchange(MapMessage.class, map))) {
            assertThat(message.getBytes("all")).containsExactly(1, 2, 3);
            assertThat(message.getBytes("part")).containsExactly(1, 2);
            assertThat(message.getBytes("object")).containsExactly(1, 2, 3);
        }
        StreamMessage receivedStream = mailbox.exchange(StreamMessage.class, stream);
        assertThat(receivedStream.readObject()).isEqualTo(new byte[] {1, 2, 3});
        assertThat(receivedStream.readObject()).isEqualTo(new byte[] {1, 2});
        assertThat(receivedStream.readObject()).isEqualTo(new byte[] {1, 2, 3});
        byte[] read = new byte[8];
        assertThat(mailbox.exchange(BytesMessage.class, bytes).readBytes(read)).isEqualTo(8);
        assertThat(read).containsExactly(1, 2, 3, 1, 2, 1, 2, 3);
    }

    @Test
    @Spec("3.12")
    @DisplayName(
            "Every method that returns a byte array returns a copy: what is done to it does not change the message.")
    void read_arrayChanged_doesNotChangeMessage(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        MapMessage map = mailbox.sending().createMapMessage();
        map.setBytes("name", new byte[] {1, 2, 3});
        for (MapMessage message : List.of(map, mailbox.exchange(MapMessage.class, map))) {
            Arrays.fill(message.getBytes("name"), (byte) 9);
            Arrays.fill((byte[]) message.getObject("name"), (byte) 9);
            assertThat(message.getBytes("name")).containsExactly(1, 2, 3);
            assertThat(message.getObject("name")).isEqualTo(new byte[] {1, 2, 3});
        }
        StreamMessage stream = mailbox.sending().createStreamMessage();
        stream.writeBytes(new byte[] {1, 2, 3});
        StreamMessage received = mailbox.exchange(StreamMessage.class, stream);
        Arrays.fill((byte[]) received.readObject(), (byte) 9);
        received.reset();
        assertThat(received.readObject()).isEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    @Spec("3.12")
    @DisplayName("getBody returns a copy: what is done to the array, map or object does not change the message.")
    void getBody_resultChanged_doesNotChangeMessage(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        BytesMessage bytes = mailbox.sending().createBytesMessage();
        bytes.writeBytes(new byte[] {1, 2, 3});
        BytesMessage receivedBytes = mailbox.exchange(BytesMessage.class, bytes);
        Arrays.fill(receivedBytes.getBody(byte[].class), (byte) 9);
        assertThat(receivedBytes.getBody(byte[].class)).containsExactly(1, 2, 3);
        MapMessage map = mailbox.sending().createMapMessage();
        map.setBytes("name", new byte[] {1, 2, 3});
        MapMessage receivedMap = mailbox.exchange(MapMessage.class, map);
        Map<?, ?> body = receivedMap.getBody(Map.class);
        Arrays.fill((byte[]) body.get("name"), (byte) 9);
        clearIfPossible(body);
        assertThat(receivedMap.getBytes("name")).containsExactly(1, 2, 3);
        ObjectMessage object = mailbox.sending().createObjectMessage(new byte[] {1, 2, 3});
        ObjectMessage receivedObject = mailbox.exchange(ObjectMessage.class, object);
        Arrays.fill(receivedObject.getBody(byte[].class), (byte) 9);
        assertThat(receivedObject.getBody(byte[].class)).containsExactly(1, 2, 3);
    }

    /** The map may be one that cannot be changed. */
    private static void clearIfPossible(Map<?, ?> map) {
        try {
            map.clear();
        } catch (UnsupportedOperationException e) {
            assertThat(map).isNotEmpty();
        }
    }

    @Test
    @Spec("3.12")
    @DisplayName("Object values in maps and streams may be null, in every form, and read null, also when received.")
    void read_nullWasSet_isNull(Jms jms) throws JMSException {
        Mailbox mailbox = Mailbox.open(jms);
        MapMessage map = mailbox.sending().createMapMessage();
        map.setString("string", null);
        map.setBytes("bytes", null);
        map.setObject("object", null);
        for (MapMessage message : List.of(map, mailbox.exchange(MapMessage.class, map))) {
            for (String name : List.of("string", "bytes", "object")) {
                assertThat(message.getString(name)).as(name).isNull();
                assertThat(message.getBytes(name)).as(name).isNull();
                assertThat(message.getObject(name)).as(name).isNull();
            }
        }
        StreamMessage stream = mailbox.sending().createStreamMessage();
        stream.writeString(null);
        stream.writeObject(null);
        stream.writeString("end");
        StreamMessage received = mailbox.exchange(StreamMessage.class, stream);
        assertThat(received.readString()).isNull();
        assertThat(received.readObject()).isNull();
        assertThat(received.readString()).isEqualTo("end");
    }

    @Test
    @Spec("3.12")
    @DisplayName("A part of a null array is null too, in maps and streams.")
    void write_partOfNullArray_isNull(Jms jms) throws JMSException {
        MapMessage map = jms.session().createMapMessage();
        map.setBytes("part", null, 0, 0);
        assertThat(map.itemExists("part")).isTrue();
        assertThat(map.getBytes("part")).isNull();
        StreamMessage stream = jms.session().createStreamMessage();
        stream.writeBytes(null, 0, 0);
        stream.writeString("end");
        stream.reset();
        assertThat(stream.readObject()).isNull();
        assertThat(stream.readString()).isEqualTo("end");
    }
}
