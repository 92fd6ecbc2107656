/**
 * Petrel: a Jakarta Messaging 3.1 provider that lives inside the JVM of its user.
 *
 * <p>The rooms behind the facade are exported to the resource adapter alone, which adds to the facade what a container demands.
 */
@SuppressWarnings("module") // the resource adapter is built later, and most class paths are without it
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
    exports org.petrelmq.client to
            org.petrelmq.resourceadapter;
    exports org.petrelmq.jms to
            org.petrelmq.resourceadapter;

    uses org.petrelmq.engine.EngineProvider;
    uses org.petrelmq.engine.EngineObserver;
    uses org.petrelmq.store.StoreProvider;

    provides org.petrelmq.engine.EngineProvider with
            org.petrelmq.core.EmbeddedEngineProvider;
    provides org.petrelmq.store.StoreProvider with
            org.petrelmq.store.journal.JournalStoreProvider;
}
