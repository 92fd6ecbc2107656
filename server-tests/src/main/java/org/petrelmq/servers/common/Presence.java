package org.petrelmq.servers.common;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** Makes class loaders known to the observer, which finds out later whether they are gone. */
public final class Presence {
    private Presence() {}

    /**
     * Tells the observer of a class loader, which it keeps weakly.
     *
     * @param name a name to ask for it
     * @param loader the class loader
     */
    public static void tell(String name, ClassLoader loader) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("org.petrelmq.servers:type=Loaders"),
                            "remember",
                            new Object[] {name, loader},
                            new String[] {String.class.getName(), ClassLoader.class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException("The observer is not deployed.", e);
        }
    }
}
