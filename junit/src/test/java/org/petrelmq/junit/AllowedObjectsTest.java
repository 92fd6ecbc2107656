package org.petrelmq.junit;

import static org.petrelmq.junit.PetrelAssertions.assertThat;

import jakarta.jms.JMSContext;
import java.io.Serial;
import java.io.Serializable;
import org.junit.jupiter.api.Test;

/** Assertions about objects of a class that the broker's URL allows. */
@PetrelTest(options = "allowedClasses=org.petrelmq.junit.*")
class AllowedObjectsTest {
    private record Parcel(String content) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    @Test
    void anObject_isLookedAt(TestBroker broker, JMSContext context) {
        context.createProducer().send(context.createQueue("q"), new Parcel("anchor"));
        assertThat(broker.queue("q")).holds(new Parcel("anchor"));
    }
}
