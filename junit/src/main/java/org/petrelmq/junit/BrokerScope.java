package org.petrelmq.junit;

/** Who shares a broker. */
public enum BrokerScope {
    /** Nobody: each test method has its own, also each repetition and each set of parameters. */
    METHOD,
    /** All tests of a class and of its nested classes, and their {@code @BeforeAll} and {@code @AfterAll}. */
    CLASS
}
