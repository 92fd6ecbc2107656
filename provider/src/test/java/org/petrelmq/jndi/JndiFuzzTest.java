package org.petrelmq.jndi;

import org.junit.jupiter.api.Test;
import org.petrelmq.Mutations;

class JndiFuzzTest {

    @Test
    void context_mutations_givesOurObjectsOrANamingException() {
        new Mutations("jndi").give(ContextFuzz::check, 20_000);
    }

    @Test
    void reference_mutations_givesOurObjectsOrANamingException() {
        new Mutations("jndi").give(ReferenceFuzz::check, 20_000);
    }
}
