package org.petrelmq.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.junit.PetrelTest;

@PetrelTest
@Timeout(60)
class OrderProcessingTest {
    @Test
    void ordersGoThroughAndThePoisonIsDead() throws Exception {
        OrderProcessing.Outcome outcome = OrderProcessing.run(new Output().stream);

        assertThat(outcome.shipped())
                .containsExactly(
                        "2026-0117: 1 x Sextant, brass",
                        "2026-0119: 2 x Signal flags",
                        "2026-0120: 1 x Oilskin jacket");
        assertThat(outcome.invoices()).isEqualTo(3);
        assertThat(outcome.dead())
                .containsExactly(new OrderProcessing.DeadOrder(
                        "2026-0118", "orders.placed", "delivered 3 times without acknowledgement", 3));
    }
}
