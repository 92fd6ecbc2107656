package org.petrelmq.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.junit.PetrelTest;

@PetrelTest
@Timeout(60)
class CommandsTest {
    @Test
    void eachServiceTakesItsCommands_theOthersStay() throws Exception {
        Commands.Outcome outcome = Commands.run(new Output().stream);

        assertThat(outcome.billing())
                .containsExactly("ChargeCard 119.00 EUR to M. Okafor", "RefundCard 35.50 EUR to L. Brandt");
        assertThat(outcome.warehouse()).containsExactly("ReserveStock 2 compasses", "ReserveStock 5 logbooks");
        assertThat(outcome.unknown()).containsExactly("AwardPoints", "ReserveStock");
        assertThat(outcome.loyalty()).containsExactly("AwardPoints 119 points to M. Okafor");
        assertThat(outcome.left()).isEqualTo(1);
    }
}
