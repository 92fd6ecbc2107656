package org.petrelmq.crash;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.petrelmq.crash.history.Checker;
import org.petrelmq.crash.history.Event;
import org.petrelmq.crash.history.Event.Booted;
import org.petrelmq.crash.history.Event.Failed;
import org.petrelmq.crash.history.Event.Stopped;
import org.petrelmq.crash.history.History;
import org.petrelmq.crash.history.Kind;
import org.petrelmq.crash.worker.Party;
import org.petrelmq.crash.worker.Peer;
import org.petrelmq.crash.worker.Teller;

/**
 * F16: threads that send and receive are interrupted ten thousand times, at random. Their calls may fail; the journal stays
 * open, and those who are not interrupted notice nothing.
 */
@Tag("crash")
final class InterruptTest {
    private static final int INTERRUPTS = Integer.getInteger("petrel.crash.interrupts", 10_000);
    private static final String QUEUE = "work";

    private final Peer peer =
            Peer.petrel(Scratch.url(Scratch.directory("interrupt").resolve("store")));
    private final History history = new History();
    private final Teller teller = Teller.to(history);
    private final ConcurrentLinkedQueue<Exception> unexpected = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    @Test
    void the_journal_stays_open() throws Exception {
        history.add(new Booted());
        try (Connection connection = peer.connections().createConnection()) {
            connection.start();
            List<Thread> victims = List.of(
                    new Thread(() -> send(connection, "victim", true)),
                    new Thread(() -> receive(connection, "receivingVictim", true)));
            List<Thread> others = List.of(
                    new Thread(() -> send(connection, "other", false)),
                    new Thread(() -> receive(connection, "receivingOther", false)));
            victims.forEach(Thread::start);
            others.forEach(Thread::start);
            Random random = new Random(16);
            for (int i = 0; i < INTERRUPTS; i++) {
                victims.get(i % 2).interrupt();
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(500)));
            }
            stopping = true;
            for (Thread victim : victims) {
                victim.join();
            }
            for (Thread other : others) {
                other.join();
            }
        }
        history.add(new Stopped());
        assertThat(unexpected).isEmpty();

        history.add(new Booted());
        try (Connection connection = peer.connections().createConnection()) {
            Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
            Party party = new Party(session, "last", teller, new Random(0));
            MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
            connection.start();
            Message message = party.receive(consumer, Kind.RECEIVE, QUEUE, "", 500);
            while (message != null) {
                party.acknowledge(message);
                message = party.receive(consumer, Kind.RECEIVE, QUEUE, "", 500);
            }
        }
        history.add(new Stopped());
        assertThat(new Checker().check(history)).isEmpty();
        System.out.println(INTERRUPTS + " interrupts, " + count(Event.Returned.class) + " calls returned, "
                + count(Failed.class) + " failed.");
    }

    private void send(Connection connection, String name, boolean victim) {
        try {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            Party party = new Party(session, name, teller, new Random(1));
            Queue queue = session.createQueue(QUEUE);
            while (!stopping) {
                attempt(victim, () -> party.send(queue, QUEUE, ""));
            }
        } catch (JMSException | RuntimeException e) {
            unexpected.add(e);
        }
    }

    private void receive(Connection connection, String name, boolean victim) {
        try {
            Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
            Party party = new Party(session, name, teller, new Random(2));
            MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
            while (!stopping) {
                attempt(victim, () -> {
                    Message message = party.receive(consumer, Kind.RECEIVE, QUEUE, "");
                    if (message != null) {
                        party.acknowledge(message);
                    }
                });
            }
        } catch (JMSException | RuntimeException e) {
            unexpected.add(e);
        }
    }

    private interface Action {
        void run() throws JMSException;
    }

    /** A call of an interrupted thread may fail, if the interrupt is the cause. */
    private void attempt(boolean victim, Action action) {
        try {
            action.run();
        } catch (JMSException | RuntimeException e) {
            if (!victim) {
                unexpected.add(e);
            } else if (!String.valueOf(e).contains("nterrupt")) {
                unexpected.add(e);
            }
        }
        Thread.interrupted();
    }

    private long count(Class<? extends Event> kind) {
        return history.events().stream().filter(kind::isInstance).count();
    }
}
