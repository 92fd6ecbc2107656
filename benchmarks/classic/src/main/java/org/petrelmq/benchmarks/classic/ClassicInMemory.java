package org.petrelmq.benchmarks.classic;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.petrelmq.benchmarks.BenchmarkBroker;

/**
 * ActiveMQ Classic embedded with vm connections, without persistence, JMX and advisories, and without copying messages on
 * send: the settings that its documentation recommends for speed inside one JVM. A selector is shown a whole large backlog, not
 * only its first 200 messages, behind which a consumer waits for ever by default.
 */
public final class ClassicInMemory implements BenchmarkBroker {
    private static final int PAGE = 200_000;

    private final BrokerService broker = new BrokerService();

    @Override
    public void start() throws Exception {
        broker.setBrokerName("benchmark");
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setAdvisorySupport(false);
        broker.setUseShutdownHook(false);
        PolicyEntry policy = new PolicyEntry();
        if (System.getProperty("benchmark.row", "").equals("E3")) {
            policy.setMaxPageSize(PAGE);
            policy.setMaxBrowsePageSize(PAGE);
        }
        PolicyMap policies = new PolicyMap();
        policies.setDefaultEntry(policy);
        broker.setDestinationPolicy(policies);
        broker.start();
        broker.waitUntilStarted();
    }

    @Override
    public ConnectionFactory connectionFactory() {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://benchmark?create=false");
        factory.setCopyMessageOnSend(false);
        factory.setWatchTopicAdvisories(false);
        factory.setUseAsyncSend(true);
        return factory;
    }

    @Override
    public void stop() throws Exception {
        broker.stop();
        broker.waitUntilStopped();
    }
}
