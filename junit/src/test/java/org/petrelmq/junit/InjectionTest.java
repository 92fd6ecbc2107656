package org.petrelmq.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.petrelmq.junit.PetrelAssertions.assertThat;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAJMSContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petrelmq.Broker;
import org.petrelmq.BrokerAdmin;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.PetrelXAConnectionFactory;
import org.petrelmq.VirtualClock;

/** What a test gets, and that each has its own. */
@PetrelTest
class InjectionTest {
    private final TestBroker ofConstructor;

    @Injected
    private TestBroker field;

    @Injected
    private BrokerAdmin admin;

    InjectionTest(TestBroker ofConstructor) {
        this.ofConstructor = ofConstructor;
    }

    @BeforeEach
    void everywhereTheSame(TestBroker parameter) {
        assertThat((Object) parameter).isSameAs(ofConstructor).isSameAs(field);
    }

    @Test
    void allPartsAreOfOneBroker(
            Broker broker,
            PetrelConnectionFactory factory,
            ConnectionFactory plain,
            PetrelXAConnectionFactory xaFactory,
            XAConnectionFactory xa,
            JMSContext context,
            VirtualClock clock)
            throws JMSException {
        assertThat((Object) broker).isSameAs(field.broker());
        assertThat((Object) clock).isSameAs(field.clock());
        assertThat(plain).isInstanceOf(PetrelConnectionFactory.class);
        assertThat(xa).isInstanceOf(PetrelXAConnectionFactory.class);
        context.createProducer().send(context.createQueue("q"), "context");
        try (JMSContext made = factory.createContext();
                XAJMSContext distributed = xaFactory.createXAContext()) {
            made.createProducer().send(made.createQueue("q"), "factory");
            assertThat(distributed.getXAResource()).isNotNull();
        }
        assertThat(admin.count("q")).isEqualTo(2);
    }

    @RepeatedTest(3)
    void eachRepetitionHasItsOwn() {
        assertThat(field.queue("q")).isEmpty();
        field.queue("q").send("a");
        assertThat(field.queue("q")).holds("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void eachSetOfParametersHasItsOwn(String text, TestBroker broker) {
        broker.queue("q").send(text);
        assertThat(broker.queue("q")).holds(text);
    }

    @Test
    void theUrlLeadsToTheBroker(TestBroker broker) {
        try (JMSContext context = new PetrelConnectionFactory(broker.url()).createContext()) {
            context.createProducer().send(context.createQueue("q"), "by URL");
        }
        assertThat(broker.queue("q")).holds("by URL");
        assertThat(broker.directory()).isEmpty();
    }

    @Test
    @PetrelTest(durable = true, options = "maxDeliveries=1")
    void whatAMethodSaysGoesFirst(TestBroker broker) {
        assertThat(broker.directory())
                .hasValueSatisfying(directory -> assertThat(directory).isNotEmptyDirectory());
        assertThat(broker.url()).startsWith("petrel:file:").endsWith("?maxDeliveries=1");
    }

    @Nested
    class Inside {
        @Test
        void fieldsOutsideAreFilled(TestBroker broker) {
            assertThat((Object) field).isSameAs(broker);
        }
    }

    @Nested
    @PetrelTest(durable = true)
    class InsideAndOnDisk {
        @Test
        void whatANestedClassSaysGoesFirst(TestBroker broker) {
            assertThat(broker.directory()).isPresent();
        }
    }
}
