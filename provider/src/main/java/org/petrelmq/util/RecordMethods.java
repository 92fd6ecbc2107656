package org.petrelmq.util;

import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * What the JDK keeps of this class loader. {@link ObjectMethods}, which makes the equals and hashCode of records, has a few method
 * handles for all, and each of them remembers the type that it was last adapted to (JDK 17 does, JDK 25 only until memory is short): the record of an application
 * that has been stopped, whose class loader then stays, until some other record happens to be compared. Here it happens.
 */
public final class RecordMethods {
    private RecordMethods() {}

    /** Has the JDK forget the last record of this class loader. It is for whoever ends for good: it takes milliseconds. */
    public static void forget() {
        if (RecordMethods.class.getClassLoader() == ClassLoader.getSystemClassLoader()) {
            return; // which is never unloaded
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle component = lookup.findVirtual(String.class, "trim", MethodType.methodType(String.class));
            make(lookup, "equals", MethodType.methodType(boolean.class, String.class, Object.class), component);
            make(lookup, "hashCode", MethodType.methodType(int.class, String.class), component);
            make(lookup, "toString", MethodType.methodType(String.class, String.class), component);
        } catch (Throwable e) { // which is what the JDK's method declares
            System.getLogger("org.petrelmq.util").log(Level.DEBUG, "The JDK keeps the class loader for a while.", e);
        }
    }

    /** As if String were a record with one component. */
    private static void make(MethodHandles.Lookup lookup, String method, MethodType type, MethodHandle component)
            throws Throwable {
        ObjectMethods.bootstrap(lookup, method, type, String.class, "text", component);
    }
}
