package org.petrelmq.jms;

import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Body;

/** A message whose body is a String. */
final class JmsTextMessage extends JmsMessage implements TextMessage {
    private Body.Text text;

    JmsTextMessage(JmsMessages home, Body.Text text) {
        super(home);
        this.text = text;
    }

    @Override
    public Body body() {
        return text;
    }

    @Override
    public void setText(@Nullable String newText) throws JMSException {
        requireBodyWritable();
        text = newText == null ? Body.Text.NONE : new Body.Text(newText);
    }

    @Override
    public @Nullable String getText() {
        return text.text();
    }

    @Override
    void emptyBody() {
        text = Body.Text.NONE;
    }

    @Override
    boolean hasBody() {
        return text.text() != null;
    }

    @Override
    boolean isBodyA(Class<?> type) {
        return type.isAssignableFrom(String.class);
    }

    @Override
    @Nullable
    Object bodyObject() {
        return text.text();
    }
}
