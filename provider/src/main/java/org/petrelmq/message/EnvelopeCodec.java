package org.petrelmq.message;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An envelope as bytes and back. The form is version, stamp, headers, properties, body; text is one byte per character
 * where it fits and two where it does not, so that every String comes back as it was, unpaired surrogates included.
 *
 * <p>Decoding trusts nothing: each length is checked against what remains before anything is allocated for it.
 *
 * <p>Stateless, usable by any thread.
 */
public final class EnvelopeCodec {
    private static final byte VERSION = 1;

    private static final byte NULL = 0;
    private static final byte TRUE = 1;
    private static final byte FALSE = 2;
    private static final byte BYTE = 3;
    private static final byte SHORT = 4;
    private static final byte CHAR = 5;
    private static final byte INT = 6;
    private static final byte LONG = 7;
    private static final byte FLOAT = 8;
    private static final byte DOUBLE = 9;
    private static final byte LATIN_TEXT = 10;
    private static final byte WIDE_TEXT = 11;
    private static final byte BYTES = 12;

    private static final byte QUEUE = 1;
    private static final byte TOPIC = 2;
    private static final byte TEMPORARY_QUEUE = 3;
    private static final byte TEMPORARY_TOPIC = 4;

    private static final byte BODY_EMPTY = 0;
    private static final byte BODY_TEXT = 1;
    private static final byte BODY_BYTES = 2;
    private static final byte BODY_MAP = 3;
    private static final byte BODY_STREAM = 4;
    private static final byte BODY_OBJECT = 5;

    private static final int LARGEST_GUESS = 1 << 20;

    private EnvelopeCodec() {}

    /**
     * Encodes a message.
     *
     * @param envelope any envelope
     * @return its bytes, an array of its own
     */
    public static byte[] encode(Envelope envelope) {
        GrowingBuffer bytes = new GrowingBuffer(expectedSize(envelope));
        encode(envelope, bytes);
        return bytes.toArray();
    }

    /**
     * About how many bytes a message takes: what it takes in the heap, unless it is very large.
     *
     * @param envelope any envelope
     * @return a number of bytes to begin with
     */
    public static int expectedSize(Envelope envelope) {
        return (int) Math.min(envelope.footprint(), LARGEST_GUESS);
    }

    /**
     * Encodes a message behind what a buffer has.
     *
     * @param envelope any envelope
     * @param bytes where to
     */
    public static void encode(Envelope envelope, GrowingBuffer bytes) {
        Writer out = new Writer(bytes);
        bytes.room(1).put(VERSION);
        Stamp stamp = envelope.stamp();
        out.value(stamp.id() == null ? null : stamp.id().toString());
        bytes.room(8 * 3 + 4 + 1)
                .putLong(stamp.timestamp())
                .putLong(stamp.expiration())
                .putLong(stamp.deliveryTime())
                .putInt(stamp.priority())
                .put(stamp.persistent() ? TRUE : FALSE);
        out.address(stamp.destination());
        Headers headers = envelope.headers();
        out.value(headers.correlationId());
        out.address(headers.replyTo());
        out.value(headers.type());
        out.named(envelope.properties());
        out.body(envelope.body());
    }

    /**
     * Decodes what {@link #encode} wrote.
     *
     * @param encoded one whole envelope
     * @return an equal envelope
     * @throws MalformedEnvelopeException if the bytes are anything else
     */
    public static Envelope decode(byte[] encoded) throws MalformedEnvelopeException {
        return decode(ByteBuffer.wrap(encoded));
    }

    /**
     * Decodes what {@link #encode} wrote.
     *
     * @param encoded one whole envelope from the position to the limit of a heap buffer; nothing of it is kept
     * @return an equal envelope
     * @throws MalformedEnvelopeException if the bytes are anything else
     */
    public static Envelope decode(ByteBuffer encoded) throws MalformedEnvelopeException {
        int length = encoded.remaining();
        Reader in = new Reader(encoded);
        try {
            byte version = in.bytes.get();
            if (version != VERSION) {
                throw new MalformedEnvelopeException(
                        "An envelope of version " + version + " where this code reads " + VERSION + ".");
            }
            Envelope envelope = in.envelope();
            if (in.bytes.hasRemaining()) {
                throw new MalformedEnvelopeException(
                        in.bytes.remaining() + " bytes follow the envelope that ends at " + in.bytes.position() + ".");
            }
            return envelope;
        } catch (BufferUnderflowException e) {
            throw new MalformedEnvelopeException("The envelope of " + length + " bytes ends too early.", e);
        }
    }

