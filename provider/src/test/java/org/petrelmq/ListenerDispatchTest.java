package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions with several listeners, one of which may run at a time: what is for the others meanwhile. */
class ListenerDispatchTest {
    @RegisterExtension
    final OwnBroker broker = new OwnBroker();

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final BlockingQueue<String> got = new LinkedBlockingQueue<>();

    /** Its listener of "busy" runs until it is released. */
    private void occupy(JMSContext context) throws InterruptedException {
        context.createConsumer(context.createQueue("busy")).setMessageListener(message -> {
            running.countDown();
            await(release);
        });
        broker.send("busy", "long");
        await(running);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void listen(JMSContext context, String queue, String who) {
        context.createConsumer(context.createQueue(queue))
                .setMessageListener(message -> got.add(who + " " + OwnBroker.text(message)));
    }

    private String next() throws InterruptedException {
        return got.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void whileASessionIsBusy_whatItListensToGoesToAnother() throws Exception {
        try (JMSContext first = broker.context();
                JMSContext second = broker.context()) {
            // The first waits longer, so it would be woken for each message.
            listen(first, "shared", "first");
            listen(second, "shared", "second");
            occupy(first);
            for (int i = 0; i < 10; i++) {
                broker.send("shared", "m" + i);
                assertThat(next()).isEqualTo("second m" + i);
            }
            release.countDown();
        }
    }

    @Test
    void whileAllSessionsAreBusy_nothingIsLost() throws Exception {
        try (JMSContext only = broker.context()) {
            listen(only, "shared", "only");
            listen(only, "other", "only");
            occupy(only);
            broker.send("shared", "a", "b");
            broker.send("other", "c");
            release.countDown();
            assertThat(List.of(next(), next(), next())).containsExactlyInAnyOrder("only a", "only b", "only c");
        }
    }

    @Test
    void whatABusySessionWasWokenFor_goesToAReceiverThatWaits() throws Exception {
        try (JMSContext busy = broker.context();
                JMSContext receiver = broker.context()) {
            listen(busy, "shared", "busy");
            occupy(busy);
            broker.send("shared", "m");
            Message message =
                    receiver.createConsumer(receiver.createQueue("shared")).receive(30_000);
            assertThat(OwnBroker.text(message)).isEqualTo("m");
            release.countDown();
        }
        assertThat(got).isEmpty();
    }

    @Test
    void queueWithABacklog_doesNotKeepOthersWaiting() throws Exception {
        String[] many = new String[200];
        for (int i = 0; i < many.length; i++) {
            many[i] = "m" + i;
        }
        try (JMSContext context = broker.context()) {
            listen(context, "full", "full");
            listen(context, "small", "small");
            context.stop();
            broker.send("full", many);
            broker.send("small", "a", "b");
            context.start();
            List<String> order = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                order.add(next());
            }
            assertThat(order).contains("small a", "small b");
        }
    }

    @Test
    void listenerThatIsRemovedAndSetAgain_getsWhatCameMeanwhile() throws Exception {
        try (JMSContext context = broker.context();
                JMSContext sender = broker.context()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            consumer.setMessageListener(message -> got.add("before"));
            sender.createProducer().send(sender.createQueue("q"), "a");
            assertThat(next()).isEqualTo("before");
            consumer.setMessageListener(null);
            sender.createProducer().send(sender.createQueue("q"), "b");
            consumer.setMessageListener(message -> got.add("after"));
            assertThat(next()).isEqualTo("after");
        }
    }

    /** DUPS_OK puts acknowledgements off, until there is nothing to do. */
    @Test
    void listenerThatClosesItsConsumer_leavesNothingUnacknowledged() throws Exception {
        try (JMSContext context = broker.context(JMSContext.DUPS_OK_ACKNOWLEDGE)) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            consumer.setMessageListener(message -> {
                got.add(OwnBroker.text(message));
                consumer.close();
            });
            broker.send("q", "a");
            assertThat(next()).isEqualTo("a");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (delivered() > 0 && System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
            assertThat(delivered()).isZero();
        }
    }

    private long delivered() throws JMSException {
        return broker.admin().list().stream()
                .mapToLong(DestinationInfo::delivered)
                .sum();
    }
}
