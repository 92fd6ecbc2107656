package org.petrelmq.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.petrelmq.junit.PetrelAssertions.assertThat;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Restarts and crashes, and time. */
@PetrelTest(durable = true)
class RestartTest {
    enum End {
        RESTART,
        CRASH;

        void of(TestBroker broker) {
            if (this == RESTART) {
                broker.restart();
            } else {
                broker.crash();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasPromisedIsThere_whatWasNotCommittedIsNot(End end, TestBroker broker) {
        JMSContext context = broker.createContext(JMSContext.SESSION_TRANSACTED);
        context.createProducer().send(context.createQueue("q"), "committed");
        context.commit();
        context.createProducer().send(context.createQueue("q"), "not committed");
        end.of(broker);
        assertThat(broker.queue("q")).holds("committed");
        assertThatThrownBy(context::commit).isInstanceOf(JMSRuntimeException.class);
    }

    @ParameterizedTest
    @EnumSource
    void theFactoryGoesOn_theExceptionListenerIsTold(End end, TestBroker broker, ConnectionFactory factory)
            throws Exception {
        CompletableFuture<Exception> told = new CompletableFuture<>();
        try (JMSContext before = factory.createContext()) {
            before.setExceptionListener(told::complete);
            end.of(broker);
            assertThat(told.get(5, TimeUnit.SECONDS)).isNotNull();
        }
        try (JMSContext after = factory.createContext()) {
            after.createProducer().send(after.createQueue("q"), "after");
        }
        assertThat(broker.queue("q").receiveBody(String.class)).isEqualTo("after");
    }

    @Test
    void aRestartKnowsWhatWasHandedOut_aCrashDoesNot(TestBroker broker) {
        broker.queue("q").send("had", "perhaps had");
        takeOne(broker);
        broker.restart();
        assertThat(broker.queue("q")).first().hasBody("had").isRedelivered().hasDeliveryCount(2);
        assertThat(broker.queue("q")).message(1).isNotRedelivered();
        takeOne(broker);
        broker.crash();
        assertThat(broker.queue("q")).message(1).hasBody("perhaps had").isRedelivered();
    }

    private static void takeOne(TestBroker broker) {
        JMSContext context = broker.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
        assertThat(consumer.receive(1000)).isPersistent();
    }

    @Test
    void timeGoesOnOverACrash(TestBroker broker, JMSContext context) {
        context.createProducer()
                .setDeliveryDelay(Duration.ofDays(2).toMillis())
                .send(context.createQueue("q"), "later");
        context.createProducer().setTimeToLive(1000).send(context.createQueue("q"), "expires");
        broker.advance(Duration.ofDays(1));
        broker.crash();
        assertThat(broker.queue("q")).isEmpty().hasDelayed(1);
        broker.advance(Duration.ofDays(1));
        assertThat(broker.queue("q")).holds("later");
    }

    @Test
    @PetrelTest
    void inMemory_everythingIsGone(TestBroker broker) {
        broker.queue("q").send("a");
        broker.crash();
        assertThat(broker.queue("q")).isEmpty();
    }

    /** Chance has a part in it: without what it tests, some of the repetitions fail, and not the same ones. */
    @RepeatedTest(40)
    @PetrelTest
    void whatFellDueIsThereWhenAdvanceReturns_evenIfNobodyWasConnected(TestBroker broker) throws Exception {
        try (JMSContext context = broker.connectionFactory().createContext()) {
            JMSProducer later = context.createProducer().setDeliveryDelay(1000);
            for (int i = 0; i < 500; i++) {
                later.send(context.createQueue("q"), "a");
            }
        }
        CountDownLatch advanced = new CountDownLatch(1);
        CompletableFuture<Void> connects = CompletableFuture.runAsync(() -> {
            try {
                advanced.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            broker.connectionFactory().createContext().close();
        });
        broker.advance(Duration.ofSeconds(2));
        advanced.countDown();
        assertThat(broker.queue("q")).hasCount(500);
        connects.get(10, TimeUnit.SECONDS);
    }
}
