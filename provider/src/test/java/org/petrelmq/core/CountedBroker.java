package org.petrelmq.core;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.petrelmq.client.AckMode;
import org.petrelmq.client.ClientConnection;
import org.petrelmq.client.ClientProducer;
import org.petrelmq.client.ClientSession;
import org.petrelmq.client.Outgoing;
import org.petrelmq.client.SendOptions;
import org.petrelmq.engine.AckModel;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.TxModel;
import org.petrelmq.message.Address;
import org.petrelmq.message.Body;
import org.petrelmq.message.Headers;
import org.petrelmq.message.NamedValues;
import org.petrelmq.store.MessageStore;
import org.petrelmq.util.TimeSource;
import org.petrelmq.util.VirtualTime;

/** A broker with a connection to it, which counts what the way of a message costs: locks taken, clocks read, alarms set. */
final class CountedBroker implements AutoCloseable {

    /** What it has cost. */
    record Cost(int guards, int clock, int alarms) {
        @Override
        public String toString() {
            return guards + " guards, clock read " + clock + " times, " + alarms + " alarms";
        }
    }

    private final AtomicInteger guards = new AtomicInteger();
    private final AtomicInteger clock = new AtomicInteger();
    private final AtomicInteger alarms = new AtomicInteger();

    final VirtualTime time = new VirtualTime(1_000_000);
    final CoreBroker broker;
    final CoreConnection engine;
    final ClientConnection client;

    CountedBroker(MessageStore store) {
        try {
            BrokerConfig config = BrokerConfig.of(Map.of("time", new CountingTime()));
            broker = new CoreBroker("counted", config, store, Disconnections.threadsOf("counted"), CountingLock::new);
            engine = broker.connections().connect(new ConnectSpec(null, null, null), cause -> {});
            engine.setFlowing(true);
            client = ClientConnection.open(new CoreEngine(broker), new ConnectSpec(null, null, null));
            client.start();
        } catch (EngineException e) {
            throw new AssertionError(e);
        }
    }

    /** Something that is done with messages. */
    @FunctionalInterface
    interface Work {
        void run() throws EngineException;
    }

    /** What something costs, once. */
    Cost of(Work work) throws EngineException {
        take();
        work.run();
        return take();
    }

    /** What it has cost since the last call. */
    Cost take() {
        return new Cost(guards.getAndSet(0), clock.getAndSet(0), alarms.getAndSet(0));
    }

    ClientSession session(AckMode mode) throws EngineException {
        return client.openSession(mode);
    }

    /** A session of the engine itself, as one with AUTO has. */
    CoreSession engineSession() throws EngineException {
        return (CoreSession) engine.openSession(AckModel.EACH, TxModel.NONE);
    }

    CoreSession transactedEngineSession() throws EngineException {
        return (CoreSession) engine.openSession(AckModel.ALL, TxModel.LOCAL);
    }

    /** Sends so many messages, one by one. */
    static void send(ClientSession session, Address to, int count) throws EngineException {
        send(session, to, count, NamedValues.EMPTY, SendOptions.DEFAULT);
    }

    static void send(ClientSession session, Address to, int count, NamedValues properties, SendOptions options)
            throws EngineException {
        ClientProducer producer = session.createProducer(to);
        for (int i = 0; i < count; i++) {
            producer.send(to, new Plain(properties), options);
        }
        producer.close();
    }

    /** A property. */
    static NamedValues named(String name, Object value) {
        NamedValues.Editor editor = new NamedValues.Editor();
        editor.put(name, value);
        return editor.freeze();
    }

    private record Plain(NamedValues properties) implements Outgoing {
        @Override
        public Headers headers() {
            return Headers.NONE;
        }

        @Override
        public Body body() {
            return new Body.Text("text");
        }
    }

    @Override
    public void close() {
        Broken.assertSound(broker);
        engine.close();
        broker.shutDown();
    }

    private final class CountingLock extends ReentrantLock {
        private static final long serialVersionUID = 1L;

        @Override
        public void lock() {
            guards.incrementAndGet();
            super.lock();
        }
    }

    private final class CountingTime implements TimeSource {
        @Override
        public long millis() {
            clock.incrementAndGet();
            return time.millis();
        }

        @Override
        public Alarm alarm(String name, Runnable task) {
            Alarm alarm = time.alarm(name, task);
            return new Alarm() {
                @Override
                public void wakeAt(long millis) {
                    alarms.incrementAndGet();
                    alarm.wakeAt(millis);
                }

                @Override
                public void close() {
                    alarm.close();
                }
            };
        }
    }
}
