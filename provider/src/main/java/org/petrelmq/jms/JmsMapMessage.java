package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Body;
import org.petrelmq.message.NamedValues;

/** A message whose body is names with values. */
final class JmsMapMessage extends JmsMessage implements MapMessage {
    private NamedValues values;
    private NamedValues.@Nullable Editor editor;

    JmsMapMessage(JmsMessages home, Body.Entries body) {
        super(home);
        values = body.values();
    }

    @Override
    public Body body() {
        return values().isEmpty() ? Body.Entries.NONE : new Body.Entries(values());
    }

    private NamedValues values() {
        if (editor != null) {
            values = editor.freeze();
        }
        return values;
    }

    private @Nullable Object get(@Nullable String name) {
        return name == null ? null : values().get(name);
    }

    @Override
    public boolean getBoolean(@Nullable String name) throws JMSException {
        return Values.toBoolean(get(name));
    }

    @Override
    public byte getByte(@Nullable String name) throws JMSException {
        return Values.toByte(get(name));
    }

    @Override
    public short getShort(@Nullable String name) throws JMSException {
        return Values.toShort(get(name));
    }

    @Override
    public char getChar(@Nullable String name) throws JMSException {
        return Values.toChar(get(name));
    }

    @Override
    public int getInt(@Nullable String name) throws JMSException {
        return Values.toInt(get(name));
    }

    @Override
    public long getLong(@Nullable String name) throws JMSException {
        return Values.toLong(get(name));
    }

    @Override
    public float getFloat(@Nullable String name) throws JMSException {
        return Values.toFloat(get(name));
    }

    @Override
    public double getDouble(@Nullable String name) throws JMSException {
        return Values.toDouble(get(name));
    }

    @Override
    public @Nullable String getString(@Nullable String name) throws JMSException {
        return Values.toText(get(name));
    }

    @Override
    public byte @Nullable [] getBytes(@Nullable String name) throws JMSException {
        return Values.toBytes(get(name));
    }

    @Override
    public @Nullable Object getObject(@Nullable String name) {
        return Values.copyOf(get(name));
    }

    @Override
    public Enumeration<String> getMapNames() {
        return Collections.enumeration(values().names());
    }

    @Override
    public boolean itemExists(@Nullable String name) {
        return name != null && values().contains(name);
    }

    @Override
    public void setBoolean(@Nullable String name, boolean value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setByte(@Nullable String name, byte value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setShort(@Nullable String name, short value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setChar(@Nullable String name, char value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setInt(@Nullable String name, int value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setLong(@Nullable String name, long value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setFloat(@Nullable String name, float value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setDouble(@Nullable String name, double value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setString(@Nullable String name, @Nullable String value) throws JMSException {
        put(name, value);
    }

    @Override
    public void setBytes(@Nullable String name, byte @Nullable [] value) throws JMSException {
        put(name, value == null ? null : value.clone());
    }

    @Override
    public void setBytes(@Nullable String name, byte @Nullable [] value, int offset, int length) throws JMSException {
        put(name, Values.portionOf(value, offset, length));
    }

    @Override
    public void setObject(@Nullable String name, @Nullable Object value) throws JMSException {
        put(name, Values.requireElement(value));
    }

    /** Sets a value that nobody else holds. */
    private void put(@Nullable String name, @Nullable Object value) throws JMSException {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("The name of a map entry must not be null or empty.");
        }
        requireBodyWritable();
        if (editor == null) {
            editor = values.edit();
        }
        editor.put(name, value);
    }

    @Override
    void emptyBody() {
        values = NamedValues.EMPTY;
        editor = null;
    }

    @Override
    boolean hasBody() {
        return !values().isEmpty();
    }

    @Override
    boolean isBodyA(Class<?> type) {
        return type.isAssignableFrom(Map.class);
    }

    @Override
    @Nullable
    Object bodyObject() {
        NamedValues all = values();
        if (all.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> copy = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            copy.put(all.name(i), Values.copyOf(all.value(i)));
        }
        return copy;
    }
}
