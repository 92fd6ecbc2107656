package org.petrelmq.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.petrelmq.junit.PetrelAssertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One instance for all tests of a class gets the broker of the class before it is asked for anything. */
@PetrelTest(scope = BrokerScope.CLASS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstanceOfClassTest {
    private final TestBroker ofConstructor;

    @Injected
    private TestBroker field;

    InstanceOfClassTest(TestBroker ofConstructor) {
        this.ofConstructor = ofConstructor;
    }

    @BeforeAll
    void send(TestBroker parameter) {
        assertThat((Object) parameter).isSameAs(ofConstructor).isSameAs(field);
        field.queue("q").send("of the class");
    }

    @AfterAll
    void look() {
        assertThat(field.queue("q")).holds("of the class");
    }

    @Test
    void hasTheBrokerOfTheClass(TestBroker parameter) {
        assertThat((Object) parameter).isSameAs(ofConstructor).isSameAs(field);
    }

    @Nested
    @PetrelTest(scope = BrokerScope.CLASS, durable = true)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Inside {
        private final TestBroker ownOfConstructor;

        Inside(TestBroker ownOfConstructor) {
            this.ownOfConstructor = ownOfConstructor;
        }

        @Test
        void hasItsOwnIfItSaysSo(TestBroker parameter) {
            assertThat((Object) parameter).isSameAs(ownOfConstructor).isNotSameAs(ofConstructor);
            assertThat(parameter.directory()).isPresent();
        }
    }
}
