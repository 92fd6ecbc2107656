package org.petrelmq.benchmarks.artemis;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.petrelmq.benchmarks.BenchmarkBroker;

/**
 * Artemis embedded with in-VM connections, without persistence, security and JMX, which Petrel has not by default either. The
 * client's defaults are its fastest for this: prefetching window, no confirmation of non-persistent sends.
 */
public final class ArtemisInMemory implements BenchmarkBroker {
    private @Nullable ActiveMQServer server;

    @Override
    public void start() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration(new TransportConfiguration(InVMAcceptorFactory.class.getName()));
        server = ActiveMQServers.newActiveMQServer(configuration, false);
        server.start();
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return new ActiveMQConnectionFactory("vm://0");
    }

    @Override
    public void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }
}
