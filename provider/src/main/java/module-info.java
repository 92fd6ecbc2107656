/** Petrel: a Jakarta Messaging 3.1 provider that lives inside the JVM of its user. */
module org.petrelmq.provider {
    requires transitive jakarta.messaging;
    requires transitive java.naming;
    requires transitive java.transaction.xa;
    requires static transitive org.jspecify;

    exports org.petrelmq;
    exports org.petrelmq.jndi;
    exports org.petrelmq.message;
    exports org.petrelmq.selector;
    exports org.petrelmq.engine;

    uses org.petrelmq.engine.EngineProvider;
    uses org.petrelmq.engine.EngineObserver;
    uses org.petrelmq.store.StoreProvider;

    provides org.petrelmq.engine.EngineProvider with
            org.petrelmq.core.EmbeddedEngineProvider;
    provides org.petrelmq.store.StoreProvider with
            org.petrelmq.store.journal.JournalStoreProvider;
}
