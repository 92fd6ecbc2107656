package org.petrelmq.message;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a message in one of the six forms of JMS 3.1 §3.11. Immutable: receivers share it and copy what they hand
 * to an application that could write to it.
 */
public sealed interface Body {

    /**
     * About how many bytes of heap the body holds.
     *
     * @return bytes
     */
    long footprint();

    /** No body: a plain Message. */
    final class Empty implements Body {
        /** The one empty body. */
        public static final Empty INSTANCE = new Empty();

        private Empty() {}

        @Override
        public long footprint() {
            return 0;
        }

        @Override
        public String toString() {
            return "Empty";
        }
    }

    /**
     * The body of a TextMessage.
     *
     * @param text the text or null
     */
    record Text(@Nullable String text) implements Body {
        /** A TextMessage without text. */
        public static final Text NONE = new Text(null);

        @Override
        public long footprint() {
            return 16 + footprintOf(text);
        }
    }

    /** The body of a BytesMessage: the first {@code length} bytes of an array that nobody writes to any more. */
    final class Bytes implements Body {
        /** No bytes. */
        public static final Bytes NONE = new Bytes(new byte[0], 0);

        private final byte[] array;
        private final int length;

        /**
         * Takes over an array.
         *
         * @param array handed over: the caller writes to it no more
         * @param length how many of its bytes count
         */
        public Bytes(byte[] array, int length) {
            this.array = array;
            this.length = Objects.checkIndex(length, array.length + 1);
        }

        /**
         * The array itself, to be read only.
         *
         * @return the shared array, perhaps longer than {@link #length()}
         */
        public byte[] array() {
            return array;
        }

        /**
         * How many bytes of the array count.
         *
         * @return bytes
         */
        public int length() {
            return length;
        }

        @Override
        public long footprint() {
            return 40L + array.length;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes that && Arrays.equals(array, 0, length, that.array, 0, that.length);
        }

        @Override
        public int hashCode() {
            return length;
        }
    }

    /**
     * The body of a MapMessage.
     *
     * @param values names and values; Character is allowed here beside the types of properties
     */
    record Entries(NamedValues values) implements Body {
        /** No entries. */
        public static final Entries NONE = new Entries(NamedValues.EMPTY);

        @Override
        public long footprint() {
            return 16 + values.footprint();
        }
    }

    /** The body of a StreamMessage: boxed primitives, String, byte[] and null in the order they were written. */
    final class Stream implements Body {
        /** No elements. */
        public static final Stream NONE = new Stream(List.of());

        private final List<@Nullable Object> elements;

        /**
         * Copies the list.
         *
         * @param elements the values; byte arrays are handed over
         */
        public Stream(List<? extends @Nullable Object> elements) {
            this.elements = Collections.unmodifiableList(Arrays.asList(elements.toArray()));
        }

        /**
         * The elements.
         *
         * @return an unmodifiable list
         */
        public List<@Nullable Object> elements() {
            return elements;
        }

        @Override
        public long footprint() {
            long bytes = 56;
            for (Object element : elements) {
                bytes += 4 + footprintOf(element);
            }
            return bytes;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Stream that && Arrays.deepEquals(elements.toArray(), that.elements.toArray());
        }

        @Override
        public int hashCode() {
            return Arrays.deepHashCode(elements.toArray());
        }
    }

    /** The body of an ObjectMessage, serialized when the object was set. */
    final class Serialized implements Body {
        /** An ObjectMessage without object. */
        public static final Serialized NONE = new Serialized(null);

        private final byte @Nullable [] bytes;

        /**
         * Takes over the serialized form.
         *
         * @param bytes handed over; null for no object
         */
        public Serialized(byte @Nullable [] bytes) {
            this.bytes = bytes;
        }

        /**
         * The serialized form, to be read only.
         *
         * @return the shared array, or null for no object
         */
        public byte @Nullable [] bytes() {
            return bytes;
        }

        @Override
        public long footprint() {
            return 16 + footprintOf(bytes);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Serialized that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /**
     * About how many bytes of heap one value holds. Text counts two bytes a character: whether the JVM packs it is not
     * visible, and a limit on memory must not be optimistic.
     */
    static long footprintOf(@Nullable Object value) {
        if (value instanceof String text) {
            return 40 + 2L * text.length();
        }
        if (value instanceof byte[] bytes) {
            return 16L + bytes.length;
        }
        return value == null ? 0 : 16;
    }
}
