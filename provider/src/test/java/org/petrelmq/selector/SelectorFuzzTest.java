package org.petrelmq.selector;

import org.junit.jupiter.api.Test;
import org.petrelmq.Mutations;

class SelectorFuzzTest {

    @Test
    void parse_mutations_isASelectorOrASelectorException() {
        new Mutations("selector").give(SelectorFuzz::check, 50_000);
    }
}