    /** Writes in the order of the reader. */
    private record Writer(GrowingBuffer bytes) {

        ByteBuffer room(int needed) {
            return bytes.room(needed);
        }

        void named(NamedValues values) {
            room(4).putInt(values.size());
            for (int i = 0; i < values.size(); i++) {
                value(values.name(i));
                value(values.value(i));
            }
        }

        void address(@Nullable Address address) {
            if (address == null) {
                room(1).put(NULL);
            } else if (address instanceof Address.Queue) {
                room(1).put(address.temporary() ? TEMPORARY_QUEUE : QUEUE);
                value(address.name());
            } else {
                room(1).put(address.temporary() ? TEMPORARY_TOPIC : TOPIC);
                value(address.name());
            }
        }

        void body(Body body) {
            if (body instanceof Body.Text text) {
                room(1).put(BODY_TEXT);
                value(text.text());
            } else if (body instanceof Body.Bytes raw) {
                room(5 + raw.length()).put(BODY_BYTES).putInt(raw.length()).put(raw.array(), 0, raw.length());
            } else if (body instanceof Body.Entries entries) {
                room(1).put(BODY_MAP);
                named(entries.values());
            } else if (body instanceof Body.Stream stream) {
                room(5).put(BODY_STREAM).putInt(stream.elements().size());
                for (Object element : stream.elements()) {
                    value(element);
                }
            } else if (body instanceof Body.Serialized object) {
                room(1).put(BODY_OBJECT);
                value(object.bytes());
            } else {
                room(1).put(BODY_EMPTY);
            }
        }

        void value(@Nullable Object value) {
            if (value == null) {
                room(1).put(NULL);
            } else if (value instanceof String text) {
                text(text);
            } else if (value instanceof byte[] raw) {
                room(5 + raw.length).put(BYTES).putInt(raw.length).put(raw);
            } else {
                number(value);
            }
        }

        private void number(Object value) {
            ByteBuffer out = room(9);
            if (value instanceof Boolean flag) {
                out.put(flag ? TRUE : FALSE);
            } else if (value instanceof Byte number) {
                out.put(BYTE).put(number);
            } else if (value instanceof Short number) {
                out.put(SHORT).putShort(number);
            } else if (value instanceof Character character) {
                out.put(CHAR).putChar(character);
            } else if (value instanceof Integer number) {
                out.put(INT).putInt(number);
            } else if (value instanceof Long number) {
                out.put(LONG).putLong(number);
            } else if (value instanceof Float number) {
                out.put(FLOAT).putFloat(number);
            } else if (value instanceof Double number) {
                out.put(DOUBLE).putDouble(number);
            } else {
                throw new IllegalArgumentException("No message holds a " + value.getClass() + ".");
            }
        }

