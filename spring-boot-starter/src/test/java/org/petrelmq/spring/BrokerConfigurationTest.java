package org.petrelmq.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petrelmq.Broker;
import org.petrelmq.DestinationInfo;
import org.petrelmq.PetrelConnectionFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.jms.JmsSecurityException;
import org.springframework.jms.core.JmsTemplate;

/** Which broker an application gets. */
@ExtendWith(NoThreadsLeft.class)
@Timeout(60)
class BrokerConfigurationTest {
    /** Spring Boot's analyzers want a bean factory. */
    private static final FailureHandler FAILING_ONES_ARE_OTHERS = (type, name, failure) -> {};

    private final ApplicationContextRunner app = Apps.withEverything();

    private static void send(AssertableApplicationContext context, String queue, String text) {
        context.getBean(JmsTemplate.class).convertAndSend(queue, text);
    }

    private static Object receive(AssertableApplicationContext context, String queue) {
        return context.getBean(JmsTemplate.class).receiveAndConvert(queue);
    }

    private static long count(AssertableApplicationContext context, String queue) throws Exception {
        return context.getBean(Broker.class).admin().count(queue);
    }

    @Test
    void withoutAnyProperty_thereIsABrokerInMemory() {
        app.run(context -> {
            send(context, "orders", "3 anchors");
            assertThat(receive(context, "orders")).isEqualTo("3 anchors");
        });
    }

