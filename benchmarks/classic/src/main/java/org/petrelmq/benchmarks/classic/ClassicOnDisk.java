package org.petrelmq.benchmarks.classic;

import jakarta.jms.ConnectionFactory;
import java.io.File;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.petrelmq.benchmarks.BenchmarkBroker;

/**
 * ActiveMQ Classic embedded with KahaDB, synced for each send, which is its default, and otherwise as in memory. It may use as
 * much of the heap as it does by default, at least. Where each acknowledgement is to wait for the disk, it does; by default the
 * client sends it and goes on.
 */
public final class ClassicOnDisk implements BenchmarkBroker {
    private final BrokerService broker = new BrokerService();

    @Override
    public void start() throws Exception {
        KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
        store.setDirectory(new File(System.getProperty("benchmark.directory")));
        broker.setPersistenceAdapter(store);
        broker.setBrokerName("benchmark");
        broker.setUseJmx(false);
        broker.setAdvisorySupport(false);
        broker.setUseShutdownHook(false);
        broker.getSystemUsage().getMemoryUsage().setPercentOfJvmHeap(70);
        broker.getSystemUsage().getStoreUsage().setLimit(50L << 30);
        broker.start();
        broker.waitUntilStarted();
    }

    @Override
    public ConnectionFactory connectionFactory() {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://benchmark?create=false");
        factory.setCopyMessageOnSend(false);
        factory.setWatchTopicAdvisories(false);
        factory.setSendAcksAsync(!System.getProperty("benchmark.row", "").equals("F5"));
        return factory;
    }

    @Override
    public void stop() throws Exception {
        broker.stop();
        broker.waitUntilStopped();
    }
}
