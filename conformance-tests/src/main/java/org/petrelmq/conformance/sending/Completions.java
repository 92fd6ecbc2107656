package org.petrelmq.conformance.sending;

import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.petrelmq.conformance.Patience;

/** A completion listener that records what was completed, after it has done something. */
final class Completions implements CompletionListener {

    /** What it does in onCompletion. */
    interface Action {
        void run(Message message) throws Exception;
    }

    private final Action action;
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();

    Completions() {
        this(message -> {});
    }

    Completions(Action action) {
        this.action = action;
    }

    @Override
    public void onCompletion(Message message) {
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            threads.add(Thread.currentThread());
            action.run(message);
            messages.add(message);
            texts.add(message instanceof TextMessage text ? text.getText() : "");
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        } finally {
            running.decrementAndGet();
        }
    }

    @Override
    public void onException(Message message, Exception exception) {
        failure.compareAndSet(null, exception);
    }

    /** The texts completed so far, in the order of the callbacks; fails if anything went wrong. */
    List<String> texts() throws JMSException {
        verify();
        return List.copyOf(texts);
    }

    /** The texts, when there are so many, which have to come. */
    List<String> texts(int count) throws JMSException {
        Patience.until(() -> texts.size() >= count || failure.get() != null);
        return texts();
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    List<Thread> threads() {
        return List.copyOf(threads);
    }

    /** The most callbacks that ran at a time. */
    int mostRunning() {
        return mostRunning.get();
    }

    private void verify() {
        if (failure.get() != null) {
            throw new AssertionError("A completion failed: " + failure.get(), failure.get());
        }
    }
}
