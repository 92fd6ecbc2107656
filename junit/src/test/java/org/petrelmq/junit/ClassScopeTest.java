package org.petrelmq.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.petrelmq.junit.PetrelAssertions.assertThat;

import jakarta.jms.JMSContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker for all tests of a class, and a second one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClassScopeTest {
    @RegisterExtension
    static final PetrelExtension SHARED = PetrelExtension.builder().perClass().build();

    @RegisterExtension
    static final PetrelExtension OTHER = PetrelExtension.builder()
            .named("other")
            .durable()
            .options(options -> options.deadLetterQueue("dead"))
            .build();

    @Injected
    private static TestBroker broker;

    private static JMSContext ofClass;

    @BeforeAll
    static void send(TestBroker parameter) {
        assertThat((Object) parameter).isSameAs(broker);
        parameter.queue("q").send("of the class");
        ofClass = parameter.connectionFactory().createContext();
    }

    @AfterAll
    static void look() {
        ofClass.close();
        assertThat(broker.queue("q")).holds("of the class", "of a test");
    }

    @Test
    @Order(1)
    void oneTest(TestBroker parameter) {
        assertThat((Object) parameter).isSameAs(broker);
        parameter.queue("q").send("of a test");
    }

    @Test
    @Order(2)
    void anotherTest_andItsContext(JMSContext context) {
        assertThat(broker.queue("q")).holds("of the class", "of a test");
        context.createProducer().send(context.createQueue("gone"), "");
        broker.queue("gone").receive();
    }

    @Test
    @Order(3)
    void theOtherBroker(@Injected("other") TestBroker other, TestBroker parameter) {
        assertThat((Object) other).isNotSameAs(parameter);
        assertThat(other.directory()).isPresent();
        assertThat(other.queue("q")).isEmpty();
    }

    @Nested
    class Inside {
        @Test
        void hasTheBrokerOfTheClass(TestBroker parameter) {
            assertThat((Object) parameter).isSameAs(broker);
        }
    }
}
