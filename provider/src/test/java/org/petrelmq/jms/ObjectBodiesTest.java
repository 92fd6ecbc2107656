package org.petrelmq.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.petrelmq.message.Body;

class ObjectBodiesTest {
    private final JmsMessages messages = new JmsMessages(null, new ObjectBodies("org.petrelmq.jms.*"));

    /** What the code of an application's object does. */
    private enum Behaviour {
        CHECKED {
            @Override
            void happen() throws IOException {
                throw new InvalidObjectException("by the object");
            }
        },
        UNCHECKED {
            @Override
            void happen() {
                throw new IllegalArgumentException("by the object");
            }
        },
        OVERFLOW {
            @Override
            void happen() {
                throw new StackOverflowError("by the object");
            }
        },
        LINKAGE {
            @Override
            void happen() {
                throw new NoClassDefFoundError("by the object");
            }
        };

        abstract void happen() throws IOException;
    }

    private static final class Unwritable implements Serializable {
        private static final long serialVersionUID = 1;

        private final Behaviour behaviour;

        Unwritable(Behaviour behaviour) {
            this.behaviour = behaviour;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            behaviour.happen();
        }
    }

    private static final class Unreadable implements Serializable {
        private static final long serialVersionUID = 1;

        private final Behaviour behaviour;

        Unreadable(Behaviour behaviour) {
            this.behaviour = behaviour;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            behaviour.happen();
        }
    }

    /** Lists within lists, which serialization follows by recursion. */
    private static Serializable nested(int depth) {
        ArrayList<Object> nested = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            ArrayList<Object> outer = new ArrayList<>(1);
            outer.add(nested);
            nested = outer;
        }
        return nested;
    }

    @Test
    void serialize_objectThrows_isFormatExceptionWithTheCause() {
        for (Behaviour behaviour : Behaviour.values()) {
            MessageFormatException exception = catchThrowableOfType(
                    MessageFormatException.class, () -> messages.object(new Unwritable(behaviour)));
            assertThat(exception)
                    .as("%s", behaviour)
                    .hasMessageContaining(Unwritable.class.getName())
                    .rootCause()
                    .hasMessage("by the object");
        }
    }

    @Test
    void serialize_tooDeepForTheStack_isFormatException() {
        Serializable deep = nested(1_000_000);
        assertThatThrownBy(() -> messages.object(deep))
                .isInstanceOf(MessageFormatException.class)
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void deserialize_objectThrows_isFormatExceptionWithTheCause() throws JMSException {
        for (Behaviour behaviour : Behaviour.values()) {
            ObjectMessage message = messages.object(new Unreadable(behaviour));
            for (MessageFormatException exception : List.of(
                    catchThrowableOfType(MessageFormatException.class, message::getObject),
                    catchThrowableOfType(MessageFormatException.class, () -> message.getBody(Object.class)))) {
                assertThat(exception)
                        .as("%s", behaviour)
                        .hasMessageContaining("cannot be deserialized")
                        .rootCause()
                        .hasMessage("by the object");
            }
            assertThat(message.isBodyAssignableTo(Object.class))
                    .as("%s", behaviour)
                    .isFalse();
        }
    }

    @Test
    void deserialize_refusedClass_saysSoAndIsAssignableToNothing() throws JMSException {
        JmsMessages strict = new JmsMessages(null, new ObjectBodies(""));
        ObjectMessage message = strict.object(new Unreadable(Behaviour.CHECKED));
        assertThatThrownBy(message::getObject)
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("allowedClasses");
        assertThat(message.isBodyAssignableTo(Serializable.class)).isFalse();
        assertThat(message.isBodyAssignableTo(Object.class)).isFalse();
    }

    @Test
    void deserialize_tooDeep_isRefused() throws JMSException {
        ObjectMessage message = messages.object(nested(200));
        assertThatThrownBy(message::getObject)
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("maxdepth");
    }

    @Test
    void deserialize_missingClass_isAssignableToNothing() throws JMSException {
        // The class is renamed in the serialized form to one that nobody has.
        String form =
                new String(ObjectBodies.serialize(new Unreadable(Behaviour.CHECKED)), StandardCharsets.ISO_8859_1);
        byte[] renamed = form.replace("Unreadable", "Unknowable").getBytes(StandardCharsets.ISO_8859_1);
        JmsMessage message = messages.of(new Body.Serialized(renamed));
        assertThat(message.isBodyAssignableTo(Object.class)).isFalse();
        assertThatThrownBy(() -> message.getBody(Object.class))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("cannot be deserialized")
                .hasCauseInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void deserialize_noSerializedForm_isFormatException() {
        JmsMessage message = messages.of(new Body.Serialized(new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> message.getBody(Object.class))
                .isInstanceOf(MessageFormatException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void getBody_object_isEachTypeThatItHas() throws JMSException {
        ArrayList<String> list = new ArrayList<>(List.of("one"));
        ObjectMessage message = messages.object(list);
        assertThat((Object) message.getBody(List.class)).isEqualTo(list).isNotSameAs(list);
        assertThatThrownBy(() -> message.getBody(String.class))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("String");
        message.clearBody();
        assertThat(message.getBody(String.class)).isNull();
        assertThat(message.isBodyAssignableTo(String.class)).isTrue();
    }
}
