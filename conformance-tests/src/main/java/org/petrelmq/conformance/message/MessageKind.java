package org.petrelmq.conformance.message;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.List;

/** The five kinds of messages that have a body, each as a carrier of one string. */
enum MessageKind {
    TEXT(TextMessage.class) {
        @Override
        Message create(Session session) throws JMSException {
            return session.createTextMessage();
        }

        @Override
        void write(Message message, String content) throws JMSException {
            ((TextMessage) message).setText(content);
        }

        @Override
        String read(Message message) throws JMSException {
            return ((TextMessage) message).getText();
        }
    },
    MAP(MapMessage.class) {
        @Override
        Message create(Session session) throws JMSException {
            return session.createMapMessage();
        }

        @Override
        void write(Message message, String content) throws JMSException {
            ((MapMessage) message).setString("content", content);
        }

        @Override
        String read(Message message) throws JMSException {
            return ((MapMessage) message).getString("content");
        }
    },
    STREAM(StreamMessage.class) {
        @Override
        Message create(Session session) throws JMSException {
            return session.createStreamMessage();
        }

        @Override
        void write(Message message, String content) throws JMSException {
            ((StreamMessage) message).writeString(content);
        }

        @Override
        String read(Message message) throws JMSException {
            try {
                return ((StreamMessage) message).readString();
            } catch (MessageEOFException e) {
                return null;
            }
        }
    },
    BYTES(BytesMessage.class) {
        @Override
        Message create(Session session) throws JMSException {
            return session.createBytesMessage();
        }

        @Override
        void write(Message message, String content) throws JMSException {
            ((BytesMessage) message).writeUTF(content);
        }

        @Override
        String read(Message message) throws JMSException {
            try {
                return ((BytesMessage) message).readUTF();
            } catch (MessageEOFException e) {
                return null;
            }
        }
    },
    OBJECT(ObjectMessage.class) {
        @Override
        Message create(Session session) throws JMSException {
            return session.createObjectMessage();
        }

        @Override
        void write(Message message, String content) throws JMSException {
            ((ObjectMessage) message).setObject(content);
        }

        @Override
        String read(Message message) throws JMSException {
            return (String) ((ObjectMessage) message).getObject();
        }
    };

    private final Class<? extends Message> type;

    MessageKind(Class<? extends Message> type) {
        this.type = type;
    }

    /** The interface of the messages. */
    Class<? extends Message> type() {
        return type;
    }

    abstract Message create(Session session) throws JMSException;

    /** Puts the content into a body that is empty or, where this makes sense, replaces what is there. */
    abstract void write(Message message, String content) throws JMSException;

    /** What a body holds, from where it is being read; null at its end and for an empty one. */
    abstract String read(Message message) throws JMSException;

    Message create(Session session, String content) throws JMSException {
        Message message = create(session);
        write(message, content);
        return message;
    }

    /** Turns a body that is being written to be read; the others can always be read. */
    void reset(Message message) throws JMSException {
        if (message instanceof StreamMessage stream) {
            stream.reset();
        } else if (message instanceof BytesMessage bytes) {
            bytes.reset();
        }
    }

    /** The JMS interfaces of message kinds that this message has. */
    static List<Class<? extends Message>> typesOf(Message message) {
        return List.<Class<? extends Message>>of(
                        TextMessage.class,
                        MapMessage.class,
                        StreamMessage.class,
                        BytesMessage.class,
                        ObjectMessage.class)
                .stream()
                .filter(type -> type.isInstance(message))
                .toList();
    }
}
