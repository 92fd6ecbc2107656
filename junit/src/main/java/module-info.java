/** Petrel's extension of JUnit Jupiter. */
module org.petrelmq.junit {
    requires transitive org.junit.jupiter.api;
    requires transitive org.petrelmq.provider;
    requires org.junit.platform.commons;
    requires org.opentest4j;
    requires static transitive org.jspecify;

    exports org.petrelmq.junit;
}
