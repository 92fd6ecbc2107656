package org.petrelmq.jndi;

import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.Set;
import javax.naming.Context;
import javax.naming.NameClassPair;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.jms.JmsQueue;
import org.petrelmq.jms.JmsTopic;

/**
 * Whatever properties and names are given: the initial context and its lookups give one of our own objects or a {@link
 * NamingException}.
 */
@SuppressWarnings({"BanJNDI", "JdkObsolete"})
public final class ContextFuzz {
    private ContextFuzz() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] input) {
        check(new String(input, StandardCharsets.UTF_8));
    }

    static void check(String text) {
        Hashtable<String, String> environment = new Hashtable<>();
        for (String line : text.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals >= 0) {
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        Context context;
        try {
            context = new PetrelInitialContextFactory().getInitialContext(environment);
            listed(context);
        } catch (NamingException e) {
            require(e.getMessage() != null, text);
            return;
        }
        for (String line : text.split("\n", -1)) {
            lookUp(context, line);
        }
    }

    /** All that is listed can be looked up. */
    private static void listed(Context context) throws NamingException {
        NamingEnumeration<NameClassPair> names = context.list("");
        while (names.hasMore()) {
            NameClassPair name = names.next();
            Object found = context.lookup(name.getName());
            require(isOurs(found) && found.getClass().getName().equals(name.getClassName()), "listed: " + name);
        }
    }

    private static void lookUp(Context context, String name) {
        try {
            require(isOurs(context.lookup(name)), name);
        } catch (NamingException e) {
            require(e.getMessage() != null, name);
        }
        try {
            require(isOurs(context.lookup(context.getNameParser("").parse(name))), name);
        } catch (NamingException e) {
            require(e.getMessage() != null, name);
        }
        try {
            require(context.composeName(name, "prefix").startsWith("prefix"), name);
        } catch (NamingException e) {
            require(e.getMessage() != null, name);
        }
    }

    static boolean isOurs(Object found) {
        return found instanceof Context || found instanceof PetrelConnectionFactory || isDestination(found);
    }

    private static boolean isDestination(Object found) {
        return Set.of(JmsQueue.class, JmsTopic.class).contains(found.getClass());
    }

    static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
