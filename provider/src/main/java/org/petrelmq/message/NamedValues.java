package org.petrelmq.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names with values: the properties of a message, and the body of a MapMessage. Values are the boxed primitives, String,
 * byte[] and null; whoever puts a byte[] in hands it over. Names keep the order in which they were first set.
 *
 * <p>A message has few properties and a selector looks each up by name, so the pairs lie in one array and only a larger
 * set gets an index.
 *
 * <p>Immutable; changes are made with an {@link Editor}.
 */
public final class NamedValues {
    /** No names at all. */
    public static final NamedValues EMPTY = new NamedValues(new Object[0], 0, null);

    /** Up to this many names, scanning the array beats hashing. */
    private static final int SCANNED = 8;

    private final @Nullable Object[] pairs;
    private final int length;
    private final @Nullable Map<String, Integer> index;

    private NamedValues(@Nullable Object[] pairs, int length, @Nullable Map<String, Integer> index) {
        this.pairs = pairs;
        this.length = length;
        this.index = index;
    }

    /**
     * The value of that name.
     *
     * @param name the name
     * @return the value; null where it is null or absent
     */
    public @Nullable Object get(String name) {
        int at = find(pairs, length, index, name);
        return at < 0 ? null : pairs[at + 1];
    }

    /**
     * Whether that name was set, be it to null.
     *
     * @param name the name
     * @return true if set
     */
    public boolean contains(String name) {
        return find(pairs, length, index, name) >= 0;
    }

    /**
     * How many names there are.
     *
     * @return 0 or more
     */
    public int size() {
        return length / 2;
    }

    /**
     * Whether there are none.
     *
     * @return true if empty
     */
    public boolean isEmpty() {
        return length == 0;
    }

    /**
     * The names, in the order in which they were first set.
     *
     * @return a list of its own
     */
    public List<String> names() {
        List<String> names = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            names.add(name(i));
        }
        return names;
    }

    /**
     * The name at that position.
     *
     * @param position 0 to {@code size() - 1}
     * @return the name
     */
    public String name(int position) {
        return (String) Objects.requireNonNull(pairs[Objects.checkIndex(position, size()) * 2]);
    }

    /**
     * The value at that position.
     *
     * @param position 0 to {@code size() - 1}
     * @return the value or null
     */
    public @Nullable Object value(int position) {
        return pairs[Objects.checkIndex(position, size()) * 2 + 1];
    }

    /**
     * An editor that begins with these values and leaves this object as it is.
     *
     * @return a new editor
     */
    public Editor edit() {
        return new Editor(this);
    }

    /**
     * About how many bytes of heap these values hold, the object itself included.
     *
     * @return bytes
     */
    long footprint() {
        long bytes = length == 0 ? 0 : 32 + 4L * pairs.length;
        for (int i = 0; i < length; i += 2) {
            bytes += 40 + Body.footprintOf(pairs[i]) + Body.footprintOf(pairs[i + 1]);
        }
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof NamedValues that) || length != that.length) {
            return false;
        }
        for (int i = 0; i < size(); i++) {
            String name = name(i);
            if (!that.contains(name) || !Objects.deepEquals(value(i), that.get(name))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < size(); i++) {
            hash += name(i).hashCode() ^ Arrays.deepHashCode(new @Nullable Object[] {value(i)});
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < size(); i++) {
            text.append(i == 0 ? "" : ", ").append(name(i)).append('=').append(value(i));
        }
        return text.append('}').toString();
    }

    private static int find(@Nullable Object[] pairs, int length, @Nullable Map<String, Integer> index, String name) {
        if (index != null) {
            return index.getOrDefault(name, -1);
        }
        for (int i = 0; i < length; i += 2) {
            if (name.equals(pairs[i])) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Values being set. {@link #freeze} hands the array over and the next change copies it first, so that freezing costs
     * nothing and a message that is sent twice is not copied twice. Not thread-safe.
     */
    public static final class Editor {
        private @Nullable Object[] pairs;
        private int length;
        private @Nullable Map<String, Integer> index;
        private @Nullable NamedValues frozen;

        /** Begins with no names. */
        public Editor() {
            this(EMPTY);
        }

        private Editor(NamedValues begin) {
            pairs = begin.pairs;
            length = begin.length;
            index = begin.index;
            frozen = begin;
        }

        /**
         * Sets a value, replacing an earlier one of that name.
         *
         * @param name the name
         * @param value a boxed primitive, String, byte[] (handed over) or null
         */
        public void put(String name, @Nullable Object value) {
            int at = find(pairs, length, index, name);
            thaw(at < 0 ? length + 2 : length);
            if (at < 0) {
                at = length;
                pairs[at] = name;
                length += 2;
                remember(name, at);
            }
            pairs[at + 1] = value;
        }

        /**
         * The value of that name.
         *
         * @param name the name
         * @return the value; null where it is null or absent
         */
        public @Nullable Object get(String name) {
            int at = find(pairs, length, index, name);
            return at < 0 ? null : pairs[at + 1];
        }

        /**
         * The values as they are now.
         *
         * @return an immutable object that later changes do not reach
         */
        public NamedValues freeze() {
            NamedValues result = frozen;
            if (result == null) {
                result = length == 0 ? EMPTY : new NamedValues(pairs, length, index);
                frozen = result;
            }
            return result;
        }

        private void thaw(int needed) {
            if (frozen != null || needed > pairs.length) {
                pairs = Arrays.copyOf(pairs, Math.max(8, needed > pairs.length ? pairs.length * 2 : pairs.length));
                index = index == null ? null : new HashMap<>(index);
                frozen = null;
            }
        }

        private void remember(String name, int at) {
            if (index != null) {
                index.put(name, at);
            } else if (length > SCANNED * 2) {
                Map<String, Integer> all = new HashMap<>();
                for (int i = 0; i < length; i += 2) {
                    all.put((String) Objects.requireNonNull(pairs[i]), i);
                }
                index = all;
            }
        }
    }
}
