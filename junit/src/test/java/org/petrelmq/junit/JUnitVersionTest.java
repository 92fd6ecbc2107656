package org.petrelmq.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** These tests run on the JUnit that they are said to run on. */
class JUnitVersionTest {
    @Test
    void theVersionIsTheOneOfTheBuild() {
        assertThat(Test.class.getPackage().getImplementationVersion())
                .isEqualTo(System.getProperty("petrel.junit.expected"));
    }
}
