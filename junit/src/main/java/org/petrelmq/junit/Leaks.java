package org.petrelmq.junit;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opentest4j.AssertionFailedError;
import org.petrelmq.BrokerAdmin;
import org.petrelmq.ConnectionInfo;
import org.petrelmq.DestinationInfo;
import org.petrelmq.TransactionBranch;

/** What a test has left open, in sentences. Begins with what was open before the test, which is not the test's. */
final class Leaks {
    /** How long other threads may take for their last steps: to close what they have, to acknowledge what they are at. */
    private static final Duration LAST_STEPS = Duration.ofSeconds(1);

    private static final Set<String> PROVIDER =
            Set.of("org.petrelmq", "org.petrelmq.core", "org.petrelmq.client", "org.petrelmq.jms", "org.petrelmq.jndi");
    private static final List<String> LIBRARIES =
            List.of("java.", "javax.", "jdk.", "sun.", "jakarta.", "org.springframework.");

    private final Set<Leak> wanted;
    private final Set<Opened> connectionsBefore = new HashSet<>();
    private final Map<String, Long> deliveredBefore = new HashMap<>();
    private final Set<String> branchesBefore = new HashSet<>();
    private final List<String> found = new ArrayList<>();

    Leaks(Set<Leak> wanted) {
        this.wanted = wanted;
    }

    private interface Look {
        void at(BrokerAdmin admin) throws JMSException;
    }

    /** What tells a connection from others, also from those that the broker numbers from 1 again after a restart. */
    private record Opened(long number, String thread, List<StackTraceElement> place) {
        static Opened of(ConnectionInfo connection) {
            return new Opened(connection.number(), connection.thread(), connection.openedAt());
        }
    }

    /** A test may have closed its broker, or have an Authorizer that lets nobody look: then there is nothing to see. */
    private static void ifPossible(BrokerAdmin admin, Look look) throws JMSException {
        try {
            look.at(admin);
        } catch (IllegalStateException | JMSSecurityException e) {
            return;
        }
    }

    /** What is open now is none of the test's. */
    void excuse(BrokerAdmin admin) throws JMSException {
        connectionsBefore.clear();
        deliveredBefore.clear();
        branchesBefore.clear();
        ifPossible(admin, this::note);
    }

    private void note(BrokerAdmin admin) throws JMSException {
        for (ConnectionInfo connection : admin.connections()) {
            connectionsBefore.add(Opened.of(connection));
        }
        for (DestinationInfo destination : admin.list()) {
            deliveredBefore.put(destination.name(), destination.delivered());
        }
        for (TransactionBranch branch : admin.branches()) {
            branchesBefore.add(branch.id());
        }
    }

    /** Looks at a broker that is still open, and looks again while there is something and it may go by itself. */
    void look(BrokerAdmin admin) throws JMSException {
        Patience.until(LAST_STEPS, () -> !lookFinds(admin));
    }

    private boolean lookFinds(BrokerAdmin admin) throws JMSException {
        found.clear();
        if (wanted.contains(Leak.CONNECTIONS)) {
            ifPossible(admin, this::lookForConnections);
        }
        if (wanted.contains(Leak.MESSAGES)) {
            ifPossible(admin, this::lookForMessages);
        }
        return hasFound();
    }

    private void lookForConnections(BrokerAdmin admin) throws JMSException {
        for (ConnectionInfo connection : admin.connections()) {
            if (!connectionsBefore.contains(Opened.of(connection))) {
                found.add(words(connection));
            }
        }
    }

    private void lookForMessages(BrokerAdmin admin) throws JMSException {
        for (DestinationInfo destination : admin.list()) {
            long delivered = destination.delivered() - deliveredBefore.getOrDefault(destination.name(), 0L);
            if (delivered > 0) {
                found.add(count(delivered, "message") + " of '" + destination.name()
                        + "', handed out and neither acknowledged nor given back");
            }
        }
        for (TransactionBranch branch : admin.branches()) {
            if (branch.state() == TransactionBranch.State.PREPARED && !branchesBefore.contains(branch.id())) {
                found.add("the distributed transaction " + branch.id() + ", prepared and not ended");
            }
        }
    }

    /** Looks at threads whose broker is closed. */
    void look(List<Thread> threads) {
        for (Thread thread : threads) {
            StackTraceElement[] stack = thread.getStackTrace();
            found.add("the thread '" + thread.getName() + "'" + (stack.length == 0 ? "" : ", which is at " + stack[0]));
        }
    }

    boolean wants(Leak leak) {
        return wanted.contains(leak);
    }

    boolean hasFound() {
        return !found.isEmpty();
    }

    /** Fails if something was found. */
    void report(String test) {
        if (hasFound()) {
            throw new AssertionFailedError(test + " has left open:\n - " + String.join("\n - ", found)
                    + "\nClose it in the test; or, if it is meant to stay, leave it out of the leakCheck of @PetrelTest or"
                    + " PetrelExtension.");
        }
    }

    // ---- words ----

    private static String words(ConnectionInfo connection) {
        return "a connection"
                + (connection.clientId() == null ? "" : " with the client ID '" + connection.clientId() + "'")
                + (connection.user() == null ? "" : " of the user '" + connection.user() + "'")
                + ", with " + count(connection.sessions(), "session")
                + ", opened by the thread '" + connection.thread() + "'"
                + place(connection.openedAt());
    }

    /** The innermost call that is neither the provider's nor a library's. */
    private static String place(List<StackTraceElement> openedAt) {
        for (StackTraceElement frame : openedAt) {
            if (isApplication(frame.getClassName())) {
                return " at " + frame;
            }
        }
        return openedAt.isEmpty() ? "" : " at " + openedAt.get(openedAt.size() - 1);
    }

    private static boolean isApplication(String className) {
        int dot = className.lastIndexOf('.');
        return !PROVIDER.contains(dot < 0 ? "" : className.substring(0, dot))
                && LIBRARIES.stream().noneMatch(className::startsWith);
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
