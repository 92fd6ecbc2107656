package org.petrelmq.conformance.providers;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import jakarta.jms.XAConnectionFactory;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQXAConnectionFactory;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerPluginSupport;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.apache.activemq.command.ConnectionInfo;
import org.petrelmq.conformance.Credentials;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.ProviderUnderTest;

/** Apache ActiveMQ Classic, embedded, in memory, with vm connections: a third provider to run the suite against. */
public final class ClassicProvider implements ProviderUnderTest {
    private BrokerService broker;

    @Override
    public String name() {
        return "Classic";
    }

    @Override
    public Set<Feature> features() {
        return EnumSet.of(
                Feature.XA,
                Feature.CONNECTION_CONSUMER,
                Feature.SIMPLIFIED_API,
                Feature.AUTHENTICATION,
                Feature.CONFIGURED_CLIENT_ID);
    }

    @Override
    public void start() throws Exception {
        broker = new BrokerService();
        broker.setBrokerName("conformance");
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.setPlugins(new BrokerPlugin[] {new OneUser()});
        broker.start();
        broker.waitUntilStarted();
    }

    /** The suite's user may do everything, and nobody else may connect. */
    private static final class OneUser extends BrokerPluginSupport {
        @Override
        public void addConnection(ConnectionContext context, ConnectionInfo info) throws Exception {
            if (!Credentials.USER.equals(info.getUserName()) || !Credentials.PASSWORD.equals(info.getPassword())) {
                throw new SecurityException("User name or password is wrong.");
            }
            super.addConnection(context, info);
        }
    }

    /** A new broker: it is in memory, so nothing is left. */
    @Override
    public void cleanState() throws Exception {
        close();
        start();
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return newFactory();
    }

    @Override
    public Optional<ConnectionFactory> connectionFactory(String clientId) {
        ActiveMQConnectionFactory factory = newFactory();
        factory.setClientID(clientId);
        return Optional.of(factory);
    }

    private static ActiveMQConnectionFactory newFactory() {
        ActiveMQConnectionFactory factory =
                new ActiveMQConnectionFactory(Credentials.USER, Credentials.PASSWORD, "vm://conformance?create=false");
        factory.setTrustAllPackages(true);
        return factory;
    }

    @Override
    public Optional<XAConnectionFactory> xaConnectionFactory() {
        return Optional.of(new ActiveMQXAConnectionFactory(
                Credentials.USER, Credentials.PASSWORD, "vm://conformance?create=false"));
    }

    @Override
    public Queue queue(String name) {
        return new ActiveMQQueue(name);
    }

    @Override
    public Topic topic(String name) {
        return new ActiveMQTopic(name);
    }

    @Override
    public void restart() {
        throw new IllegalStateException("A broker in memory keeps nothing over a restart.");
    }

    @Override
    public void advance(Duration duration) {
        throw new IllegalStateException("Classic has no virtual clock.");
    }

    @Override
    public void close() {
        try {
            broker.stop();
            broker.waitUntilStopped();
        } catch (Exception e) {
            throw new IllegalStateException("Classic could not be stopped.", e);
        }
    }
}
