package org.petrelmq.junit;

/** What a test may leave behind that it should not. */
public enum Leak {
    /** Connections and contexts that nobody has closed. */
    CONNECTIONS,
    /** Messages handed out and neither acknowledged nor given back, and distributed transactions prepared and not ended. */
    MESSAGES,
    /** Threads of Petrel that are alive after the broker was closed. */
    THREADS
}
