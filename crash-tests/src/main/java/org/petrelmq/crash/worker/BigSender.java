package org.petrelmq.crash.worker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.Random;
import org.petrelmq.crash.history.Event.Booted;
import org.petrelmq.crash.history.Event.Stopped;

/**
 * Sends one small message, then large ones until it is killed.
 *
 * <p>Arguments: the broker's URL, the number of the process, bytes of a message.
 */
public final class BigSender {
    private BigSender() {}

    /** Sends. */
    public static void main(String[] arguments) throws JMSException {
        Teller teller = Teller.toParent();
        teller.tell(new Booted());
        try (Connection connection = Peer.petrel(arguments[0]).connections().createConnection()) {
            Session session = connection.createSession();
            Party party = new Party(session, "big" + arguments[1], teller, new Random(1));
            party.send(session.createQueue(Role.WORK), Role.WORK, "");
            teller.say(Teller.READY);
            for (int i = 0; i < 20; i++) {
                party.sendSized(session.createQueue(Role.MOVED), Role.MOVED, Integer.parseInt(arguments[2]));
            }
        }
        teller.tell(new Stopped());
    }
}
