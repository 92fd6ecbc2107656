package org.petrelmq.junit;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.petrelmq.Broker;
import org.petrelmq.BrokerAdmin;
import org.petrelmq.BrokerOptions;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.PetrelXAConnectionFactory;
import org.petrelmq.VirtualClock;

/**
 * The broker of a test, and what a test does with one that an application would not: move its time, restart it, crash it, look
 * into its queues. A test gets it as a parameter or field ({@link PetrelTest}); it is closed after the test.
 *
 * <p>Its time stands, at the moment when it was opened, until {@link #advance} moves it; with {@link
 * PetrelExtension.Builder#runningClock} it runs. Thread-safe.
 */
public final class TestBroker {
    private final BrokerSpec spec;
    private final String name;
    private final @Nullable ScratchDirectory directory;
    private final VirtualClock clock;
    private final Broker broker;

    /** Those that are the kit's to close. */
    private final List<JMSContext> contexts = new CopyOnWriteArrayList<>();

    private TestBroker(BrokerSpec spec, String name, @Nullable ScratchDirectory directory, VirtualClock clock)
            throws JMSException {
        this.spec = spec;
        this.name = name;
        this.directory = directory;
        this.clock = clock;
        BrokerOptions.Builder options = BrokerOptions.builder();
        spec.options().accept(options);
        this.broker = Broker.open(url(), options.traceConnections().clock(clock).build());
    }

    /** Opens one for a test. */
    static TestBroker open(BrokerSpec spec, String test) throws JMSException {
        String name = test.replaceAll("[^A-Za-z0-9._-]", "_") + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        VirtualClock clock = spec.clockRuns() ? VirtualClock.running() : VirtualClock.standingAt(Instant.now());
        ScratchDirectory directory = spec.durable() ? ScratchDirectory.create() : null;
        boolean opened = false;
        try {
            TestBroker broker = new TestBroker(spec, name, directory, clock);
            opened = true;
            return broker;
        } finally {
            if (!opened && directory != null) {
                directory.delete();
            }
        }
    }

    // ---- what it is ----

    /**
     * The broker's URL, for code that is configured with one. A factory of that URL joins this broker.
     *
     * @return the URL, with the options that {@link PetrelTest#options} gave
     */
    public String url() {
        String options = String.join("&", spec.urlOptions());
        return (directory == null ? "petrel:mem:" + name : "petrel:file:" + store(directory))
                + (options.isEmpty() ? "" : "?" + options);
    }

    private static String store(ScratchDirectory directory) {
        // What the URL reads as an escape or as the beginning of options is escaped.
        return directory.path().resolve("store").toString().replace("%", "%25").replace("?", "%3F");
    }

    /**
     * Where the broker keeps its messages.
     *
     * @return empty for one in memory
     */
    public Optional<Path> directory() {
        return Optional.ofNullable(directory).map(scratch -> scratch.path().resolve("store"));
    }

    /**
     * The broker; closing it is not the test's business.
     *
     * @return the same before and after a restart
     */
    public Broker broker() {
        return broker;
    }

    /**
     * Administration.
     *
     * @return good for before and after a restart
     */
    public BrokerAdmin admin() {
        return broker.admin();
    }

    /**
     * A factory of connections, good for before and after a restart.
     *
     * @return a new one
     */
    public PetrelConnectionFactory connectionFactory() {
        return broker.connectionFactory();
    }

    /**
     * A factory of connections that take part in distributed transactions, good for before and after a restart.
     *
     * @return a new one
     */
    public PetrelXAConnectionFactory xaConnectionFactory() {
        return broker.xaConnectionFactory();
    }

    /**
     * A context in the mode AUTO_ACKNOWLEDGE that is closed after the test, before anything is looked for.
     *
     * @return a new one, with a connection of its own
     */
    public JMSContext createContext() {
        return createContext(JMSContext.AUTO_ACKNOWLEDGE);
    }

    /**
     * A context that is closed after the test, before anything is looked for.
     *
     * @param sessionMode as of {@link ConnectionFactory#createContext(int)}
     * @return a new one, with a connection of its own
     */
    public JMSContext createContext(int sessionMode) {
        JMSContext context = connectionFactory().createContext(sessionMode);
        contexts.add(context);
        return context;
    }

