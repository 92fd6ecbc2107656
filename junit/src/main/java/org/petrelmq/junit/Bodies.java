package org.petrelmq.junit;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.StreamMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

    /** As {@link #of}, and in the place of an object that may not be read the reason, which equals nothing else. */
    static @Nullable Object shown(Message message) {
        try {
            return of(message);
        } catch (JMSRuntimeException e) {
            return new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private record Unreadable(String reason) {
        @Override
        public String toString() {
            return "(" + reason + ")";
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

    /** Arrays by what is in them, in maps and lists too. */
    static boolean equal(@Nullable Object one, @Nullable Object other) {
        if (one instanceof List<?> some && other instanceof List<?> others) {
            return allEqual(some, others);
        }
        if (one instanceof Map<?, ?> some && other instanceof Map<?, ?> others) {
            return some.keySet().equals(others.keySet())
                    && some.keySet().stream().allMatch(key -> equal(some.get(key), others.get(key)));
        }
        return Objects.deepEquals(one, other);
    }

    /** Equal one by one. */
    static boolean allEqual(List<?> some, List<?> others) {
        Iterator<?> other = others.iterator();
        return some.size() == others.size() && some.stream().allMatch(one -> equal(one, other.next()));
    }

    /** As a failure shows them. */
    static String words(List<?> bodies) {
        return bodies.stream().map(Bodies::word).collect(Collectors.joining(", ", "[", "]"));
    }

    static String word(@Nullable Object body) {
        if (body instanceof CharSequence) {
            return "\"" + body + "\"";
        }
        if (body instanceof List<?> list) {
            return words(list);
        }
        if (body instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + word(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return body instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(body);
    }

    /** As {@link #word}, and with its class where that is all that tells it from another one. */
    static String word(@Nullable Object body, @Nullable Object other) {
        return body != null
                        && other != null
                        && body.getClass() != other.getClass()
                        && word(body).equals(word(other))
                ? word(body) + " (" + body.getClass().getSimpleName() + ")"
                : word(body);
    }
}
