package org.petrelmq.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSContext;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the extension says to those who use it in a way that it cannot be used; and tests at the same time. */
class MisuseTest {

    @PetrelTest
    static class AsksTooEarly {
        @BeforeAll
        static void asks(TestBroker broker) {
            assertThat((Object) broker).isNotNull();
        }

        @Test
        void doesNothing() {
            // It does not come to this.
        }
    }

    @Test
    void aBrokerForEachTest_isNotThereBeforeTheFirst() {
        assertThat(Run.of(AsksTooEarly.class).failure())
                .contains("there is no test yet")
                .contains("BrokerScope.CLASS");
    }

    static class SharesAnInstanceField {
        @RegisterExtension
        final PetrelExtension petrel = PetrelExtension.builder().perClass().build();

        @Test
        void asks(TestBroker broker) {
            assertThat((Object) broker).isNotNull();
        }
    }

    @Test
    void aBrokerForAClass_takesAStaticField() {
        assertThat(Run.of(SharesAnInstanceField.class).failure()).contains("static field");
    }

    @PetrelTest
    static class WantsAString {
        @Injected
        private String text;

        @Test
        void asks() {
            assertThat(text).isNull();
        }
    }

    @Test
    void whatABrokerHasNot_isNamed() {
        assertThat(Run.of(WantsAString.class).failure()).contains("no java.lang.String for @Injected");
    }

    @PetrelTest(options = "maxDelivery=3")
    static class HasAnUnknownOption {
        @Test
        void asks(TestBroker broker) {
            assertThat((Object) broker).isNotNull();
        }
    }

    @Test
    void anOptionThatIsNone_isNamedWithTheNearest() {
        assertThat(Run.of(HasAnUnknownOption.class).failure())
                .contains("HasAnUnknownOption.asks could not be opened")
                .contains("maxDeliveries");
    }

    @PetrelTest(durable = true)
    static class Durable {
        static Path directory;

        @Test
        void asks(TestBroker broker) {
            directory = broker.directory().orElseThrow().getParent();
            assertThat(directory).isDirectory();
        }
    }

    @Test
    void theDirectoryIsRemoved() {
        assertThat(Run.of(Durable.class).passed()).isEqualTo(1);
        assertThat(Durable.directory).doesNotExist();
    }

    @PetrelTest(durable = true)
    static class RemovesItsDirectory {
        @Test
        void asks(TestBroker broker) {
            broker.broker().close();
            new ScratchDirectory(broker.directory().orElseThrow().getParent()).delete();
        }
    }

    @Test
    void theDirectoryMayBeRemovedByTheTest() {
        assertThat(Run.of(RemovesItsDirectory.class).failures()).isEmpty();
    }

    @PetrelTest(durable = true)
    static class IsNotConstructed {
        private static final AtomicReference<TestBroker> KEPT = new AtomicReference<>();

        IsNotConstructed(TestBroker broker, JMSContext context) {
            KEPT.set(broker);
            context.createProducer().send(context.createQueue("q"), "a");
            throw new IllegalArgumentException("own failure");
        }

        @Test
        void doesNothing() {
            // It does not come to this.
        }
    }

    @Test
    void aConstructorThatThrows_leavesNoBroker() {
        assertThat(Run.of(IsNotConstructed.class).failure()).isEqualTo("own failure");
        assertThat(IsNotConstructed.KEPT.get().directory().orElseThrow().getParent())
                .doesNotExist();
        assertThatThrownBy(() -> IsNotConstructed.KEPT.get().admin().list()).hasMessageContaining("closed");
    }

    @PetrelTest(scope = BrokerScope.CLASS, durable = true)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class IsNotConstructedForItsClass {
        private static final AtomicReference<TestBroker> KEPT = new AtomicReference<>();

        IsNotConstructedForItsClass(TestBroker broker) {
            KEPT.set(broker);
            throw new IllegalArgumentException("own failure");
        }

        @Test
        void doesNothing() {
            // It does not come to this.
        }
    }

    @Test
    void aConstructorThatThrows_leavesNoBroker_ofTheClassEither() {
        assertThat(Run.of(IsNotConstructedForItsClass.class).failure()).isEqualTo("own failure");
        assertThatThrownBy(() -> IsNotConstructedForItsClass.KEPT.get().admin().list())
                .hasMessageContaining("closed");
    }

    @PetrelTest(scope = BrokerScope.CLASS)
    static class WantsAnotherBrokerOfTheClass {
        @Test
        @PetrelTest(scope = BrokerScope.CLASS, durable = true)
        void asks(TestBroker broker) {
            assertThat(broker.directory()).isPresent();
        }
    }

    @Test
    void aMethodCannotSayWhatBrokerItsClassHas() {
        assertThat(Run.of(WantsAnotherBrokerOfTheClass.class).failure()).contains("@PetrelTest on the class");
    }

    @PetrelTest
    static class HasAStaticField {
        @Injected
        private static TestBroker broker;

        @Test
        void asks() {
            assertThat((Object) broker).isNotNull();
        }
    }

    @Test
    void aStaticField_isNotForABrokerOfEachTest() {
        assertThat(Run.of(HasAStaticField.class).failure()).contains("instance field");
    }

    @PetrelTest
    static class NamesNobody {
        @Injected("bakcup")
        private TestBroker backup;

        @Test
        void asks() {
            assertThat((Object) backup).isNotNull();
        }
    }

    @Test
    void aFieldOfANameThatThereIsNot_isNamed() {
        assertThat(Run.of(NamesNobody.class).failure())
                .contains("NamesNobody.backup is @Injected(\"bakcup\")")
                .contains("no PetrelExtension of that name");
    }

    @PetrelTest
    @Execution(ExecutionMode.CONCURRENT)
    static class InParallel {
        @RepeatedTest(20)
        void sendsAndReceives(TestBroker broker) {
            broker.queue("q").send("a");
            PetrelAssertions.assertThat(broker.queue("q")).holds("a");
            assertThat(broker.queue("q").receiveBody(String.class)).isEqualTo("a");
        }

        @RepeatedTest(8)
        void leavesAConnection(TestBroker broker) {
            broker.connectionFactory().createContext();
        }
    }

    @Test
    void testsAtTheSameTime_haveTheirOwn_andAreCheckedOneByOne() {
        Run run = Run.inParallel(InParallel.class);
        assertThat(run.passed()).isEqualTo(20);
        assertThat(run.failures())
                .hasSize(8)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageContaining("InParallel.leavesAConnection has left open:\n - a connection"));
    }
}
