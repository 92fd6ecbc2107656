package org.petrelmq.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.junit.PetrelTest;

@PetrelTest
@Timeout(60)
class DurableOrdersTest {
    @Test
    void ordersAreThereAgain_theUnfinishedOneIsMarked() throws Exception {
        DurableOrders.Outcome outcome = DurableOrders.run(new Output().stream);

        assertThat(outcome.orders()).containsExactly("Sextant, brass, delivery 2", "Rope, 20 m, delivery 1");
        assertThat(outcome.sales()).containsExactly("2 articles");
    }
}