    @Test
    void lazyInitialization_changesNothing() {
        app.withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> {
                    send(context, "orders", "3 anchors");
                    assertThat(receive(context, "orders")).isEqualTo("3 anchors");
                });
    }

    @Test
    void twoContexts_haveABrokerEach() {
        app.run(one -> app.run(other -> {
            send(one, "orders", "3 anchors");
            send(other, "orders", "1 sextant");
            send(other, "orders", "2 flags");
            assertThat(count(one, "orders")).isEqualTo(1);
            assertThat(count(other, "orders")).isEqualTo(2);
        }));
    }

    @Test
    void inMemory_nothingOutlivesTheContext() {
        app.run(context -> send(context, "orders", "3 anchors"));
        app.run(context ->
                assertThat(context.getBean(Broker.class).admin().list()).isEmpty());
    }

    @Test
    void inADirectory_messagesOutliveTheContext(@TempDir Path parent) {
        Path directory = parent.resolve("with a space & 100%");
        ApplicationContextRunner onDisk = app.withPropertyValues("petrel.embedded.data-directory=" + directory);
        onDisk.run(context -> send(context, "orders", "3 anchors"));
        onDisk.run(context -> assertThat(receive(context, "orders")).isEqualTo("3 anchors"));
        assertThat(directory).isNotEmptyDirectory();
    }

    @Test
    void notPersistent_leavesTheDirectoryAlone(@TempDir Path parent) {
        Path directory = parent.resolve("orders");
        app.withPropertyValues("petrel.embedded.data-directory=" + directory, "petrel.embedded.persistent=false")
                .run(context -> send(context, "orders", "3 anchors"));
        assertThat(directory).doesNotExist();
    }

    @Test
    void persistentWithoutADirectory_isRefused() {
        app.withPropertyValues("petrel.embedded.persistent=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("petrel.embedded.persistent")
                        .hasMessageContaining(
                                "A persistent broker needs a place of its own: set petrel.embedded.data-directory."));
    }

    @Test
    void emptyProperties_areNone() {
        app.withPropertyValues("petrel.broker-url=", "petrel.user=", "petrel.embedded.data-directory=")
                .run(context -> assertThat(
                                context.getBean(PetrelProperties.class).url())
                        .isEqualTo("petrel:mem:"));
    }

    @Test
    void emptyUrlAndNotEmbedded_isNoBroker() {
        app.withPropertyValues("petrel.embedded.enabled=false", "petrel.broker-url=")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(Broker.class)
                        .doesNotHaveBean(ConnectionFactory.class));
    }

    @Test
    void booleansMayBeOtherWords() {
        app.withPropertyValues("petrel.embedded.enabled=on")
                .run(context -> assertThat(context).hasSingleBean(Broker.class));
        app.withPropertyValues("petrel.embedded.enabled=off")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Broker.class));
    }

    @Test
    void url_joinsTheBrokerOfThatName() throws Exception {
        try (Broker shop = Broker.open("petrel:mem:starter-shop")) {
            app.withPropertyValues("petrel.broker-url=petrel:mem:starter-shop").run(context -> {
                send(context, "orders", "3 anchors");
                assertThat(shop.admin().count("orders")).isEqualTo(1);
            });
            assertThat(shop.admin().count("orders")).isEqualTo(1);
        }
    }

    @Test
    void urlAndDirectory_areRefused(@TempDir Path directory) {
        app.withPropertyValues(
                        "petrel.broker-url=petrel:mem:starter-shop", "petrel.embedded.data-directory=" + directory)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("petrel.broker-url")
                        .hasMessageContaining("petrel.embedded.data-directory"));
    }

    /** They are of the other broker; nobody should believe that they count. */
    @ParameterizedTest
    @CsvSource({
        "petrel.embedded.persistent=false, petrel.embedded.persistent",
        "petrel.embedded.options.maxDeliveries=3, petrel.embedded.options"
    })
    void urlAndWhatIsSaidOfAnotherBroker_areRefused(String setting, String property) {
        app.withPropertyValues("petrel.broker-url=petrel:mem:starter-shop", setting)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("petrel.broker-url")
                        .hasMessageContaining(property));
    }

    @Test
    void directoryThatIsNoPath_isRefused() {
        app.withPropertyValues("petrel.embedded.data-directory=shop\0orders")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("petrel.embedded.data-directory"));
    }

    @Test
    void malformedUrl_isRefusedAtTheStart() {
        app.withPropertyValues("petrel.broker-url=tcp://localhost:61616")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("it has the form petrel:mem:NAME or petrel:file:PATH"));
    }

    @Test
    void whatKeepsABrokerFromBeingOpened_isSaidInASentence() {
        app.withPropertyValues("petrel.broker-url=petrel:mem:starter-shop?maxDelivery=2")
                .run(context -> {
                    FailureAnalysis analysis = new BrokerFailureAnalyzer().analyze(context.getStartupFailure());
                    assertThat(analysis.getDescription())
                            .startsWith("The broker petrel:mem:starter-shop cannot be opened: ")
                            .contains("maxDeliveries");
                    assertThat(analysis.getAction()).contains("petrel.*");
                });
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(FailureAnalyzer.class, FAILING_ONES_ARE_OTHERS))
                .hasAtLeastOneElementOfType(BrokerFailureAnalyzer.class);
    }

    @Test
    void destinations_areThereFromTheStart() {
        app.withPropertyValues("petrel.embedded.queues=orders,parcels", "petrel.embedded.topics=news")
                .run(context -> assertThat(context.getBean(Broker.class).admin().list())
                        .extracting(DestinationInfo::kind, DestinationInfo::name)
                        .map(Object::toString)
                        .containsExactly("(QUEUE, \"orders\")", "(QUEUE, \"parcels\")", "(TOPIC, \"news\")"));
    }

    @Test
    void illegalDestination_failsTheStartAndLeavesNothing() throws Exception {
        app.withPropertyValues("petrel.broker-url=petrel:mem:starter-names", "petrel.embedded.queues=two\tparts")
                .run(context -> assertThat(context).hasFailed());
        try (Broker broker = Broker.open("petrel:mem:starter-names?maxConnections=1")) {
            assertThat(broker.admin().list()).isEmpty();
        }
    }

    @Test
    void applicationThatFailsLater_leavesNothingOpen(@TempDir Path directory) throws Exception {
        app.withUserConfiguration(FailsLater.class)
                .withPropertyValues("petrel.embedded.data-directory=" + directory)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessage("no ink"));
        // Other options would be refused by a broker that is open.
        try (Broker broker = Broker.open("petrel:file:" + directory + "?maxDeliveries=4")) {
            assertThat(broker.admin().count("orders")).isEqualTo(1);
        }
    }

    @Test
    void options_areThoseOfTheBroker() {
        app.withPropertyValues(
                        "petrel.embedded.options.maxDeliveries=2",
                        "petrel.embedded.options.[destination.orders.>.deadLetterQueue]=orders.dead")
                .run(context -> assertThat(
                                context.getBean(PetrelProperties.class).url())
                        .isEqualTo("petrel:mem:?destination.orders.%3E.deadLetterQueue=orders.dead&maxDeliveries=2"));
    }

    @Test
    void unknownOption_isRefusedAndTheNearestNamed() {
        app.withPropertyValues("petrel.embedded.options.maxDelivery=2")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("maxDelivery")
                        .hasMessageContaining("maxDeliveries"));
    }

    @Test
    void customizer_setsOptionsThatAreObjects() {
        ApplicationContextRunner guarded = app.withUserConfiguration(Guarded.class);
        guarded.withPropertyValues("petrel.user=clerk", "petrel.password=secret", "petrel.embedded.queues=orders")
                .run(context -> {
                    send(context, "orders", "3 anchors");
                    assertThat(receive(context, "orders")).isEqualTo("3 anchors");
                    assertThat(context.getBean(PetrelProperties.class).toString())
                            .contains("clerk")
                            .doesNotContain("secret");
                });
        guarded.withPropertyValues("petrel.user=clerk", "petrel.password=wrong")
                .run(context -> assertThatThrownBy(() -> send(context, "orders", "3 anchors"))
                        .isInstanceOf(JmsSecurityException.class));
    }

    @Test
    void ownBroker_isTheOneThatIsUsed() {
        app.withUserConfiguration(OwnBroker.class).run(context -> {
            send(context, "orders", "3 anchors");
            assertThat(context.getBean(Broker.class).toString()).contains("starter-own");
            assertThat(count(context, "orders")).isEqualTo(1);
        });
    }

    @Test
    void ownConnectionFactory_isTheOnlyOne() {
        app.withUserConfiguration(OwnFactory.class)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ConnectionFactory.class)
                        .doesNotHaveBean(Broker.class)
                        .doesNotHaveBean("petrelHealthIndicator")
                        .doesNotHaveBean(BrokerMetrics.class));
    }

    @Test
    void notEmbeddedAndNoUrl_isNoBroker() {
        app.withPropertyValues("petrel.embedded.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(Broker.class)
                        .doesNotHaveBean(ConnectionFactory.class));
    }

    @Test
    void notEmbeddedAndAUrl_isTheBrokerOfTheUrl() {
        app.withPropertyValues("petrel.embedded.enabled=false", "petrel.broker-url=petrel:mem:starter-url")
                .run(context ->
                        assertThat(context.getBean(Broker.class)).hasToString("Broker[petrel:mem:starter-url]"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Guarded {
        @Bean
        PetrelBrokerCustomizer guard() {
            return options ->
                    options.authenticator((user, password) -> "clerk".equals(user) && "secret".equals(password));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FailsLater {
        @Bean
        Object invoices(JmsTemplate template) {
            template.convertAndSend("orders", "3 anchors");
            throw new IllegalStateException("no ink");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnBroker {
        @Bean
        Broker broker() throws Exception {
            return Broker.open("petrel:mem:starter-own");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFactory {
        @Bean
        ConnectionFactory factory() {
            return new PetrelConnectionFactory("petrel:mem:");
        }
    }
}
