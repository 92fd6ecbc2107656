package org.petrelmq;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The asking side: one temporary queue and one consumer for all replies, and a map from correlation IDs to the futures that
 * wait for them. Thread-safe; sessions are used under its lock.
 */
final class Asker implements AutoCloseable {
    private final Session sending;
    private final MessageProducer producer;
    private final Session withdrawing;
    private final Session receiving;
    private final Destination replies;
    private final ScheduledThreadPoolExecutor deadlines;
    private volatile @Nullable Thread deadlineThread;

    private final Map<String, Request> pending = new ConcurrentHashMap<>();
    private final String prefix = UUID.randomUUID() + "-";
    private final AtomicLong serial = new AtomicLong();
    private final AtomicLong late = new AtomicLong();

    Asker(Connection connection) throws JMSException {
        sending = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        producer = sending.createProducer(null);
        withdrawing = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        receiving = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        replies = receiving.createTemporaryQueue();
        MessageConsumer consumer = receiving.createConsumer(replies);
        consumer.setMessageListener(this::received);
        deadlines = new ScheduledThreadPoolExecutor(1, this::newDeadlineThread);
        deadlines.setRemoveOnCancelPolicy(true);
    }

    private Thread newDeadlineThread(Runnable task) {
        Thread thread = new Thread(task, "petrel-request-deadlines");
        thread.setDaemon(true);
        deadlineThread = thread;
        return thread;
    }

    /** A request that waits for its reply. */
    private static final class Request {
        final Queue queue;
        final String correlation;
        final CompletableFuture<Message> reply = new CompletableFuture<>();

        /** Set before the future completes: then there is nothing to take back. */
        volatile boolean answered;

        /** Set when it was looked for to be taken back. */
        volatile boolean withdrawn;

        /** The message ID, once the send has returned it: a second name for the request. */
        volatile @Nullable String messageId;

        Request(Queue queue, String correlation) {
            this.queue = queue;
            this.correlation = correlation;
        }

        // The future of whenComplete is the same one with another name; what it ends with is the user's to see.
        @SuppressWarnings("FutureReturnValueIgnored")
        void whenDone(Runnable action) {
            reply.whenComplete((message, error) -> action.run());
        }
    }

    CompletableFuture<Message> ask(Queue queue, Message message, Duration timeout) {
        Request request = new Request(queue, prefix + serial.incrementAndGet());
        pending.put(request.correlation, request);
        TimeoutException late = new TimeoutException("No reply from '" + queue + "' within " + timeout + ".");
        ScheduledFuture<?> deadline =
                deadlines.schedule(() -> expire(request, late), timeout.toMillis(), TimeUnit.MILLISECONDS);
        // Whoever completes the future, the user's cancel included, finishes the request on the same thread.
        request.whenDone(() -> {
            deadline.cancel(false);
            finish(request);
        });
        send(request, message, timeout);
        return request.reply;
    }

    /** Whoever sees the deadline finds the request taken back: so first that, then the future. */
    private void expire(Request request, TimeoutException late) {
        if (!request.reply.isDone()) {
            withdraw(request);
            request.reply.completeExceptionally(late);
        }
    }

    private void finish(Request request) {
        pending.remove(request.correlation);
        String messageId = request.messageId;
        if (messageId != null) {
            pending.remove(messageId);
        }
        if (!request.answered && !request.withdrawn) {
            withdraw(request);
        }
    }

    private void send(Request request, Message message, Duration timeout) {
        try {
            synchronized (sending) {
                message.setJMSCorrelationID(request.correlation);
                message.setJMSReplyTo(replies);
                // The asker's future does not survive this process, so neither need the request.
                producer.send(
                        request.queue,
                        message,
                        DeliveryMode.NON_PERSISTENT,
                        Message.DEFAULT_PRIORITY,
                        Math.max(1, timeout.toMillis()));
                nameByMessageId(request, message.getJMSMessageID());
            }
        } catch (JMSException e) {
            request.reply.completeExceptionally(e);
        }
        if (request.reply.isDone() && !request.answered) {
            // Cancelled, or over its time, while it was being sent: then it was looked for before it was there.
            withdraw(request);
        }
    }

    /** Servers that do not copy the correlation ID answer with the message ID as correlation ID. */
    private void nameByMessageId(Request request, @Nullable String messageId) {
        if (messageId != null) {
            request.messageId = messageId;
            pending.put(messageId, request);
            if (request.reply.isDone()) {
                pending.remove(messageId);
            }
        }
    }

    private void received(Message reply) {
        try {
            Request request = requestOf(reply.getJMSCorrelationID());
            if (request == null) {
                late.incrementAndGet();
                return;
            }
            request.answered = true;
            RequestFailedException error = Replies.errorOf(reply);
            boolean inTime = error == null ? request.reply.complete(reply) : request.reply.completeExceptionally(error);
            if (!inTime) {
                late.incrementAndGet();
            }
        } catch (JMSException e) {
            System.getLogger("org.petrelmq").log(Level.WARNING, "A reply cannot be read.", e);
        }
    }

    private @Nullable Request requestOf(@Nullable String correlation) {
        if (correlation == null) {
            return null;
        }
        Request request = pending.get(correlation);
        if (request == null && correlation.startsWith("ID:")) {
            // A reply by message ID may be here before its send has returned that ID.
            synchronized (sending) {
                request = pending.get(correlation);
            }
        }
        return request;
    }

    /** Takes a request back that no server has taken. */
    private void withdraw(Request request) {
        request.withdrawn = true;
        String selector = "JMSCorrelationID = '" + request.correlation + "'";
        try {
            synchronized (withdrawing) {
                try (MessageConsumer consumer = withdrawing.createConsumer(request.queue, selector)) {
                    consumer.receiveNoWait();
                }
            }
        } catch (JMSException e) {
            // It has a time to live and goes by itself.
            System.getLogger("org.petrelmq").log(Level.DEBUG, "A request cannot be withdrawn.", e);
        }
    }

    long late() {
        return late.get();
    }

    @Override
    public void close() throws JMSException {
        for (Request request : new ArrayList<>(pending.values())) {
            request.reply.cancel(false);
        }
        deadlines.shutdownNow();
        awaitDeadlineThread();
        receiving.close();
        sending.close();
        withdrawing.close();
    }

    /** No thread is left after close, unless it is the one that closes. */
    private void awaitDeadlineThread() {
        Thread thread = deadlineThread;
        if (thread == null || thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
