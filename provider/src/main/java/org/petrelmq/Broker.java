package org.petrelmq;

import jakarta.jms.JMSException;
import java.util.Objects;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.Ending;
import org.petrelmq.engine.Engine;
import org.petrelmq.engine.EngineException;
import org.petrelmq.jms.JmsErrors;

/**
 * A broker of this JVM, for whoever wants more of it than connections: options that are objects, administration, and an end.
 * Code that only wants connections uses a {@link PetrelConnectionFactory} with the same URL.
 *
 * <p>A {@code petrel:mem:NAME} broker is created by whoever opens its name first, here or by a factory; it keeps its messages,
 * without threads while it has no connection, until the last {@code Broker} that was opened for it is closed. An empty name is
 * a broker that only this object's factories reach.
 *
 * <p>A {@code petrel:file:PATH} broker keeps what it has in a directory. It is open while a {@code Broker} keeps it or somebody is
 * connected.
 *
 * <p>Thread-safe.
 */
public final class Broker implements AutoCloseable {
    private final String url;
    private final Engine engine;

    private Broker(String url, Engine engine) {
        this.url = url;
        this.engine = engine;
    }

    /**
     * Opens or joins a broker.
     *
     * @param url {@code petrel:mem:NAME} or {@code petrel:file:PATH}, with options behind a question mark
     * @return a handle, to be closed
     * @throws JMSException if an option is unknown, malformed, or not as the broker has it that is open; or if the directory cannot be
     *     used, belongs to another process, or is damaged
     * @throws IllegalArgumentException if the URL is malformed
     */
    public static Broker open(String url) throws JMSException {
        return open(url, BrokerOptions.defaults());
    }

    /**
     * Opens or joins a broker with options.
     *
     * @param url {@code petrel:mem:NAME} or {@code petrel:file:PATH}, with options behind a question mark
     * @param options options beside those of the URL
     * @return a handle, to be closed
     * @throws JMSException if an option is unknown, malformed, given twice, or not as the broker has it that is open; or if the
     *     directory cannot be used, belongs to another process, or is damaged
     * @throws IllegalArgumentException if the URL is malformed
     */
    public static Broker open(String url, BrokerOptions options) throws JMSException {
        PetrelUrl parsed = PetrelConnectionFactory.brokerPart(PetrelUrl.parse(PetrelConnectionFactory.validated(url)));
        try {
            Engine engine = Engines.open(parsed, options.values());
            engine.keep();
            return new Broker(url, engine);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    /**
     * A factory of connections to this broker; after {@link #close} it makes none.
     *
     * @return a new factory, with the properties of the URL
     */
    public PetrelConnectionFactory connectionFactory() {
        return new PetrelConnectionFactory(url, engine);
    }

    /**
     * A factory of connections to this broker that take part in distributed transactions; after {@link #close} it makes none.
     *
     * @return a new factory, with the properties of the URL
     */
    public PetrelXAConnectionFactory xaConnectionFactory() {
        return new PetrelXAConnectionFactory(url, engine);
    }

    /**
     * Administration for the code that has opened the broker. It needs no credentials; an {@link Authorizer} is asked with null
     * for the user.
     *
     * @return an object without state of its own
     */
    public BrokerAdmin admin() {
        return new BrokerAdmin(engine, null, allowedClasses());
    }

    /**
     * Administration for a user, as the broker's {@link Authenticator} and {@link Authorizer} have it.
     *
     * @param user the user name
     * @param password the password
     * @return an object whose methods throw a JMSSecurityException if the credentials are wrong
     */
    public BrokerAdmin admin(String user, String password) {
        return new BrokerAdmin(engine, new ConnectSpec(user, password, null), allowedClasses());
    }

    private String allowedClasses() {
        return Objects.requireNonNullElse(connectionFactory().getAllowedClasses(), "");
    }

    /**
     * Closes the broker, whoever else has it, and opens it again with the options that it had, as an operator would. Connections
     * are closed, and their ExceptionListeners told. This object, and the factories that it made, go on with the broker as it
     * comes up again; who connects to it meanwhile waits. Other {@code Broker} objects of it are closed. A broker in memory comes
     * up empty.
     *
     * @throws JMSException if this handle is closed, or the broker cannot be opened again: then it is closed
     */
    public void restart() throws JMSException {
        reopen(Ending.CLOSED);
    }

    /**
     * As {@link #restart}, but the broker ends as it would if its process were killed, for tests of what comes then. Between two
     * writes, the disk gets nothing more: what was promised by a call that has returned is there, every later call fails, and
     * one that is under way has had its effect or not. What was handed out and not acknowledged comes again, marked; the journal
     * knows that it was not closed, and recovers.
     *
     * <p>It is not a power failure: what the operating system has been given is there. Nor is a write cut in two.
     *
     * @throws JMSException if this handle is closed, or the broker cannot be opened again: then it is closed
     */
    public void crash() throws JMSException {
        reopen(Ending.KILLED);
    }

    private void reopen(Ending ending) throws JMSException {
        try {
            engine.reopen(ending);
        } catch (EngineException e) {
            throw JmsErrors.checked(e);
        }
    }

    /**
     * Gives up this handle. The last one of a broker closes it: connections are closed, their ExceptionListeners told, and
     * what is only in memory is gone. Idempotent.
     */
    @Override
    public void close() {
        engine.close();
    }

    @Override
    public String toString() {
        return "Broker[" + url + "]";
    }
}
