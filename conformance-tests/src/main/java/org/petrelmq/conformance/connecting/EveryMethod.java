package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Topic;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.petrelmq.conformance.Jms;

/**
 * Calls all methods of an interface on an object that is closed, with arguments that would be right if it were not. Left out
 * are close, what cannot throw a JMS exception, and what belongs to features that a provider may lack.
 */
final class EveryMethod {
    private final Jms jms;
    private final Map<Class<?>, Object> arguments;

    EveryMethod(Jms jms) throws JMSException {
        this.jms = jms;
        Message message = jms.session().createTextMessage("text");
        arguments = Map.ofEntries(
                Map.entry(Queue.class, jms.queue()),
                Map.entry(Topic.class, jms.topic()),
                Map.entry(Destination.class, jms.queue()),
                Map.entry(Message.class, message),
                Map.entry(String.class, "text"),
                Map.entry(Serializable.class, "text"),
                Map.entry(Map.class, Map.of("name", "value")),
                Map.entry(byte[].class, new byte[] {1}),
                Map.entry(Class.class, String.class),
                Map.entry(int.class, 1),
                Map.entry(long.class, 100L),
                Map.entry(boolean.class, true),
                Map.entry(MessageListener.class, (MessageListener) received -> {}),
                Map.entry(ExceptionListener.class, (ExceptionListener) problem -> {}));
    }

    /** Asserts that each method of the interface throws this exception. */
    void throwsFrom(Class<?> type, Object closed, Class<? extends Exception> expected) throws IllegalAccessException {
        throwsFrom(type, closed, expected, method -> true);
    }

    /** Asserts that each of those methods of the interface throws this exception. */
    void throwsFrom(Class<?> type, Object closed, Class<? extends Exception> expected, Predicate<Method> which)
            throws IllegalAccessException {
        List<String> wrong = new ArrayList<>();
        int called = 0;
        for (Method method : type.getMethods()) {
            if (isCallable(method) && which.test(method)) {
                called++;
                String outcome = outcome(method, closed, expected);
                if (!outcome.isEmpty()) {
                    wrong.add(type.getSimpleName() + "." + method.getName() + " " + outcome);
                }
            }
        }
        assertThat(called).as("methods called on %s", type.getSimpleName()).isPositive();
        assertThat(wrong).as("methods of a closed object").isEmpty();
    }

    /**
     * Asserts it of a producer with a destination and of one without: of the sends, only those that are allowed to it while it
     * is open.
     */
    void throwsFromProducer(Class<?> type, Object bound, Object unbound, Class<? extends Exception> expected)
            throws IllegalAccessException {
        throwsFrom(type, bound, expected, method -> !isSend(method) || !takesDestination(method));
        throwsFrom(type, unbound, expected, method -> !isSend(method) || takesDestination(method));
    }

    private static boolean isSend(Method method) {
        return method.getName().equals("send") || method.getName().equals("publish");
    }

    private static boolean takesDestination(Method method) {
        return Arrays.stream(method.getParameterTypes()).anyMatch(Destination.class::isAssignableFrom);
    }

    private static boolean isCallable(Method method) {
        List<Class<?>> parameters = List.of(method.getParameterTypes());
        return !Modifier.isStatic(method.getModifiers())
                && !method.getName().equals("close")
                && !method.getName().equals("run")
                && !parameters.contains(CompletionListener.class)
                && !parameters.contains(ServerSessionPool.class);
    }

    private String outcome(Method method, Object closed, Class<? extends Exception> expected)
            throws IllegalAccessException {
        Object[] values =
                Arrays.stream(method.getParameterTypes()).map(arguments::get).toArray();
        try {
            Object returned = method.invoke(closed, values);
            if (returned instanceof AutoCloseable resource) {
                jms.closing(resource);
            }
            return "returned";
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            return expected.isInstance(thrown)
                    ? ""
                    : "threw " + thrown.getClass().getSimpleName();
        }
    }
}
