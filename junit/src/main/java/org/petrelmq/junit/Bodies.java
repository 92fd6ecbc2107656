package org.petrelmq.junit;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.StreamMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Bodies of messages as values that can be compared and read. */
final class Bodies {
    private Bodies() {}

    /** Text, map, byte array, object, the list of what is in a StreamMessage, or null. */
    static @Nullable Object of(Message message) {
        try {
            return message instanceof StreamMessage stream ? values(stream) : message.getBody(Object.class);
        } catch (JMSException e) {
            throw new JMSRuntimeException(
                    "The body of a message cannot be read: " + e.getMessage(), e.getErrorCode(), e);
        }
    }

    private static List<@Nullable Object> values(StreamMessage stream) throws JMSException {
        stream.reset();
        List<@Nullable Object> values = new ArrayList<>();
        try {
            while (true) {
                values.add(stream.readObject());
            }
        } catch (MessageEOFException e) {
            // So it says that there is no more.
            stream.reset();
            return values;
        }
    }

    static boolean equal(@Nullable Object one, @Nullable Object other) {
        return Objects.deepEquals(one, other);
    }

    /** Equal one by one, arrays by what is in them. */
    static boolean allEqual(List<?> some, List<?> others) {
        return Arrays.deepEquals(some.toArray(), others.toArray());
    }

    /** As a failure shows them. */
    static String words(List<?> bodies) {
        return bodies.stream().map(Bodies::word).collect(Collectors.joining(", ", "[", "]"));
    }

    static String word(@Nullable Object body) {
        if (body instanceof CharSequence) {
            return "\"" + body + "\"";
        }
        return body instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(body);
    }
}
