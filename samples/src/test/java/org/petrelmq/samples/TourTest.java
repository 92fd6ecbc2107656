package org.petrelmq.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.junit.PetrelTest;

@PetrelTest
@Timeout(60)
class TourTest {
    @Test
    void allSamplesRun() {
        Output output = new Output();

        Tour.Outcome outcome = Tour.run(output.stream);

        assertThat(outcome.failed()).as(output.toString()).isEmpty();
        assertThat(outcome.ran()).isEqualTo(9);
    }
}
