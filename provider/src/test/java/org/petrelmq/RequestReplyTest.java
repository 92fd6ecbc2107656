package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.petrelmq.TicketReply.Status;
import org.petrelmq.util.OwnThread;

class RequestReplyTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @RegisterExtension
    final OwnBroker broker = new OwnBroker();

    private RequestReply rpc;
    private Queue queue;

    @BeforeEach
    void open() throws JMSException {
        rpc = new RequestReply(broker.factory());
        queue = rpc.queue("service");
    }

    @AfterEach
    void close() throws JMSException {
        rpc.close();
    }

    private static String get(CompletableFuture<Message> reply) throws Exception {
        return OwnBroker.text(reply.get(5, TimeUnit.SECONDS));
    }

    // ---- ask and serve ----

    @Test
    void ask_servedQueue_completesWithTheReply() throws Exception {
        rpc.serve(queue, (request, session) -> session.createTextMessage("re: " + OwnBroker.text(request)));
        CompletableFuture<Message> one = rpc.ask(queue, rpc.textMessage("one"), LONG);
        CompletableFuture<Message> two = rpc.ask(queue, rpc.textMessage("two"), LONG);
        assertThat(get(two)).isEqualTo("re: two");
        assertThat(get(one)).isEqualTo("re: one");
        assertThat(rpc.lateReplies()).isZero();
    }

    @Test
    void ask_handlerThrows_completesExceptionally() throws Exception {
        rpc.serve(queue, (request, session) -> {
            throw new IllegalArgumentException("no such order");
        });
        CompletableFuture<Message> reply = rpc.ask(queue, rpc.textMessage("?"), LONG);
        assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(RequestFailedException.class, e -> {
                    assertThat(e).hasMessage("no such order");
                    assertThat(e.errorType()).isEqualTo("java.lang.IllegalArgumentException");
                });
        assertThat(broker.admin().count("service")).isZero();
    }

    @Test
    void ask_handlerReturnsNull_completesWithAnEmptyMessage() throws Exception {
        rpc.serve(queue, (request, session) -> null);
        assertThat(rpc.ask(queue, rpc.textMessage("?"), LONG).get(5, TimeUnit.SECONDS))
                .isNotNull();
    }

    @Test
    void ask_deadline_failsAndTakesTheRequestBack() throws Exception {
        CompletableFuture<Message> reply = rpc.ask(queue, rpc.textMessage("?"), Duration.ofMillis(1));
        assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(broker.admin().count("service")).isZero();
    }

    @Test
    void ask_cancelled_takesTheRequestBackBeforeCancelReturns() throws Exception {
        CompletableFuture<Message> reply = rpc.ask(queue, rpc.textMessage("?"), LONG);
        assertThat(broker.admin().count("service")).isEqualTo(1);
        reply.cancel(false);
        assertThat(broker.admin().count("service")).isZero();
        assertThatThrownBy(reply::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void ask_request_hasTheTimeoutAsItsTimeToLive() throws Exception {
        assertThat(rpc.ask(queue, rpc.textMessage("?"), Duration.ofMinutes(5))).isNotDone();
        Message request = broker.admin().browse("service").get(0);
        assertThat(request.getJMSExpiration() - request.getJMSTimestamp()).isEqualTo(300_000);
        assertThat(request.getJMSReplyTo()).isNotNull();
    }

    @Test
    void lateReply_isDroppedAndCounted() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        rpc.serve(queue, (request, session) -> {
            taken.countDown();
            cancelled.await();
            return session.createTextMessage("late");
        });
        CompletableFuture<Message> reply = rpc.ask(queue, rpc.textMessage("?"), LONG);
        assertThat(taken.await(5, TimeUnit.SECONDS)).isTrue();
        reply.cancel(false);
        cancelled.countDown();
        // The next request is answered after the late reply was sent, and replies come in order.
        assertThat(get(rpc.ask(queue, rpc.textMessage("next"), LONG))).isEqualTo("late");
        assertThat(rpc.lateReplies()).isEqualTo(1);
    }

    @Test
    void ask_serverThatAnswersWithTheMessageId_isUnderstood() throws Exception {
        CompletableFuture<Message> reply = rpc.ask(queue, rpc.textMessage("?"), LONG);
        try (Connection connection = broker.factory().createConnection()) {
            connection.start();
            Session session = connection.createSession();
            Message request = session.createConsumer(queue).receive(5000);
            Message answer = session.createTextMessage("by message ID");
            answer.setJMSCorrelationID(request.getJMSMessageID());
            session.createProducer(null).send(request.getJMSReplyTo(), answer);
        }
        assertThat(get(reply)).isEqualTo("by message ID");
    }

    @Test
    void serve_askerIsGone_goesOn() throws Exception {
        RequestReply gone = new RequestReply(broker.factory());
        assertThat(gone.ask(queue, gone.textMessage("from the dead"), LONG)).isNotDone();
        try (Connection connection = broker.factory().createConnection()) {
            connection.start();
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(queue);
            Message held = consumer.receive(5000);
            gone.close();
            assertThat(held).isNotNull();
        }
        rpc.serve(queue, (request, session) -> session.createTextMessage("alive"));
        assertThat(get(rpc.ask(queue, rpc.textMessage("?"), LONG))).isEqualTo("alive");
        awaitEmpty("service");
    }

    @Test
    void serve_closed_leavesRequestsForOthers() throws Exception {
        RequestReply.Service service = rpc.serve(queue, (request, session) -> session.createTextMessage("first"));
        assertThat(get(rpc.ask(queue, rpc.textMessage("?"), LONG))).isEqualTo("first");
        service.close();
        CompletableFuture<Message> reply = rpc.ask(queue, rpc.textMessage("?"), LONG);
        assertThat(broker.admin().count("service")).isEqualTo(1);
        rpc.serve(queue, (request, session) -> session.createTextMessage("second"));
        assertThat(get(reply)).isEqualTo("second");
    }

    @Test
    void close_cancelsWhatWaitsAndTakesItBack() throws Exception {
        RequestReply closing = new RequestReply(broker.factory());
        CompletableFuture<Message> reply = closing.ask(queue, closing.textMessage("?"), LONG);
        closing.close();
        assertThat(reply.isCancelled()).isTrue();
        assertThat(broker.admin().count("service")).isZero();
        assertThatThrownBy(() -> closing.ask(queue, rpc.textMessage("?"), LONG))
                .isInstanceOf(jakarta.jms.IllegalStateException.class);
    }

    @Test
    void ask_withoutTime_isRefused() throws JMSException {
        Message request = rpc.textMessage("?");
        assertThatThrownBy(() -> rpc.ask(queue, request, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rpc.submit(queue, request, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyAsks_fromManyThreads_eachGetsItsOwnReply() throws Exception {
        for (int i = 0; i < 3; i++) {
            rpc.serve(queue, (request, session) -> session.createTextMessage("re: " + OwnBroker.text(request)));
        }
        List<CompletableFuture<Void>> askers = new ArrayList<>();
        for (int asker = 0; asker < 4; asker++) {
            String name = "asker " + asker;
            askers.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            for (int i = 0; i < 200; i++) {
                                String text = name + " " + i;
                                assertThat(get(rpc.ask(queue, rpc.textMessage(text), LONG)))
                                        .isEqualTo("re: " + text);
                            }
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    },
                    OwnThread.INSTANCE));
        }
        for (CompletableFuture<Void> asker : askers) {
            asker.get(20, TimeUnit.SECONDS);
        }
    }

    private void awaitEmpty(String name) throws JMSException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (broker.admin().count(name) > 0 && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        assertThat(broker.admin().count(name)).isZero();
    }

    // ---- tickets ----

    private void answer(String text) throws JMSException {
        try (Connection connection = broker.factory().createConnection()) {
            connection.start();
            Session session = connection.createSession();
            Message request = session.createConsumer(queue).receive(5000);
            Message reply = session.createTextMessage(text);
            reply.setJMSCorrelationID(request.getJMSCorrelationID());
            session.createProducer(null).send(request.getJMSReplyTo(), reply);
        }
    }

    @Test
    void poll_beforeAndAfterTheReply() throws Exception {
        String ticket = rpc.submit(queue, rpc.textMessage("?"), LONG);
        assertThat(ticket).matches("[A-Za-z0-9_-]+");
        assertThat(rpc.poll(ticket).status()).isEqualTo(Status.PENDING);
        answer("42");
        TicketReply reply = rpc.poll(ticket);
        assertThat(reply.status()).isEqualTo(Status.READY);
        assertThat(OwnBroker.text(reply.message())).isEqualTo("42");
        assertThat(rpc.poll(ticket).status()).isEqualTo(Status.TAKEN);
        assertThat(rpc.poll(ticket).status()).isEqualTo(Status.TAKEN);
    }

    @Test
    void poll_fromAnotherConnection_getsTheReply() throws Exception {
        String ticket = rpc.submit(queue, rpc.textMessage("?"), LONG);
        answer("42");
        rpc.close();
        try (RequestReply other = new RequestReply(broker.factory())) {
            assertThat(OwnBroker.text(other.poll(ticket).message())).isEqualTo("42");
        }
    }

    @Test
    void poll_servedWithAnError_isFailed() throws Exception {
        rpc.serve(queue, (request, session) -> {
            throw new IllegalStateException("out of stock");
        });
        String ticket = rpc.submit(queue, rpc.textMessage("?"), LONG);
        TicketReply reply = rpc.poll(ticket);
        while (reply.status() == Status.PENDING) {
            Thread.onSpinWait();
            reply = rpc.poll(ticket);
        }
        assertThat(reply.status()).isEqualTo(Status.FAILED);
        assertThat(reply.error()).hasMessage("out of stock");
        assertThat(rpc.poll(ticket).status()).isEqualTo(Status.TAKEN);
    }

    @Test
    void poll_afterItsTime_isExpired() throws Exception {
        String ticket = rpc.submit(queue, rpc.textMessage("?"), Duration.ofMillis(1));
        TicketReply reply = rpc.poll(ticket);
        while (reply.status() == Status.PENDING) {
            Thread.onSpinWait();
            reply = rpc.poll(ticket);
        }
        assertThat(reply.status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void poll_noTicket_isUnknown() throws Exception {
        for (String text : new String[] {"", "x", "%%%", "bm8gdGlja2V0", "AAAA"}) {
            assertThat(rpc.poll(text).status()).as(text).isEqualTo(Status.UNKNOWN);
        }
        String ticket = rpc.submit(queue, rpc.textMessage("?"), LONG);
        try (Broker other = Broker.open("petrel:mem:");
                RequestReply elsewhere = new RequestReply(other.connectionFactory())) {
            assertThat(elsewhere.poll(ticket).status()).isEqualTo(Status.UNKNOWN);
        }
    }

    @Test
    void poll_manyAtATime_oneIsReady() throws Exception {
        for (int round = 0; round < 20; round++) {
            String ticket = rpc.submit(queue, rpc.textMessage("?"), LONG);
            answer("42");
            try (RequestReply other = new RequestReply(broker.factory())) {
                CompletableFuture<Status> second =
                        CompletableFuture.supplyAsync(() -> status(other, ticket), OwnThread.INSTANCE);
                Status first = status(rpc, ticket);
                List<Status> both = List.of(first, second.get(5, TimeUnit.SECONDS));
                assertThat(both).containsOnlyOnce(Status.READY);
                assertThat(both).doesNotContain(Status.UNKNOWN, Status.EXPIRED);
            }
        }
    }

    private static Status status(RequestReply client, String ticket) {
        try {
            return client.poll(ticket).status();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }
}
