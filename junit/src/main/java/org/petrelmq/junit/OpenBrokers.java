package org.petrelmq.junit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** The brokers that the tests of a run have at a time. Thread-safe. */
final class OpenBrokers {
    private static final Namespace NAMESPACE = Namespace.create(OpenBrokers.class);

    private final boolean parallel;
    private final Set<TestBroker> brokers = ConcurrentHashMap.newKeySet();

    private OpenBrokers(boolean parallel) {
        this.parallel = parallel;
    }

    static OpenBrokers of(ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        // JUnit 5 and 6 have no method in common, not deprecated in one, that does both at once.
        synchronized (NAMESPACE) {
            OpenBrokers known = store.get(OpenBrokers.class, OpenBrokers.class);
            if (known == null) {
                known = new OpenBrokers(isParallel(context));
                store.put(OpenBrokers.class, known);
            }
            return known;
        }
    }

    private static boolean isParallel(ExtensionContext context) {
        return context.getConfigurationParameter("junit.jupiter.execution.parallel.enabled")
                .map(Boolean::parseBoolean)
                .orElse(false);
    }

    /** Whether tests may run at the same time. */
    boolean isParallel() {
        return parallel;
    }

    void add(TestBroker broker) {
        brokers.add(broker);
    }

    void remove(TestBroker broker) {
        brokers.remove(broker);
    }

    /** Whether no other test can have threads of Petrel. */
    boolean isEmpty() {
        return !parallel && brokers.isEmpty();
    }
}
