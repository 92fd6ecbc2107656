package org.petrelmq.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.junit.Injected;
import org.petrelmq.junit.PetrelExtension;
import org.petrelmq.junit.TestBroker;

class JfrObserverTest {
    @TempDir
    private Path directory;

    private interface Work {
        void on(JMSContext context);
    }

    @RegisterExtension
    static final PetrelExtension PETREL = PetrelExtension.builder()
            .options(options -> options.flightRecorder().maxDeliveries(1))
            .build();

    @Injected
    private TestBroker broker;

    /** What a recording has of some work. */
    private List<String> recorded(int mode, Work work) throws Exception {
        Path file = directory.resolve("r.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            try (JMSContext context = broker.connectionFactory().createContext(mode)) {
                work.on(context);
            }
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("org.petrelmq."))
                .map(JfrObserverTest::shown)
                .toList();
    }

    private static String shown(RecordedEvent event) {
        assertThat(event.getString("broker")).startsWith("JfrObserverTest.");
        String name = event.getEventType().getLabel();
        if (event.hasField("sent")) {
            return name + " " + event.getInt("sent") + " " + event.getInt("consumed");
        }
        assertThat(event.getString("messageId")).startsWith("ID:");
        String count = event.hasField("count")
                ? " " + event.getInt("count")
                : event.hasField("deliveries") ? " " + event.getInt("deliveries") : "";
        return name + " " + event.getString("destination") + count;
    }

    @Test
    void sendDeliverAcknowledge() throws Exception {
        assertThat(recorded(JMSContext.AUTO_ACKNOWLEDGE, context -> {
                    context.createProducer().send(context.createQueue("q"), "m");
                    context.createConsumer(context.createQueue("q")).receiveNoWait();
                }))
                .containsExactly("Send q", "Deliver q 1", "Acknowledge q");
    }

    @Test
    void acknowledge_byTheClient() throws Exception {
        assertThat(recorded(JMSContext.CLIENT_ACKNOWLEDGE, context -> {
                    context.createProducer().send(context.createQueue("q"), "m");
                    context.createConsumer(context.createQueue("q")).receiveNoWait();
                    context.acknowledge();
                }))
                .containsExactly("Send q", "Deliver q 1", "Acknowledge q");
    }

    @Test
    void commit_andDeadLetter() throws Exception {
        assertThat(recorded(JMSContext.SESSION_TRANSACTED, context -> {
                    context.createProducer().send(context.createQueue("q"), "m");
                    context.commit();
                    JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
                    consumer.receiveNoWait();
                    context.rollback();
                }))
                .containsExactly("Send q", "Commit 1 0", "Deliver q 1", "Dead letter q 1");
    }

    @Test
    void expire() throws Exception {
        assertThat(recorded(JMSContext.AUTO_ACKNOWLEDGE, context -> {
                    context.createProducer().setTimeToLive(10).send(context.createQueue("q"), "m");
                    broker.advance(Duration.ofMillis(10));
                }))
                .containsExactly("Send q", "Expire q");
    }
}
