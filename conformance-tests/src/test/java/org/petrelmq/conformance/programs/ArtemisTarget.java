package org.petrelmq.conformance.programs;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;

/** Artemis, embedded and in memory, one server for all programs; its clients fetch nothing in advance. */
final class ArtemisTarget implements Target, AutoCloseable {
    /** What cannot be predicted, or is known to differ; docs/differential.md says how. */
    static final Set<Ability> ABILITIES = EnumSet.complementOf(EnumSet.of(
            Ability.CLOCK,
            Ability.PULL,
            Ability.ROUTING_AT_COMMIT,
            Ability.STAYING_LISTENERS,
            Ability.RETURNING_SUBSCRIPTIONS,
            Ability.PRIORITIES,
            Ability.CLOSED_OBJECTS,
            Ability.UNSETTLED_SUBSCRIPTIONS,
            Ability.REUSED_NAMES,
            Ability.GONE_TEMPORARY,
            Ability.LISTEN_AFTER_RECOVER,
            Ability.NO_LOCAL_WITH_OR));

    static final Setting SETTING = new Setting(
            List.of(
                    "java.util.Map",
                    "org.apache.activemq.artemis.api.core.TransportConfiguration",
                    "org.apache.activemq.artemis.core.config.impl.ConfigurationImpl",
                    "org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory",
                    "org.apache.activemq.artemis.core.server.ActiveMQServer",
                    "org.apache.activemq.artemis.core.server.ActiveMQServers",
                    "org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory"),
            List.of(
                    "ActiveMQServer server = ActiveMQServers.newActiveMQServer(new ConfigurationImpl()",
                    "        .setSecurityEnabled(false)",
                    "        .setPersistenceEnabled(false)",
                    "        .addAcceptorConfiguration(new"
                            + " TransportConfiguration(InVMAcceptorFactory.class.getName())));",
                    "server.start();"),
            "AutoCloseable stop = server::stop",
            "new ActiveMQJMSConnectionFactory(\"vm://0?consumerWindowSize=0\")",
            null);

    private final ActiveMQServer server;
    private final ActiveMQConnectionFactory factory;
    private int programs;

    ArtemisTarget() throws Exception {
        AddressSettings settings =
                new AddressSettings().setMaxDeliveryAttempts(-1).setRedeliveryDelay(0);
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setPersistenceEnabled(false)
                .addAcceptorConfiguration(new TransportConfiguration(InVMAcceptorFactory.class.getName()))
                .addAddressSetting("#", settings);
        server = ActiveMQServers.newActiveMQServer(configuration, null, null, false);
        server.start();
        factory = new ActiveMQJMSConnectionFactory("vm://0");
        factory.setConsumerWindowSize(0);
        factory.setBlockOnAcknowledge(true);
        factory.setBlockOnDurableSend(true);
        factory.setBlockOnNonDurableSend(true);
    }

    /** Names of its own instead of an empty broker, which takes less time. */
    @Override
    public Ground begin() {
        return new OfArtemis("program" + ++programs + ".");
    }

    private final class OfArtemis implements Ground {
        private final String prefix;

        OfArtemis(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public Api api() {
            return new ClassicApi(factory);
        }

        @Override
        public String unique(String name) {
            return prefix + name;
        }

        @Override
        public void advance(long millis) {
            throw new IllegalStateException("Artemis has no virtual clock.");
        }

        @Override
        public long beganAt() {
            return 0;
        }

        @Override
        public long patienceMillis() {
            return 1_000;
        }

        @Override
        public void end() throws Exception {
            for (String queue : server.getActiveMQServerControl().getQueueNames()) {
                if (queue.contains(prefix)) {
                    server.destroyQueue(SimpleString.of(queue), null, false);
                }
            }
        }
    }

    @Override
    public void close() throws Exception {
        factory.close();
        server.stop();
    }
}
