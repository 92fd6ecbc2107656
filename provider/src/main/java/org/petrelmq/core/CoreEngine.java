package org.petrelmq.core;

import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Capabilities;
import org.petrelmq.engine.Capability;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.ConnectionEvents;
import org.petrelmq.engine.Ending;
import org.petrelmq.engine.Engine;
import org.petrelmq.engine.EngineAdmin;
import org.petrelmq.engine.EngineConnection;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/** A handle of a broker in this JVM. */
final class CoreEngine implements Engine {
    private volatile CoreBroker broker;
    private boolean keeping;
    private volatile boolean closed;

    CoreEngine(CoreBroker broker) {
        this.broker = broker;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities(Capabilities.Durability.NONE);
    }

    static Capabilities capabilities(Capabilities.Durability durability) {
        EnumSet<Capability> missing = EnumSet.of(Capability.TX_RESOLVE, Capability.DEDUP);
        return new Capabilities("embedded", EnumSet.complementOf(missing), durability, Capabilities.Order.STRICT);
    }

    @Override
    public EngineConnection connect(ConnectSpec who, ConnectionEvents events) throws EngineException {
        return broker.connections().connect(who, events);
    }

    @Override
    public EngineAdmin admin(@Nullable ConnectSpec who) throws EngineException {
        CoreBroker looked = broker;
        if (closed || looked.connections().areClosed()) {
            throw closedException();
        }
        return admin(looked, who);
    }

    static EngineAdmin admin(CoreBroker broker, @Nullable ConnectSpec who) throws EngineException {
        if (who == null) {
            return new CoreAdmin(broker, null);
        }
        broker.connections().authenticate(who);
        return new CoreAdmin(broker, who.user());
    }

    @Override
    public synchronized void keep() {
        if (!keeping) {
            keeping = true;
            BrokerRegistry.keep(broker);
        }
    }

    @Override
    public void reopen(Ending ending) throws EngineException {
        CoreBroker ended;
        synchronized (this) {
            if (!keeping) {
                throw closedException();
            }
            ended = broker;
            broker = BrokerRegistry.replace(ended);
        }
        // As in close.
        ended.shutDown(ending);
    }

    @Override
    public void close() {
        CoreBroker last;
        synchronized (this) {
            if (!keeping) {
                return;
            }
            keeping = false;
            closed = true;
            last = broker;
        }
        // Closing the broker waits for listeners, which may call this.
        BrokerRegistry.release(last);
    }

    private EngineException closedException() {
        return new EngineException(Failure.ILLEGAL_STATE, "The broker '" + broker.name() + "' is closed.");
    }
}
