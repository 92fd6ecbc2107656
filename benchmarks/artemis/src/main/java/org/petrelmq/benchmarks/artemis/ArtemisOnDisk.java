package org.petrelmq.benchmarks.artemis;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.io.aio.AIOSequentialFileFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.petrelmq.benchmarks.BenchmarkBroker;

/**
 * Artemis embedded with its journal, as it is configured by default. What waits stays in the heap, where the heap suffices; in
 * the rows about a large backlog it pages, as it does by default. Where each acknowledgement is to wait for the disk, it does;
 * by default the client sends it and goes on.
 */
public class ArtemisOnDisk implements BenchmarkBroker {
    private static final String ROW = System.getProperty("benchmark.row", "");

    private @Nullable ActiveMQServer server;

    /** Made by name. */
    public ArtemisOnDisk() {}

    /**
     * The journal as it is by default.
     *
     * @param configuration to be changed
     */
    protected void configure(Configuration configuration) {
        // Nothing is changed.
    }

    @Override
    public final void start() throws Exception {
        String directory = System.getProperty("benchmark.directory");
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setJournalDirectory(directory + "/journal")
                .setBindingsDirectory(directory + "/bindings")
                .setLargeMessagesDirectory(directory + "/large")
                .setPagingDirectory(directory + "/paging")
                .addAcceptorConfiguration(new TransportConfiguration(InVMAcceptorFactory.class.getName()));
        if (!ROW.startsWith("I1")) {
            configuration.addAddressSetting("#", new AddressSettings().setMaxSizeBytes(-1));
            configuration.setGlobalMaxSize(-1);
        }
        configure(configuration);
        server = ActiveMQServers.newActiveMQServer(configuration, true);
        server.start();
        boolean nativeLibrary = AIOSequentialFileFactory.isSupported();
        System.out.println(NOTE
                + (nativeLibrary
                        ? "Artemis has its native library: its journal is ASYNCIO."
                        : "Artemis has no native library here (libaio): its journal is NIO."));
    }

    @Override
    public final ConnectionFactory connectionFactory() {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://0");
        factory.setBlockOnAcknowledge(ROW.equals("F5"));
        return factory;
    }

    @Override
    public final void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }
}
