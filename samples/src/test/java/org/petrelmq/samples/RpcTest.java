package org.petrelmq.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.RequestFailedException;
import org.petrelmq.junit.PetrelTest;

@PetrelTest
@Timeout(60)
class RpcTest {
    @Test
    void aCallEndsInOneOfFourWays() throws Exception {
        Rpc.Outcome outcome = Rpc.run(new Output().stream);

        assertThat(outcome.reply()).isEqualTo("2933.95");
        assertThat(outcome.error())
                .isInstanceOfSatisfying(
                        RequestFailedException.class,
                        error -> assertThat(error.errorType()).isEqualTo("java.lang.IllegalArgumentException"))
                .hasMessage("there is no rate for DEM");
        assertThat(outcome.late()).isInstanceOf(TimeoutException.class);
        assertThat(outcome.waitingBeforeCancel()).isEqualTo(1);
        assertThat(outcome.waitingAfterCancel()).isZero();
    }
}
