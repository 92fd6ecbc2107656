package org.petrelmq.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.TicketReply;
import org.petrelmq.junit.PetrelTest;

@PetrelTest
@Timeout(60)
class TicketsTest {
    @Test
    void aReplyIsGivenOutOnce() throws Exception {
        Tickets.Outcome outcome = Tickets.run(new Output().stream);

        assertThat(outcome.early()).isEqualTo(TicketReply.Status.PENDING);
        assertThat(outcome.report()).isEqualTo("Revenue of 2026-Q3: 497 700 EUR");
        assertThat(outcome.again()).isEqualTo(TicketReply.Status.TAKEN);
        assertThat(outcome.failed().status()).isEqualTo(TicketReply.Status.FAILED);
        assertThat(outcome.failed().error()).hasMessage("there are no books for 2031-Q1");
        assertThat(outcome.unknown()).isEqualTo(TicketReply.Status.UNKNOWN);
    }
}
