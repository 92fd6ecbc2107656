package org.petrelmq.conformance.providers;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import jakarta.jms.XAConnectionFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.activemq.artemis.api.core.ActiveMQNonExistentQueueException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.apache.activemq.artemis.jms.client.ActiveMQTopic;
import org.apache.activemq.artemis.jms.client.ActiveMQXAConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.petrelmq.conformance.Credentials;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.ProviderUnderTest;

/** Apache Artemis, embedded, with its journal and with in-VM connections: the reference. */
public final class ArtemisProvider implements ProviderUnderTest {
    private Path directory;
    private ActiveMQServer server;
    private ActiveMQConnectionFactory factory;

    @Override
    public String name() {
        return "Artemis";
    }

    @Override
    public Set<Feature> features() {
        return EnumSet.of(
                Feature.XA,
                Feature.ASYNC_SEND,
                Feature.SHARED_SUBSCRIPTIONS,
                Feature.DELIVERY_DELAY,
                Feature.SIMPLIFIED_API,
                Feature.RESTART,
                Feature.AUTHENTICATION,
                Feature.CONFIGURED_CLIENT_ID);
    }

    @Override
    public void start() throws Exception {
        directory = Directories.create("artemis");
        startServer();
    }

    /** No test takes the power away, so the journal need not wait for the disk. */
    private void startServer() throws Exception {
        AddressSettings settings =
                new AddressSettings().setAutoDeleteQueues(false).setAutoDeleteAddresses(false);
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(true)
                .setJMXManagementEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString())
                .setJournalSyncTransactional(false)
                .setJournalSyncNonTransactional(false)
                .addAcceptorConfiguration(new TransportConfiguration(InVMAcceptorFactory.class.getName()))
                .addAddressSetting("#", settings);
        server = ActiveMQServers.newActiveMQServer(configuration, null, new OneUser(), true);
        server.start();
        factory = newFactory();
    }

    private static ActiveMQConnectionFactory newFactory() {
        ActiveMQConnectionFactory made =
                new ActiveMQJMSConnectionFactory("vm://0", Credentials.USER, Credentials.PASSWORD);
        made.setDeserializationAllowList("*");
        return made;
    }

    /** The suite's user may do everything, and nobody else may connect. */
    private static final class OneUser implements ActiveMQSecurityManager {
        @Override
        public boolean validateUser(String user, String password) {
            return Credentials.USER.equals(user) && Credentials.PASSWORD.equals(password);
        }

        @Override
        public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
            return validateUser(user, password);
        }
    }

    @Override
    public void cleanState() throws Exception {
        for (String queue : server.getActiveMQServerControl().getQueueNames()) {
            try {
                server.destroyQueue(SimpleString.of(queue), null, false);
            } catch (ActiveMQNonExistentQueueException e) {
                // A temporary queue that goes with its connection at the same time: it is gone, as wanted.
            }
        }
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return factory;
    }

    @Override
    public Optional<ConnectionFactory> connectionFactory(String clientId) {
        ActiveMQConnectionFactory made = newFactory();
        made.setClientID(clientId);
        return Optional.of(made);
    }

    @Override
    public Optional<XAConnectionFactory> xaConnectionFactory() {
        return Optional.of(new ActiveMQXAConnectionFactory("vm://0", Credentials.USER, Credentials.PASSWORD));
    }

    @Override
    public Queue queue(String name) throws Exception {
        server.createQueue(QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST), true);
        return new ActiveMQQueue(name);
    }

    @Override
    public Topic topic(String name) {
        return new ActiveMQTopic(name);
    }

    @Override
    public void restart() throws Exception {
        stopServer();
        startServer();
    }

    private void stopServer() throws Exception {
        server.stop();
        factory.close();
    }

    @Override
    public void advance(Duration duration) {
        throw new IllegalStateException("Artemis has no virtual clock.");
    }

    @Override
    public void close() {
        try {
            stopServer();
            Directories.delete(directory);
        } catch (Exception e) {
            throw new IllegalStateException("Artemis could not be stopped.", e);
        }
    }
}
