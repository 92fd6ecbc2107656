package org.petrelmq.crash.worker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import org.petrelmq.crash.history.Event.Booted;
import org.petrelmq.crash.history.Event.Stopped;

/** Opens a store, and does nothing with it until the end of its standard input. Its argument is the broker's URL. */
public final class Holder {
    /** What it says before it opens the store. */
    public static final String OPENING = "OPENING";

    private Holder() {}

    /** Opens and waits. */
    public static void main(String[] arguments) throws JMSException, IOException {
        Teller teller = Teller.toParent();
        teller.tell(new Booted());
        Peer peer = Peer.petrel(arguments[0]);
        // Its classes are loaded before: what is killed is the opening of the store.
        peer.connections();
        teller.say(OPENING);
        try (Connection connection = peer.connections().createConnection()) {
            connection.start();
            teller.say(Teller.READY);
            while (System.in.read() >= 0) {
                // The parent says nothing, it only closes the pipe.
            }
        }
        teller.tell(new Stopped());
    }
}
