package org.petrelmq;

import org.junit.jupiter.api.Test;

class UrlFuzzTest {

    @Test
    void url_mutations_isAUrlOrAnIllegalArgument() {
        new Mutations("url").give(UrlFuzz::check, 20_000);
    }
}
