/** Petrel's events of the JVM's flight recorder. */
module org.petrelmq.jfr {
    requires jdk.jfr;
    requires transitive org.petrelmq.provider;
    requires static transitive org.jspecify;

    exports org.petrelmq.jfr;

    provides org.petrelmq.engine.EngineObserver with
            org.petrelmq.jfr.JfrObserver;
}
