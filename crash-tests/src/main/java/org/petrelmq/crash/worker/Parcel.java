package org.petrelmq.crash.worker;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.petrelmq.crash.history.Key;

/** Messages that prove that they are what was sent: the body follows from a number that goes along, and so does its hash. */
public final class Parcel {
    private static final String PRODUCER = "producer";
    private static final String NUMBER = "number";
    private static final String SEED = "seed";
    private static final String SIZE = "size";
    private static final String HASH = "hash";

    private Parcel() {}

    /** A message with a body of a size. */
    public static Message packed(Session session, Key key, long seed, int size) throws JMSException {
        byte[] body = body(seed, size);
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(body);
        message.setStringProperty(PRODUCER, key.producer());
        message.setLongProperty(NUMBER, key.number());
        message.setLongProperty(SEED, seed);
        message.setIntProperty(SIZE, size);
        message.setLongProperty(HASH, hash(key, body));
        return message;
    }

    /** Which message it is. */
    public static Key key(Message message) throws JMSException {
        return new Key(String.valueOf(message.getStringProperty(PRODUCER)), message.getLongProperty(NUMBER));
    }

    /** Whether it is what was sent. */
    public static boolean isIntact(Message message) throws JMSException {
        if (!(message instanceof BytesMessage bytes) || bytes.getBodyLength() != message.getIntProperty(SIZE)) {
            return false;
        }
        byte[] body = new byte[message.getIntProperty(SIZE)];
        bytes.readBytes(body);
        return Arrays.equals(body, body(message.getLongProperty(SEED), body.length))
                && message.getLongProperty(HASH) == hash(key(message), body);
    }

    private static byte[] body(long seed, int size) {
        byte[] body = new byte[size];
        new Random(seed).nextBytes(body);
        return body;
    }

    private static long hash(Key key, byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(key.toString().getBytes(StandardCharsets.UTF_8));
        crc.update(body);
        return crc.getValue();
    }
}
