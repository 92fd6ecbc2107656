package org.petrelmq.conformance.providers;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import jakarta.jms.XAConnectionFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.petrelmq.Broker;
import org.petrelmq.BrokerOptions;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.PetrelXAConnectionFactory;
import org.petrelmq.VirtualClock;
import org.petrelmq.conformance.Credentials;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.ProviderUnderTest;

/** Petrel in memory, a new broker for each test. */
public class PetrelProvider implements ProviderUnderTest {
    private VirtualClock clock;
    private Broker broker;
    private PetrelConnectionFactory factory;

    @Override
    public String name() {
        return "Petrel memory";
    }

    @Override
    public Set<Feature> features() {
        return EnumSet.of(
                Feature.SHARED_SUBSCRIPTIONS,
                Feature.XA,
                Feature.CONNECTION_CONSUMER,
                Feature.ASYNC_SEND,
                Feature.DELIVERY_DELAY,
                Feature.SIMPLIFIED_API,
                Feature.VIRTUAL_CLOCK,
                Feature.AUTHENTICATION,
                Feature.CONFIGURED_CLIENT_ID);
    }

    @Override
    public void start() throws Exception {
        clock = VirtualClock.running();
        open();
    }

    /** Where the broker keeps its messages. */
    String url() throws IOException {
        return "petrel:mem:";
    }

    /** Opens the broker, at the time that it is. */
    final void open() throws IOException, JMSException {
        BrokerOptions options = BrokerOptions.builder()
                .clock(clock)
                .authenticator(
                        (user, password) -> user.equals(Credentials.USER) && password.equals(Credentials.PASSWORD))
                .build();
        broker = Broker.open(url(), options);
        factory = newFactory();
    }

    private PetrelConnectionFactory newFactory() {
        PetrelConnectionFactory made = broker.connectionFactory();
        made.setUser(Credentials.USER);
        made.setPassword(Credentials.PASSWORD);
        made.setAllowedClasses("org.petrelmq.conformance.**");
        return made;
    }

    @Override
    public void cleanState() throws Exception {
        close();
        start();
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return factory;
    }

    @Override
    public Optional<ConnectionFactory> connectionFactory(String clientId) {
        PetrelConnectionFactory made = newFactory();
        made.setClientId(clientId);
        return Optional.of(made);
    }

    @Override
    public Optional<XAConnectionFactory> xaConnectionFactory() {
        PetrelXAConnectionFactory xa = broker.xaConnectionFactory();
        xa.setUser(Credentials.USER);
        xa.setPassword(Credentials.PASSWORD);
        return Optional.of(xa);
    }

    @Override
    public Queue queue(String name) {
        try (JMSContext context = factory.createContext()) {
            return context.createQueue(name);
        }
    }

    @Override
    public Topic topic(String name) {
        try (JMSContext context = factory.createContext()) {
            return context.createTopic(name);
        }
    }

    @Override
    public void restart() throws Exception {
        throw new IllegalStateException("A broker in memory keeps nothing over a restart.");
    }

    @Override
    public void advance(Duration duration) {
        clock.advance(duration);
    }

    @Override
    public void close() {
        broker.close();
    }
}
