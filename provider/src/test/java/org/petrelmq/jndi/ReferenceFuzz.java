package org.petrelmq.jndi;

import java.nio.charset.StandardCharsets;
import javax.naming.BinaryRefAddr;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;

/**
 * Whatever a reference names and holds: the object factory gives one of our own objects, nothing, or a {@link
 * NamingException}; and of an object of ours, its own reference gives an equal one.
 */
@SuppressWarnings("BanJNDI")
public final class ReferenceFuzz {
    private ReferenceFuzz() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] input) {
        check(new String(input, StandardCharsets.UTF_8));
    }

    static void check(String text) {
        String[] lines = text.split("\n", -1);
        Reference reference = new Reference(lines[0], "org.example.Factory", "http://example.org/evil.jar");
        for (int i = 1; i < lines.length; i++) {
            reference.add(address(lines[i]));
        }
        try {
            Object made = new PetrelObjectFactory().getObjectInstance(reference, null, null, null);
            if (made == null) {
                return;
            }
            ContextFuzz.require(ContextFuzz.isOurs(made), text);
            Reference own = ((Referenceable) made).getReference();
            Object again = new PetrelObjectFactory().getObjectInstance(own, null, null, null);
            ContextFuzz.require(made.equals(again), "made again from its own reference: " + text);
        } catch (NamingException e) {
            ContextFuzz.require(e.getMessage() != null, text);
        }
    }

    private static RefAddr address(String line) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            return new BinaryRefAddr(line, line.getBytes(StandardCharsets.UTF_8));
        }
        return new StringRefAddr(line.substring(0, equals), line.substring(equals + 1));
    }
}
