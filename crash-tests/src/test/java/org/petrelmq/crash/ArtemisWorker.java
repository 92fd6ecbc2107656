package org.petrelmq.crash;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.XAConnectionFactory;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQXAConnectionFactory;
import org.petrelmq.crash.worker.Peer;
import org.petrelmq.crash.worker.Worker;

/** The worker on Artemis, embedded with its journal: to see the kill loop and the checker at work on another store. */
public final class ArtemisWorker {
    private ArtemisWorker() {}

    /** The first argument is a directory. */
    public static void main(String[] arguments) throws Exception {
        ActiveMQServer server = ActiveMQServers.newActiveMQServer(configuration(arguments[0]), true);
        server.start();
        Worker.run(new Artemis(server), arguments);
        System.exit(0);
    }

    private static Configuration configuration(String directory) {
        return new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalBufferTimeout_NIO(100_000)
                .setJournalDirectory(directory + "/journal")
                .setBindingsDirectory(directory + "/bindings")
                .setLargeMessagesDirectory(directory + "/large")
                .setPagingDirectory(directory + "/paging")
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setDeadLetterAddress(SimpleString.of("DLQ"))
                                .setAutoCreateDeadLetterResources(false)
                                .setAutoDeleteQueues(false)
                                .setAutoDeleteAddresses(false))
                .addAcceptorConfiguration(new TransportConfiguration(InVMAcceptorFactory.class.getName()));
    }

    /** Without prefetching, as far as that goes, so that order is that of hand-out. */
    private record Artemis(ActiveMQServer server) implements Peer {
        private static final String URL = "vm://0?consumerWindowSize=0&blockOnDurableSend=true&blockOnAcknowledge=true";

        @Override
        public ConnectionFactory connections() {
            return new ActiveMQJMSConnectionFactory(URL);
        }

        @Override
        public XAConnectionFactory distributed() {
            return new ActiveMQXAConnectionFactory(URL);
        }

        @Override
        public void close() {
            try {
                server.stop();
            } catch (Exception e) {
                throw new IllegalStateException("Artemis does not stop.", e);
            }
        }
    }
}
