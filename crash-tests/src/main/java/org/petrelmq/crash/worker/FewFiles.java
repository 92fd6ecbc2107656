package org.petrelmq.crash.worker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.ServiceConfigurationError;

/**
 * Opens files until it gets no more, then tries to open a store, with one file more each time, until that works. It says what
 * went wrong each time. Arguments: the broker's URL, and one where a broker can be opened before, so that classes are loaded.
 */
public final class FewFiles {
    /** What it says when opening failed, with the error. */
    public static final String REFUSED = "REFUSED ";

    /** What it says when opening worked. */
    public static final String OPENED = "OPENED";

    private FewFiles() {}

    /** Tries. */
    public static void main(String[] arguments) throws JMSException, IOException {
        Teller teller = Teller.toParent();
        use(arguments[1]);
        try {
            use("petrel:file:");
        } catch (JMSException e) {
            teller.say("The classes that tell of errors are loaded: " + e);
        }
        Deque<FileInputStream> files = new ArrayDeque<>();
        try {
            while (true) {
                files.push(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            teller.say("Without " + files.size() + " files: " + e);
        }
        while (!files.isEmpty()) {
            try {
                use(arguments[0]);
                teller.say(OPENED);
                break;
            } catch (JMSException e) {
                teller.say(REFUSED + e);
            } catch (LinkageError | ServiceConfigurationError e) {
                teller.say("Classes cannot be loaded from directories: " + e);
            }
            files.pop().close();
        }
        for (FileInputStream file : files) {
            file.close();
        }
    }

    private static void use(String url) throws JMSException {
        try (Connection connection = Peer.petrel(url).connections().createConnection()) {
            Session session = connection.createSession();
            session.createProducer(session.createQueue(Role.WORK)).send(session.createTextMessage("hello"));
        }
    }
}