        private void text(String text) {
            int length = text.length();
            boolean latin = true;
            for (int i = 0; i < length && latin; i++) {
                latin = text.charAt(i) < 256;
            }
            ByteBuffer out = room(Math.addExact(5, Math.multiplyExact(length, latin ? 1 : 2)));
            out.put(latin ? LATIN_TEXT : WIDE_TEXT).putInt(length);
            if (latin) {
                // For the characters that there are, one copy of the string's own bytes.
                out.put(text.getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            for (int i = 0; i < length; i++) {
                out.putChar(text.charAt(i));
            }
        }
    }

    /** Reads in the order of the writer; running past the end is a BufferUnderflowException. */
    private static final class Reader {
        private final ByteBuffer bytes;

        Reader(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        Envelope envelope() throws MalformedEnvelopeException {
            String id = text();
            long timestamp = bytes.getLong();
            long expiration = bytes.getLong();
            long deliveryTime = bytes.getLong();
            int priority = bytes.getInt();
            boolean persistent = bytes.get() == TRUE;
            Stamp stamp = new Stamp(
                    id == null ? null : MessageId.ofText(id),
                    timestamp,
                    address(),
                    persistent,
                    priority,
                    expiration,
                    deliveryTime);
            Headers headers = Headers.of(text(), address(), text());
            return new Envelope(stamp, headers, named(), body());
        }

        private @Nullable Address address() throws MalformedEnvelopeException {
            byte kind = bytes.get();
            if (kind == NULL) {
                return null;
            }
            String name = text();
            if (name == null || name.isEmpty()) {
                throw malformed("an address without a name");
            }
            return switch (kind) {
                case QUEUE -> new Address.Queue(name, false);
                case TEMPORARY_QUEUE -> new Address.Queue(name, true);
                case TOPIC -> new Address.Topic(name, false);
                case TEMPORARY_TOPIC -> new Address.Topic(name, true);
                default -> throw malformed("an address of kind " + kind);
            };
        }

        private NamedValues named() throws MalformedEnvelopeException {
            int size = count(2);
            NamedValues.Editor values = new NamedValues.Editor();
            for (int i = 0; i < size; i++) {
                String name = text();
                if (name == null) {
                    throw malformed("a value without a name");
                }
                values.put(name, value());
            }
            return values.freeze();
        }

        private Body body() throws MalformedEnvelopeException {
            byte kind = bytes.get();
            return switch (kind) {
                case BODY_EMPTY -> Body.Empty.INSTANCE;
                case BODY_TEXT -> new Body.Text(text());
                case BODY_BYTES -> {
                    byte[] raw = raw();
                    yield new Body.Bytes(raw, raw.length);
                }
                case BODY_MAP -> new Body.Entries(named());
                case BODY_STREAM -> stream();
                case BODY_OBJECT -> object();
                default -> throw malformed("a body of kind " + kind);
            };
        }

        private Body stream() throws MalformedEnvelopeException {
            int size = count(1);
            List<@Nullable Object> elements = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                elements.add(value());
            }
            return new Body.Stream(elements);
        }

        private Body object() throws MalformedEnvelopeException {
            Object object = value();
            if (object != null && !(object instanceof byte[])) {
                throw malformed("an object body that is not bytes");
            }
            return new Body.Serialized((byte[]) object);
        }

        private @Nullable String text() throws MalformedEnvelopeException {
            Object value = value();
            if (value != null && !(value instanceof String)) {
                throw malformed("a " + value.getClass().getSimpleName() + " where text is due");
            }
            return (String) value;
        }

        private @Nullable Object value() throws MalformedEnvelopeException {
            byte tag = bytes.get();
            return switch (tag) {
                case NULL -> null;
                case TRUE -> true;
                case FALSE -> false;
                case BYTE -> bytes.get();
                case SHORT -> bytes.getShort();
                case CHAR -> bytes.getChar();
                case INT -> bytes.getInt();
                case LONG -> bytes.getLong();
                case FLOAT -> bytes.getFloat();
                case DOUBLE -> bytes.getDouble();
                case LATIN_TEXT, WIDE_TEXT -> characters(tag == LATIN_TEXT);
                case BYTES -> raw();
                default -> throw malformed("a value of type " + tag);
            };
        }

        private String characters(boolean latin) throws MalformedEnvelopeException {
            int length = count(latin ? 1 : 2);
            if (latin) {
                int from = bytes.arrayOffset() + bytes.position();
                bytes.position(bytes.position() + length);
                return new String(bytes.array(), from, length, StandardCharsets.ISO_8859_1);
            }
            char[] text = new char[length];
            for (int i = 0; i < text.length; i++) {
                text[i] = bytes.getChar();
            }
            return new String(text);
        }

        private byte[] raw() throws MalformedEnvelopeException {
            byte[] raw = new byte[count(1)];
            bytes.get(raw);
            return raw;
        }

        /** A count of things that take at least that many bytes each. */
        private int count(int bytesEach) throws MalformedEnvelopeException {
            int count = bytes.getInt();
            if (count < 0 || count > bytes.remaining() / bytesEach) {
                throw malformed("a length of " + count + " with " + bytes.remaining() + " bytes left");
            }
            return count;
        }

        private MalformedEnvelopeException malformed(String what) {
            return new MalformedEnvelopeException(
                    "The envelope has " + what + " before offset " + bytes.position() + ".");
        }
    }
}
