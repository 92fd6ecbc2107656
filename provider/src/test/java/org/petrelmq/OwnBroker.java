package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.petrelmq.core.Broken;

/**
 * A broker of a test's own, in memory, on a clock that stands. After the test its invariants are checked, then it is closed,
 * and no thread of Petrel may be left. Registered with {@code @RegisterExtension} as an instance field.
 */
final class OwnBroker implements AfterEachCallback {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String name = "test-" + NUMBERS.incrementAndGet();
    private final VirtualClock clock = VirtualClock.standingAt(Instant.parse("2026-01-01T00:00:00Z"));
    private final Broker broker;

    OwnBroker() {
        this(BrokerOptions.builder());
    }

    OwnBroker(BrokerOptions.Builder options) {
        try {
            broker = Broker.open(url(), options.clock(clock).build());
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    String url() {
        return "petrel:mem:" + name;
    }

    Broker broker() {
        return broker;
    }

    BrokerAdmin admin() {
        return broker.admin();
    }

    VirtualClock clock() {
        return clock;
    }

    PetrelConnectionFactory factory() {
        return broker.connectionFactory();
    }

    JMSContext context() {
        return factory().createContext();
    }

    JMSContext context(int mode) {
        return factory().createContext(mode);
    }

    /** Sends texts to a queue. */
    void send(String queue, String... texts) {
        try (JMSContext context = context()) {
            for (String text : texts) {
                context.createProducer().send(context.createQueue(queue), text);
            }
        }
    }

    /** The texts that a consumer of a queue or subscription could receive now. */
    List<String> texts(String queue) throws JMSException {
        return admin().browse(queue).stream().map(OwnBroker::text).toList();
    }

    static String text(jakarta.jms.Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Broken.assertAllBrokersAreSound();
        broker.close();
        assertThat(petrelThreads())
                .as("threads alive after close of %s", context.getTestMethod().map(Method::getName))
                .isEmpty();
    }

    static List<String> petrelThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(thread -> thread.startsWith("petrel-"))
                .toList();
    }
}
