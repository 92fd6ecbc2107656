package org.petrelmq.conformance.programs;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.util.ArrayList;
import java.util.List;
import org.petrelmq.conformance.Patience;

/** The listener of one step: keeps what it hears, and does at its first call what the step says. */
final class Hearing implements MessageListener {
    private final JmsMachine.Session session;
    private final Step.Behaviour behaviour;
    private final List<Message> messages = new ArrayList<>();
    private volatile int heard;
    private int told;

    Hearing(JmsMachine.Session session, Step.Behaviour behaviour) {
        this.session = session;
        this.behaviour = behaviour;
    }

    /** What it throws when a step wants it to. */
    static final class Intended extends RuntimeException {
        private static final long serialVersionUID = 1;

        Intended() {
            super("A listener that throws, as the program wants.");
        }
    }

    @Override
    public void onMessage(Message message) {
        session.last = message;
        synchronized (messages) {
            messages.add(message);
        }
        try {
            if (heard == 0) {
                behave(message);
            }
        } catch (JMSException e) {
            throw new IllegalStateException("A listener was refused what it may do.", e);
        } finally {
            synchronized (messages) {
                heard = messages.size();
            }
        }
    }

    private void behave(Message message) throws JMSException {
        switch (behaviour) {
            case RETURN -> {}
            case THROW -> throw new Intended();
            case ACKNOWLEDGE -> session.api.acknowledge(message);
            case RECOVER -> session.api.recover();
            case COMMIT -> session.api.commit();
            case ROLLBACK -> session.api.rollback();
        }
    }

    /** Waits until it has heard so many, or nothing more can be expected. */
    void await(int count) {
        Patience.until(() -> heard >= count);
    }

    /** What it has heard since the last call, after waiting until that is so much. */
    List<Message> next(int count) {
        await(told + count);
        synchronized (messages) {
            List<Message> next = List.copyOf(messages.subList(told, messages.size()));
            told = messages.size();
            return next;
        }
    }
}
