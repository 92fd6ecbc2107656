package org.petrelmq.conformance.receiving;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.petrelmq.conformance.Patience;

/** A message listener that records what comes and then does something, which may throw. */
final class Recorder implements MessageListener {

    /** What it does with a message when that is recorded. */
    interface Reaction {
        void to(Received received, Message message);
    }

    private final BlockingQueue<Received> heard = new LinkedBlockingQueue<>();
    private final Reaction reaction;

    Recorder() {
        this((received, message) -> {});
    }

    Recorder(Reaction reaction) {
        this.reaction = reaction;
    }

    @Override
    public void onMessage(Message message) {
        Received received;
        try {
            received = Received.of(message);
        } catch (JMSException e) {
            throw new AssertionError("A received message cannot be read.", e);
        }
        heard.add(received);
        reaction.to(received, message);
    }

    /** What came next, which has to come. */
    Received next() throws InterruptedException {
        Received received = heard.poll(Patience.arrivalMillis(), TimeUnit.MILLISECONDS);
        if (received == null) {
            throw new AssertionError("No message reached the listener within " + Patience.ARRIVAL + ".");
        }
        return received;
    }

    /** Whether everything that came has been asked for. */
    boolean isEmpty() {
        return heard.isEmpty();
    }
}
