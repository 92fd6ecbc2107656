package org.petrelmq.conformance.programs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.petrelmq.Broker;
import org.petrelmq.BrokerOptions;
import org.petrelmq.DestinationInfo;
import org.petrelmq.VirtualClock;

/** Petrel in memory with a virtual clock, a new broker for each program. */
final class PetrelTarget implements Target {
    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger LISTENERS = Logger.getLogger("org.petrelmq.client");

    static final Setting SETTING = new Setting(
            List.of(
                    "java.time.Duration",
                    "java.time.Instant",
                    "org.petrelmq.Broker",
                    "org.petrelmq.BrokerOptions",
                    "org.petrelmq.VirtualClock"),
            List.of(
                    "VirtualClock clock = VirtualClock.standingAt(Instant.ofEpochMilli(1_000_000));",
                    "BrokerOptions options = BrokerOptions.builder().clock(clock).maxDeliveries(0).build();"),
            "Broker broker = Broker.open(\"petrel:mem:\", options)",
            "broker.connectionFactory()",
            "clock.advance(Duration.ofMillis(%d))");

    private static final long BEGINNING = 1_000_000;

    /** The classic API, receiving without waiting: what was sent is there at once. */
    static final PetrelTarget CLASSIC = new PetrelTarget(ClassicApi::new, 0);

    /** The simplified API, receiving with a timeout. */
    static final PetrelTarget SIMPLIFIED = new PetrelTarget(SimplifiedApi::new, 1_000);

    private final Function<ConnectionFactory, Api> form;
    private final long patienceMillis;

    private PetrelTarget(Function<ConnectionFactory, Api> form, long patienceMillis) {
        this.form = form;
        this.patienceMillis = patienceMillis;
    }

    /** Listeners throw in many programs, which Petrel reports each time. */
    static void silence() {
        LISTENERS.setLevel(Level.OFF);
    }

    @Override
    public Ground begin() throws JMSException {
        VirtualClock clock = VirtualClock.standingAt(Instant.ofEpochMilli(BEGINNING));
        BrokerOptions options =
                BrokerOptions.builder().clock(clock).maxDeliveries(0).build();
        return new OfPetrel(this, clock, Broker.open("petrel:mem:", options));
    }

    private record OfPetrel(PetrelTarget target, VirtualClock clock, Broker broker) implements Ground {
        @Override
        public Api api() {
            return target.form.apply(broker.connectionFactory());
        }

        @Override
        public String unique(String name) {
            return name;
        }

        @Override
        public void advance(long millis) {
            clock.advance(Duration.ofMillis(millis));
        }

        @Override
        public long beganAt() {
            return BEGINNING;
        }

        @Override
        public long patienceMillis() {
            return target.patienceMillis;
        }

        @Override
        public void end() throws JMSException {
            try {
                assertThat(broker.admin().list()).allSatisfy(OfPetrel::assertIsIdle);
            } finally {
                broker.close();
            }
        }

        private static void assertIsIdle(DestinationInfo info) {
            assertThat(info.delivered()).as(info.name()).isZero();
            assertThat(info.temporary()).as(info.name()).isFalse();
            if (info.kind() != DestinationInfo.Kind.TOPIC) {
                assertThat(info.consumers()).as(info.name()).isZero();
            }
        }
    }
}
