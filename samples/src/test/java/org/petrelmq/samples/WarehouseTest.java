package org.petrelmq.samples;

import static org.petrelmq.junit.PetrelAssertions.assertThat;

import jakarta.jms.JMSContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.junit.PetrelTest;
import org.petrelmq.junit.TestBroker;

/** Tests of an application with the JUnit kit; the blocks of docs/testing.md. */
@Timeout(60)
// testing.md begins
@PetrelTest
class WarehouseTest {
    @Test
    void anOrderBecomesAParcel(TestBroker broker) {
        try (Warehouse warehouse = new Warehouse(broker.connectionFactory())) {
            broker.queue("orders").send("3 anchors");
            assertThat(broker.queue("parcels")).eventually().holds("Parcel with 3 anchors");
            assertThat(broker.queue("parcels")).first().hasProperty("weight", 9);
        }
    }
    // testing.md ends

    // testing.md begins
    @Test
    @PetrelTest(options = "maxDeliveries=3")
    void anOrderOfNothing_isADeadLetterAfterThreeTries(TestBroker broker) {
        try (Warehouse warehouse = new Warehouse(broker.connectionFactory())) {
            broker.queue("orders").send(" ");
            assertThat(broker.deadLetters()).eventually().first().isDeadLetterFrom("orders");
            assertThat(broker.queue("parcels")).isEmpty();
        }
    }
    // testing.md ends

    // testing.md begins
    @Test
    void aReminderComesADayLater(TestBroker broker, JMSContext context) {
        context.createProducer()
                .setDeliveryDelay(Duration.ofDays(1).toMillis())
                .send(context.createQueue("reminders"), "pay the invoice");
        assertThat(broker.queue("reminders")).isEmpty().hasDelayed(1);
        broker.advance(Duration.ofDays(1));
        assertThat(broker.queue("reminders")).holds("pay the invoice");
    }
    // testing.md ends

    // testing.md begins
    @Test
    @PetrelTest(durable = true)
    void anOrderThatACrashInterrupts_comesAgainMarked(TestBroker broker) {
        broker.queue("orders").send("1 sextant");
        JMSContext interrupted = broker.createContext(JMSContext.SESSION_TRANSACTED);
        interrupted.createConsumer(interrupted.createQueue("orders")).receive(1000);
        interrupted.createProducer().send(interrupted.createQueue("parcels"), "half packed");

        broker.crash();

        assertThat(broker.queue("parcels")).isEmpty();
        assertThat(broker.queue("orders")).holds("1 sextant").first().isRedelivered();
        try (Warehouse warehouse = new Warehouse(broker.connectionFactory())) {
            assertThat(broker.queue("parcels")).eventually().holds("Parcel with 1 sextant");
        }
    }
    // testing.md ends
}