    /**
     * A queue, to send to, receive from, and assert about.
     *
     * @param queue its name
     * @return a handle; the queue need not exist
     */
    public TestQueue queue(String queue) {
        return TestQueue.queue(this, queue);
    }

    /**
     * A subscription, to assert about.
     *
     * @param topic the topic's name
     * @param clientId the client ID; null for none, as of a shared subscription
     * @param subscription its name
     * @return a handle; the subscription need not exist
     */
    public TestQueue subscription(String topic, @Nullable String clientId, String subscription) {
        return TestQueue.subscription(this, topic + "::" + (clientId == null ? "" : clientId + ".") + subscription);
    }

    /**
     * The dead-letter queue of queues for which no option says another one.
     *
     * @return the queue {@code DLQ}
     */
    public TestQueue deadLetters() {
        return queue("DLQ");
    }

    // ---- time ----

    /**
     * The broker's clock, by which messages expire and become due.
     *
     * @return the same for the broker's whole life
     */
    public VirtualClock clock() {
        return clock;
    }

    /**
     * Moves the broker's time: when this returns, what fell due meanwhile has expired, or is there to be received. Timeouts of
     * receives are not the broker's time.
     *
     * @param duration not negative
     */
    public void advance(Duration duration) {
        clock.advance(duration);
    }

    // ---- the end, and the next beginning ----

    /**
     * Closes the broker in order and opens it again: {@link Broker#restart}. Connections end, their ExceptionListeners are told,
     * contexts have to be made anew; {@link #broker}, factories, administration and the clock go on. A broker in memory comes up
     * empty.
     */
    public void restart() {
        try {
            broker.restart();
        } catch (JMSException e) {
            throw new AssertionFailedError("The broker could not be opened again: " + e.getMessage(), e);
        }
    }

    /**
     * Ends the broker as if its process had been killed, and opens it again: {@link Broker#crash}.
     *
     * <p>What it simulates: between two writes to the journal nothing more gets to the disk. The directory is as a {@code kill -9}
     * at that moment leaves it: without the mark of an orderly end, with all that a call has returned for before (a persistent
     * send, an acknowledgement, a commit, a prepare), with the effect of those that were under way or without it, and
     * without anything later; calls of other threads that come too late fail. Opening it is the real recovery: what was not
     * acknowledged comes again, with JMSRedelivered where it may have been delivered before, what was not committed is gone, and
     * prepared branches wait. A broker in memory comes up empty.
     *
     * <p>What it does not: the loss of what the operating system has not written to the device yet (a power failure), a write
     * that was cut in two, and the death of the application itself, which sees its connections fail.
     */
    public void crash() {
        try {
            broker.crash();
        } catch (JMSException e) {
            throw new AssertionFailedError("The broker could not be opened again: " + e.getMessage(), e);
        }
    }

    // ---- waiting ----

    /**
     * Waits until something is so that another thread brings about, at most as long as the extension's patience ({@link
     * PetrelExtension.Builder#patience}, 10 seconds). Receives and {@link QueueAssert#eventually} wait by themselves.
     *
     * @param what in words, for the failure: "the order is shipped"
     * @param condition looked at until it is true
     */
    public void await(String what, BooleanSupplier condition) {
        if (!Patience.until(patience(), condition::getAsBoolean)) {
            throw new AssertionFailedError("Not so " + Patience.words(patience()) + ": " + what + ".");
        }
    }

    Duration patience() {
        return spec.patience();
    }

    // ---- for the extension ----

    /** Whether the name of a thread says that it is this broker's. */
    boolean isNamedIn(String thread) {
        return thread.contains(name)
                || (directory != null && thread.contains(directory.path().toString()));
    }

    List<JMSContext> contexts() {
        return contexts;
    }

    /** Ends what the test need not end itself. */
    void closeContextsBut(Set<JMSContext> others) {
        List<JMSContext> closing = new ArrayList<>(contexts);
        closing.removeAll(others);
        closing.forEach(JMSContext::close);
        contexts.removeAll(closing);
    }

    void close() {
        try {
            broker.close();
        } finally {
            if (directory != null) {
                directory.delete();
            }
        }
    }

    @Override
    public String toString() {
        return "TestBroker[" + url() + "]";
    }
}
