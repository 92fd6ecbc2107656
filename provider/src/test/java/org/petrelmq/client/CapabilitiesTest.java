package org.petrelmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.petrelmq.engine.Capabilities;
import org.petrelmq.engine.Capability;
import org.petrelmq.engine.Completion;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.Engine;
import org.petrelmq.engine.EngineConnection;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;
import org.petrelmq.message.Address;
import org.petrelmq.message.Body;
import org.petrelmq.message.Headers;
import org.petrelmq.message.NamedValues;
import org.petrelmq.message.Stamp;

/** What an engine cannot do is refused when it is asked for, by the name of the capability that is missing. */
class CapabilitiesTest {
    private static final Address.Queue QUEUE = Address.queue("q");
    private static final Address.Topic TOPIC = Address.topic("t");

    /** What takes a capability. */
    private enum Use {
        XA_SESSION(Capability.XA) {
            @Override
            void make(ClientConnection connection) throws EngineException {
                connection.openSession(AckMode.XA);
            }
        },
        TEMPORARY_QUEUE(Capability.TEMP_QUEUE) {
            @Override
            void make(ClientConnection connection) throws EngineException {
                connection.createTemporary(QUEUE);
            }
        },
        TEMPORARY_TOPIC(Capability.TEMP_TOPIC) {
            @Override
            void make(ClientConnection connection) throws EngineException {
                connection.createTemporary(TOPIC);
            }
        },
        QUEUE_SELECTOR(Capability.QUEUE_SELECTOR) {
            @Override
            void make(ClientConnection connection) throws EngineException {
                consume(connection, SourceSpec.consumer(QUEUE), "a = 1");
            }
        },
        TOPIC_SELECTOR(Capability.TOPIC_SELECTOR) {
            @Override
            void make(ClientConnection connection) throws EngineException {
                consume(connection, SourceSpec.consumer(TOPIC), "a = 1");
            }
        },
        NO_LOCAL(Capability.NO_LOCAL) {
            @Override
            void make(ClientConnection connection) throws EngineException {
                consume(connection, SourceSpec.consumer(TOPIC).withoutLocal(), null);
            }
        },
        BROWSER(Capability.BROWSE) {
            @Override
            void make(ClientConnection connection) throws EngineException {
                connection.openSession(AckMode.AUTO).createBrowser(QUEUE, null);
            }
        },
        SHARED(Capability.SHARED_SUB) {
            @Override
            void make(ClientConnection connection) throws EngineException {
                consume(connection, SourceSpec.subscription(SourceSpec.Kind.SHARED, TOPIC, "s"), null);
            }
        },
        DURABLE(Capability.DURABLE_SUB) {
            @Override
            void make(ClientConnection connection) throws EngineException {
                consume(connection, SourceSpec.subscription(SourceSpec.Kind.DURABLE, TOPIC, "s"), null);
            }
        },
        SHARED_DURABLE(Capability.SHARED_DURABLE) {
            @Override
            void make(ClientConnection connection) throws EngineException {
                consume(connection, SourceSpec.subscription(SourceSpec.Kind.SHARED_DURABLE, TOPIC, "s"), null);
            }
        },
        ASYNCHRONOUS_SEND(Capability.ASYNC_SEND) {
            @Override
            void make(ClientConnection connection) throws EngineException {
                connection
                        .openSession(AckMode.AUTO)
                        .createProducer(QUEUE)
                        .sendAsync(QUEUE, new Nothing(), SendOptions.DEFAULT, new Deaf());
            }
        },
        CONNECTION_CONSUMER(Capability.CONNECTION_CONSUMER) {
            @Override
            void make(ClientConnection connection) throws EngineException {
                connection.createConnectionConsumer(SourceSpec.consumer(QUEUE), null, () -> null, 1);
            }
        };

        final Capability needed;

        Use(Capability needed) {
            this.needed = needed;
        }

        abstract void make(ClientConnection connection) throws EngineException;

        private static void consume(ClientConnection connection, SourceSpec spec, String selector)
                throws EngineException {
            connection.openSession(AckMode.AUTO).createConsumer(spec, selector);
        }
    }

    private record Nothing(Headers headers, NamedValues properties, Body body) implements Outgoing {
        Nothing() {
            this(Headers.NONE, NamedValues.EMPTY, Body.Text.NONE);
        }
    }

    private static final class Deaf implements SendListener {
        @Override
        public void stamped(Stamp stamp) {}

        @Override
        public void sent() {}

        @Override
        public void failed(EngineException cause) {}
    }

    /** An engine that does nothing. */
    private static ClientConnection connection(Set<Capability> supported) throws EngineException {
        Capabilities capabilities =
                new Capabilities("lean", supported, Capabilities.Durability.NONE, Capabilities.Order.STRICT);
        Engine engine = idle(Engine.class, capabilities);
        return ClientConnection.open(engine, new ConnectSpec(null, null, null));
    }

    private static <T> T idle(Class<T> type, Capabilities capabilities) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Class<?> answer = method.getReturnType();
            if (answer == Capabilities.class) {
                return capabilities;
            }
            if (answer == EngineConnection.class || answer == EngineSession.class || answer == Source.class) {
                return idle(answer, capabilities);
            }
            if (method.getName().equals("send") && args[1] instanceof Completion completion) {
                completion.done();
            }
            if (answer == boolean.class) {
                return true;
            }
            return answer == long.class ? 0L : null;
        }));
    }

    @ParameterizedTest
    @EnumSource
    void use_withoutTheCapability_isRefused(Use use) throws EngineException {
        Set<Capability> others = EnumSet.complementOf(EnumSet.of(use.needed));
        ClientConnection connection = connection(others);
        assertThatThrownBy(() -> use.make(connection))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        refusal -> assertThat(refusal.failure()).isEqualTo(Failure.GENERAL))
                .hasMessageContaining("'lean'");
        connection.close();
    }

    @ParameterizedTest
    @EnumSource
    void use_withThatCapabilityAlone_isAccepted(Use use) throws EngineException {
        ClientConnection connection = connection(EnumSet.of(use.needed));
        use.make(connection);
        connection.close();
    }
}
