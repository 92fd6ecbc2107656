package org.petrelmq.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.junit.PetrelTest;

@PetrelTest
@Timeout(60)
class WebAppTest {
    @Test
    void anOrderGoesThroughTheQueue() throws Exception {
        WebApp.Outcome outcome = WebApp.run(new Output().stream);

        assertThat(outcome.posted()).isEqualTo(new WebApp.Answer(202, "queued 3 anchors, 40 kg"));
        assertThat(outcome.consumed()).isEqualTo(new WebApp.Answer(200, "3 anchors, 40 kg"));
        assertThat(outcome.empty()).isEqualTo(new WebApp.Answer(204, ""));
        assertThat(outcome.directory()).doesNotExist();
    }
}
