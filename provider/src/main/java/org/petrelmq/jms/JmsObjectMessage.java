package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Body;

/** A message whose body is a serialized object. It is serialized when it is set, and each get makes a new object of it. */
final class JmsObjectMessage extends JmsMessage implements ObjectMessage {
    private Body.Serialized object;

    JmsObjectMessage(JmsMessages home, Body.Serialized object) {
        super(home);
        this.object = object;
    }

    @Override
    public Body body() {
        return object;
    }

    @Override
    public void setObject(@Nullable Serializable newObject) throws JMSException {
        requireBodyWritable();
        object = newObject == null ? Body.Serialized.NONE : new Body.Serialized(ObjectBodies.serialize(newObject));
    }

    @Override
    public @Nullable Serializable getObject() throws JMSException {
        byte[] bytes = object.bytes();
        return bytes == null ? null : home.objects().deserialize(bytes);
    }

    @Override
    void emptyBody() {
        object = Body.Serialized.NONE;
    }

    @Override
    boolean hasBody() {
        return object.bytes() != null;
    }

    @Override
    boolean isBodyA(Class<?> type) throws JMSException {
        return type.isInstance(getObject());
    }

    /** Deserializes once, where asking first whether the type fits would do so twice. */
    @Override
    public <T> @Nullable T getBody(Class<T> type) throws JMSException {
        Class<?> wanted = requireType(type);
        Serializable body = getObject();
        if (body != null && !wanted.isInstance(body)) {
            throw unassignable(type);
        }
        return type.cast(body);
    }

    /** An object that cannot be deserialized can be assigned to nothing; the API has that answered, not thrown. */
    @Override
    @SuppressWarnings("rawtypes")
    public boolean isBodyAssignableTo(@Nullable Class type) throws JMSException {
        Class<?> wanted = requireType(type);
        try {
            return super.isBodyAssignableTo(wanted);
        } catch (MessageFormatException e) {
            return false;
        }
    }
}
