package org.petrelmq.crash.worker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.Random;
import org.petrelmq.crash.history.Event.Booted;
import org.petrelmq.crash.history.Event.Killed;
import org.petrelmq.crash.history.Event.Stopped;
import org.petrelmq.crash.history.Kind;

/**
 * Sends one message after the other on its main thread, acknowledges some of them, and goes on for a while when that fails:
 * what fails once is to fail from then on. Then it closes.
 *
 * <p>Arguments: the broker's URL, the number of the process, a seed, how many messages.
 */
public final class Sender {
    /** What it says at its end, with the time in milliseconds that its slowest failing call took, and that closing took. */
    public static final String CLOSED = "CLOSED ";

    private static final int AFTER_A_FAILURE = 20;

    private long slowestMillis;
    private int failures;

    private Sender() {}

    /** Sends. */
    public static void main(String[] arguments) throws JMSException {
        new Sender().run(arguments[0], arguments[1], Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]));
    }

    private void run(String url, String process, long seed, int count) throws JMSException {
        Teller teller = Teller.toParent();
        teller.tell(new Booted());
        Connection connection = Peer.petrel(url).connections().createConnection();
        Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
        Party party = new Party(session, "sender" + process, teller, new Random(seed));
        Queue queue = session.createQueue(Role.WORK);
        MessageConsumer consumer = session.createConsumer(queue);
        connection.start();
        teller.say(Teller.READY);
        for (int i = 0; i < count && failures < AFTER_A_FAILURE; i++) {
            attempt(() -> party.send(queue, Role.WORK, ""));
            if (i % 4 == 3) {
                attempt(() -> {
                    Message message = party.receive(consumer, Kind.RECEIVE, Role.WORK, "");
                    if (message != null) {
                        party.acknowledge(message);
                    }
                });
            }
        }
        long begin = System.nanoTime();
        attempt(connection::close);
        teller.say(CLOSED + slowestMillis + " " + millisSince(begin));
        // What failed is not closed cleanly: the next process finds it as after a kill.
        teller.tell(failures > 0 ? new Killed() : new Stopped());
    }

    private void attempt(Party.Action action) {
        long begin = System.nanoTime();
        try {
            action.run();
        } catch (JMSException e) {
            failures++;
            slowestMillis = Math.max(slowestMillis, millisSince(begin));
            System.getLogger(Sender.class.getName()).log(Level.INFO, "A call failed.", e);
        }
    }

    private static long millisSince(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
