package org.petrelmq.samples;

import static org.petrelmq.junit.PetrelAssertions.assertThat;

import jakarta.jms.JMSContext;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.petrelmq.junit.Injected;
import org.petrelmq.junit.PetrelExtension;
import org.petrelmq.junit.TestBroker;

// testing.md begins
/** A broker for all tests of a class, and another one beside it for each. */
class SharedBrokerTest {
    @RegisterExtension
    static final PetrelExtension SHARED =
            PetrelExtension.builder().durable().perClass().build();

    @RegisterExtension
    static final PetrelExtension BACKUP = PetrelExtension.builder()
            .named("backup")
            .options(options -> options.maxDeliveries(3))
            .patience(Duration.ofSeconds(30))
            .build();

    @BeforeAll
    static void fill(TestBroker broker) {
        broker.queue("orders").send("2 compasses", "5 logbooks");
    }

    @Test
    void ordersGoToTheBackup(TestBroker broker, JMSContext from, @Injected("backup") TestBroker backup) {
        for (int i = 0; i < 2; i++) {
            String order = from.createConsumer(from.createQueue("orders")).receiveBody(String.class, 1000);
            backup.queue("orders").send(order);
        }
        assertThat(broker.queue("orders")).isEmpty();
        assertThat(backup.queue("orders")).holds("2 compasses", "5 logbooks");
    }
}
// testing.md ends
