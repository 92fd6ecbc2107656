package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.CompletionListener;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.ResourceAllocationRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class AsynchronousSendTest {
    @RegisterExtension
    private final OwnBroker own =
            new OwnBroker(BrokerOptions.builder().memoryLimit(20_000).sendTimeout(Duration.ZERO));

    /** Calls something for each message that was sent; a failure is kept. */
    private static final class Told implements CompletionListener {
        private final Consumer<Message> action;
        private final CompletableFuture<Message> first = new CompletableFuture<>();

        Told(Consumer<Message> action) {
            this.action = action;
        }

        @Override
        public void onCompletion(Message message) {
            try {
                action.accept(message);
                first.complete(message);
            } catch (RuntimeException e) {
                first.completeExceptionally(e);
            }
        }

        @Override
        public void onException(Message message, Exception exception) {
            first.completeExceptionally(exception);
        }
    }

    @Test
    void completions_manySends_comeInOrderOnOneThreadOfTheConnection() throws Exception {
        List<String> texts = Collections.synchronizedList(new ArrayList<>());
        List<String> threads = Collections.synchronizedList(new ArrayList<>());
        try (JMSContext context = own.context();
                JMSContext sibling = context.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            Queue queue = context.createQueue("q");
            Told told = new Told(message -> {
                texts.add(OwnBroker.text(message));
                threads.add(Thread.currentThread().getName());
            });
            for (int i = 0; i < 20; i++) {
                (i % 2 == 0 ? context : sibling).createProducer().setAsync(told).send(queue, "m" + i);
            }
        }
        assertThat(texts).hasSize(20).startsWith("m0", "m1", "m2").endsWith("m18", "m19");
        assertThat(threads).allMatch(name -> name.startsWith("petrel-completion-"));
        assertThat(threads.stream().distinct()).hasSize(1);
    }

    @Test
    void connection_noAsynchronousSend_hasNoCompletionThread() {
        try (JMSContext context = own.context()) {
            context.createProducer().send(context.createQueue("q"), "m");
            assertThat(OwnBroker.petrelThreads()).noneMatch(name -> name.startsWith("petrel-completion-"));
        }
    }

    @Test
    void send_noRoom_throwsAndTellsNobody() throws JMSException {
        own.send("q", "small");
        try (JMSContext context = own.context()) {
            Told told = new Told(message -> {});
            assertThatThrownBy(() ->
                            context.createProducer().setAsync(told).send(context.createQueue("q"), new byte[30_000]))
                    .isInstanceOf(ResourceAllocationRuntimeException.class);
            context.close();
            assertThat(told.first).isNotDone();
        }
        assertThat(own.texts("q")).containsExactly("small");
    }

    @Test
    void close_fromCompletionOfSibling_worksOnceItsOwnSendsAreComplete() throws Exception {
        try (JMSContext context = own.context()) {
            JMSContext sibling = context.createContext(JMSContext.AUTO_ACKNOWLEDGE);
            Told told = new Told(message -> sibling.close());
            context.createProducer().setAsync(told).send(context.createQueue("q"), "m");
            assertThat(OwnBroker.text(told.first.get())).isEqualTo("m");
        }
    }

    @Test
    void commit_byListenerThatCompletionWaitsFor_isRefusedToOneOfThem() throws Exception {
        own.send("in", "go");
        try (JMSContext context = own.context();
                JMSContext listening = context.createContext(JMSContext.SESSION_TRANSACTED)) {
            CountDownLatch inListener = new CountDownLatch(1);
            CountDownLatch inCompletion = new CountDownLatch(1);
            CompletableFuture<Void> committed = new CompletableFuture<>();
            CompletableFuture<Void> closed = new CompletableFuture<>();
            Told closer = new Told(message -> {
                inCompletion.countDown();
                await(inListener);
                complete(closed, listening::close);
            });
            listening.createConsumer(listening.createQueue("in")).setMessageListener(message -> {
                await(inCompletion);
                // Behind the completion that is being told, on the same thread.
                listening.createProducer().setAsync(new Told(any -> {})).send(listening.createQueue("out"), "m");
                inListener.countDown();
                complete(committed, listening::commit);
            });
            context.createProducer().setAsync(closer).send(context.createQueue("other"), "m");
            CompletableFuture.allOf(closed.exceptionally(e -> null), committed.exceptionally(e -> null))
                    .get();
            assertThat(List.of(closed, committed)).anyMatch(CompletableFuture::isCompletedExceptionally);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void complete(CompletableFuture<Void> future, Runnable action) {
        try {
            action.run();
            future.complete(null);
        } catch (IllegalStateRuntimeException e) {
            future.completeExceptionally(e);
        }
    }

    @Test
    void brokerClose_fromCompletionListener_ends() throws Exception {
        Broker other = Broker.open("petrel:mem:", BrokerOptions.builder().build());
        try (JMSContext context = other.connectionFactory().createContext()) {
            CompletableFuture<Thread> closer = new CompletableFuture<>();
            Told told = new Told(message -> {
                other.close();
                closer.complete(Thread.currentThread());
            });
            context.createProducer().setAsync(told).send(context.createQueue("q"), "m");
            closer.get().join();
            assertThat(told.first.get()).isNotNull();
        }
    }
}
