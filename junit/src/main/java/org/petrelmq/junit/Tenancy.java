package org.petrelmq.junit;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * What one test, or one class, has of the extension: a broker as soon as it asks for one, and the check for leaks at its end.
 * Thread-safe.
 */
final class Tenancy implements AutoCloseable {
    private static final Duration LAST_STEPS = Duration.ofSeconds(2);

    private final BrokerSpec spec;
    private final String test;
    private final OpenBrokers open;
    private final Leaks leaks;
    private Leaks leaksOfTest;
    private final Set<JMSContext> contextsBefore = new HashSet<>();
    private final Set<Thread> threadsBefore = new HashSet<>(petrelThreads());
    private @Nullable TestBroker broker;

    /** Which test of the class is running; null between two, and where nobody is told. */
    private @Nullable String running;

    /** Whether a test of the class has failed: what it has left open nobody asks for. */
    private boolean testFailed;

    /**
     * Begins.
     *
     * @param test its name, for the broker and for sentences
     * @param open all brokers of the run
     */
    Tenancy(BrokerSpec spec, String test, OpenBrokers open) {
        this.spec = spec;
        this.test = test;
        this.open = open;
        this.leaks = new Leaks(spec.leakCheck());
        this.leaksOfTest = leaks;
    }

    BrokerSpec spec() {
        return spec;
    }

    synchronized TestBroker broker() {
        if (broker == null) {
            try {
                broker = TestBroker.open(spec, test);
                open.add(broker);
            } catch (JMSException e) {
                throw new ExtensionConfigurationException(
                        "The broker of " + test + " could not be opened: " + e.getMessage(), e);
            }
        }
        return broker;
    }

    // ---- a test that shares the broker of its class ----

    /**
     * A test of the class begins, or has begun already: what is open before is not its.
     *
     * @param id tells it from the others
     */
    synchronized void testBegins(String id) throws JMSException {
        if (id.equals(running)) {
            return;
        }
        running = id;
        leaksOfTest = new Leaks(spec.leakCheck());
        contextsBefore.clear();
        if (broker != null) {
            leaksOfTest.excuse(broker.admin());
            contextsBefore.addAll(broker.contexts());
        }
    }

    /** A test of the class ends; as {@link #end}. */
    synchronized void testEnds(String ended, boolean passed) throws JMSException {
        running = null;
        testFailed |= !passed;
        TestBroker shared = broker;
        if (shared != null) {
            uninterrupted(() -> {
                shared.closeContextsBut(contextsBefore);
                if (passed) {
                    leaksOfTest.look(shared.admin());
                }
                if (!passed || leaksOfTest.hasFound()) {
                    // Said once, or not at all, and not at the end of the class.
                    leaks.excuse(shared.admin());
                }
            });
            leaksOfTest.report(ended);
        }
    }

    /** A test of the class has failed, and others may be running. */
    synchronized void testFailed() {
        testFailed = true;
    }

    // ---- the end ----

    /**
     * Closes the broker, and fails if something was left open.
     *
     * @param passed whether the test has passed; if not, what it has left open is not what is wrong with it
     */
    synchronized void end(boolean passed) throws JMSException {
        TestBroker last = broker;
        broker = null;
        uninterrupted(() -> {
            try {
                if (last != null) {
                    last.closeContextsBut(Set.of());
                    if (passed && !(testFailed && open.isParallel())) {
                        leaks.look(last.admin());
                    }
                }
            } finally {
                if (last != null) {
                    open.remove(last);
                    last.close();
                }
            }
            if (passed && !testFailed) {
                lookForThreads(last);
            }
        });
        leaks.report(test);
    }

    private interface Ending {
        void run() throws JMSException;
    }

    /** A test may leave its thread interrupted; what is waited for here is waited for all the same. */
    private static void uninterrupted(Ending ending) throws JMSException {
        boolean interrupted = Thread.interrupted();
        try {
            ending.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Ends it where no end of a test or class comes, as behind a constructor that throws. JUnit does this when it forgets what it
     * has kept for the test.
     */
    @Override
    public synchronized void close() throws JMSException {
        end(false);
    }

    private void lookForThreads(@Nullable TestBroker last) {
        if (leaks.wants(Leak.THREADS)) {
            Patience.until(LAST_STEPS, () -> threadsLeft(last).isEmpty());
            leaks.look(threadsLeft(last));
        }
    }

    /** Of threads that do not name their broker nobody knows whose they are, while there are others. */
    private List<Thread> threadsLeft(@Nullable TestBroker last) {
        boolean alone = open.isEmpty();
        List<Thread> left = new ArrayList<>();
        for (Thread thread : petrelThreads()) {
            boolean named = last != null && last.isNamedIn(thread.getName());
            if (!threadsBefore.contains(thread) && (alone || named)) {
                left.add(thread);
            }
        }
        return left;
    }

    private static List<Thread> petrelThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("petrel-"))
                .toList();
    }
}
