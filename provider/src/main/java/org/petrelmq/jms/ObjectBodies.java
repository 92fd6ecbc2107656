package org.petrelmq.jms;

import jakarta.jms.JMSException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The objects of ObjectMessages. Nothing is deserialized that is not on a list: the boxed primitives, String, BigInteger
 * and BigDecimal, UUID, {@code java.time}, the collections of {@code java.util}, and what the factory's {@code
 * allowedClasses} adds. Thread-safe.
 */
public final class ObjectBodies {
    private static final String ALWAYS_ALLOWED =
            "java.lang.Boolean;java.lang.Byte;java.lang.Character;java.lang.Double;"
                    + "java.lang.Enum;java.lang.Float;java.lang.Integer;java.lang.Long;java.lang.Number;java.lang.Object;"
                    + "java.lang.Short;java.lang.String;java.math.BigDecimal;java.math.BigInteger;java.math.RoundingMode;"
                    + "java.math.MathContext;java.time.*;java.time.chrono.*;java.time.zone.*;java.util.AbstractMap$SimpleEntry;"
                    + "java.util.AbstractMap$SimpleImmutableEntry;java.util.ArrayDeque;java.util.ArrayList;"
                    + "java.util.Arrays$ArrayList;java.util.BitSet;java.util.CollSer;java.util.Collections$*;java.util.Currency;"
                    + "java.util.Date;java.util.EnumMap;java.util.EnumSet$SerializationProxy;java.util.HashMap;java.util.HashSet;"
                    + "java.util.Hashtable;java.util.IdentityHashMap;java.util.LinkedHashMap;java.util.LinkedHashSet;"
                    + "java.util.LinkedList;java.util.Locale;java.util.Map$Entry;java.util.PriorityQueue;"
                    + "java.util.Properties;java.util.Stack;java.util.TreeMap;java.util.TreeSet;java.util.UUID;java.util.Vector;";

    private static final String LIMITS = "maxdepth=100;maxrefs=1000000;maxbytes=268435456;maxarray=10000000;";

    private final String allowed;

    /** Made when the first object is read: most connections never see one. */
    private volatile @Nullable ObjectInputFilter filter;

    /**
     * A list of classes.
     *
     * @param allowedClasses class names and patterns like {@code com.acme.orders.*} or {@code com.acme.**}, separated by
     *     commas; empty for none beside those that are always allowed
     * @throws IllegalArgumentException if a pattern is malformed
     */
    public ObjectBodies(String allowedClasses) {
        allowed = allowedClasses;
        if (!allowedClasses.isBlank()) {
            filter = filterFor(allowedClasses);
        }
    }

    private ObjectInputFilter filter() {
        ObjectInputFilter made = filter;
        if (made == null) {
            made = filterFor(allowed);
            filter = made;
        }
        return made;
    }

    private static ObjectInputFilter filterFor(String allowedClasses) {
        StringBuilder patterns = new StringBuilder(LIMITS).append(ALWAYS_ALLOWED);
        for (String pattern : allowedClasses.split(",", -1)) {
            String trimmed = pattern.trim();
            if (trimmed.indexOf('=') >= 0 || trimmed.indexOf(';') >= 0 || trimmed.startsWith("!")) {
                throw new IllegalArgumentException("allowedClasses has '" + trimmed
                        + "', which is neither a class name nor a package with .* or .**");
            }
            if (!trimmed.isEmpty()) {
                patterns.append(trimmed).append(';');
            }
        }
        return ObjectInputFilter.Config.createFilter(patterns.append("!*").toString());
    }

    static byte[] serialize(Serializable object) throws JMSException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (Exception | StackOverflowError | LinkageError e) {
            // The object's own code may throw what it likes, and a long chain of objects exhausts the stack: to the
            // sender all of it is an object that cannot be sent.
            throw format("An object of class " + object.getClass().getName() + " cannot be serialized.", e);
        }
        return bytes.toByteArray();
    }

    Serializable deserialize(byte[] serialized) throws JMSException {
        Screening screening = new Screening(filter());
        try (ResolvingStream in = new ResolvingStream(new ByteArrayInputStream(serialized))) {
            in.setObjectInputFilter(screening);
            return (Serializable) in.readObject();
        } catch (Exception | StackOverflowError | LinkageError e) {
            // What the object's own code throws is, to the receiver, an object that cannot be read.
            throw format(
                    screening.refused
                            ? "The object was refused: its classes are not among those that may be deserialized, or it is"
                                    + " beyond the limits " + LIMITS
                                    + " The factory's allowedClasses adds to the classes;"
                                    + " now it is '" + allowed + "'."
                            : "The object of " + serialized.length + " bytes cannot be deserialized.",
                    e);
        }
    }

    /** A filter that remembers whether it has refused: the exception that follows does not say so. */
    private static final class Screening implements ObjectInputFilter {
        private final ObjectInputFilter filter;
        private boolean refused;

        Screening(ObjectInputFilter filter) {
            this.filter = filter;
        }

        @Override
        public Status checkInput(FilterInfo step) {
            Status status = filter.checkInput(step);
            refused |= status == Status.REJECTED;
            return status;
        }
    }

    private static JMSException format(String message, Throwable cause) {
        JMSException exception = JmsErrors.MESSAGE_FORMAT.exception(message);
        exception.initCause(cause);
        if (cause instanceof Exception linked) {
            exception.setLinkedException(linked);
        }
        return exception;
    }

    /** Finds classes where the application is: by the thread's context class loader first. */
    private static final class ResolvingStream extends ObjectInputStream {
        ResolvingStream(InputStream in) throws IOException {
            super(in);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            ClassLoader context = Thread.currentThread().getContextClassLoader();
            if (context != null) {
                try {
                    return Class.forName(description.getName(), false, context);
                } catch (ClassNotFoundException e) {
                    return super.resolveClass(description);
                }
            }
            return super.resolveClass(description);
        }
    }
}
