package org.petrelmq.servers.observer;

/** What other applications may ask of {@link Loaders}, through the MBean server of the JVM, which all of them share. */
public interface LoadersMBean {
    /** Remembers a class loader, weakly. */
    void remember(String name, ClassLoader loader);
}
