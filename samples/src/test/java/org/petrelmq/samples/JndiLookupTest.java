package org.petrelmq.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.junit.PetrelTest;

@PetrelTest
@Timeout(60)
class JndiLookupTest {
    @Test
    void whatIsLookedUpWorks() throws Exception {
        JndiLookup.Outcome outcome = JndiLookup.run(new Output().stream);

        assertThat(outcome.clientId()).isEqualTo("accounting");
        assertThat(outcome.invoices()).isEqualTo("accounting.invoices.incoming");
        assertThat(outcome.paid()).isEqualTo("accounting.invoices.paid");
        assertThat(outcome.booked()).isEqualTo("Invoice 7731: 2 barrels of tar, 184.00 EUR");
        assertThat(outcome.missing()).contains("jms/reminders");
    }
}
