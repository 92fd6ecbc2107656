package org.petrelmq.crash.worker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.petrelmq.crash.history.Event.Listed;
import org.petrelmq.crash.history.Kind;

/** What one thread of a worker does until the worker is to stop. */
interface Role {
    /** Does it, with a connection of its own. */
    void play(Stage stage) throws JMSException, XAException;

    /** Where: everything that a role needs. */
    interface Stage {
        Peer peer();

        Teller teller();

        Random random();

        /** Unique in a history. */
        String name();

        boolean goesOn();

        /** Lets the others do something. */
        default void pause(int microseconds) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random().nextInt(microseconds)));
        }

        default boolean chance(int percent) {
            return random().nextInt(100) < percent;
        }
    }

    /** Queues and topics that the roles work with. */
    String WORK = "work";

    /** Where movers move what was in {@link #WORK}. */
    String MOVED = "moved";

    /** For sessions that acknowledge by themselves. */
    String AUTO = "auto";

    /** For messages that are given back until they are dead. */
    String POISON = "poison";

    /** A topic. */
    String NEWS = "news";

    /** Sends one by one. */
    static Role producer(String queue) {
        return stage -> {
            try (Connection connection = stage.peer().connections().createConnection()) {
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                Party party = new Party(session, stage.name(), stage.teller(), stage.random());
                Queue to = session.createQueue(queue);
                while (stage.goesOn()) {
                    party.send(to, queue, "");
                    stage.pause(4_000);
                }
            }
        };
    }

    /** Sends in transactions, some of which it rolls back. */
    static Role transactedProducer() {
        return stage -> {
            try (Connection connection = stage.peer().connections().createConnection()) {
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                Party party = new Party(session, stage.name(), stage.teller(), stage.random());
                Queue to = session.createQueue(WORK);
                for (int n = 0; stage.goesOn(); n++) {
                    String transaction = stage.name() + ":" + n;
                    int count = stage.chance(3) ? 50 : 1 + stage.random().nextInt(5);
                    for (int i = 0; i < count; i++) {
                        party.send(to, WORK, transaction);
                    }
                    if (stage.chance(80)) {
                        party.commit(transaction);
                    } else {
                        party.rollback(transaction);
                    }
                    stage.pause(15_000);
                }
            }
        };
    }

    /** Sends to the topic. */
    static Role publisher() {
        return stage -> {
            try (Connection connection = stage.peer().connections().createConnection()) {
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                Party party = new Party(session, stage.name(), stage.teller(), stage.random());
                Topic to = session.createTopic(NEWS);
                while (stage.goesOn()) {
                    party.send(to, NEWS, "");
                    stage.pause(6_000);
                }
            }
        };
    }

    /** Receives with automatic acknowledgement. */
    static Role autoConsumer() {
        return stage -> {
            try (Connection connection = stage.peer().connections().createConnection()) {
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                Party party = new Party(session, stage.name(), stage.teller(), stage.random());
                MessageConsumer consumer = session.createConsumer(session.createQueue(AUTO));
                connection.start();
                while (stage.goesOn()) {
                    party.receive(consumer, Kind.RECEIVE_AUTO, AUTO, "");
                }
                party.close();
            }
        };
    }

    /** Receives and acknowledges several at once, or gives them back. */
    static Role clientConsumer(String queue) {
        return stage -> {
            try (Connection connection = stage.peer().connections().createConnection()) {
                Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
                Party party = new Party(session, stage.name(), stage.teller(), stage.random());
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
                connection.start();
                while (stage.goesOn()) {
                    acknowledgeSome(stage, party, consumer, queue);
                }
                party.close();
            }
        };
    }

    private static void acknowledgeSome(Stage stage, Party party, MessageConsumer consumer, String source)
            throws JMSException {
        Message last = null;
        for (int i = 1 + stage.random().nextInt(8); i > 0; i--) {
            Message message = party.receive(consumer, Kind.RECEIVE, source, "");
            last = message == null ? last : message;
        }
        if (last != null && stage.chance(90)) {
            party.acknowledge(last);
        } else if (last != null) {
            party.recover();
        }
    }

    /** Receives from one queue and sends to another in transactions, some of which it rolls back. */
    static Role mover() {
        return stage -> {
            try (Connection connection = stage.peer().connections().createConnection()) {
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                Party party = new Party(session, stage.name(), stage.teller(), stage.random());
                MessageConsumer consumer = session.createConsumer(session.createQueue(WORK));
                Queue to = session.createQueue(MOVED);
                connection.start();
                for (int n = 0; stage.goesOn(); n++) {
                    String transaction = stage.name() + ":" + n;
                    for (int i = 1 + stage.random().nextInt(4); i > 0; i--) {
                        if (party.receive(consumer, Kind.RECEIVE, WORK, transaction) != null) {
                            party.send(to, MOVED, transaction);
                        }
                    }
                    if (stage.chance(85)) {
                        party.commit(transaction);
                    } else {
                        party.rollback(transaction);
                    }
                }
                party.close();
            }
        };
    }

    /** Gives back whatever it receives. */
    static Role poisoned() {
        return stage -> {
            try (Connection connection = stage.peer().connections().createConnection()) {
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                Party party = new Party(session, stage.name(), stage.teller(), stage.random());
                MessageConsumer consumer = session.createConsumer(session.createQueue(POISON));
                Queue to = session.createQueue(POISON);
                connection.start();
                for (int n = 0; stage.goesOn(); n += 2) {
                    if (stage.chance(5)) {
                        party.send(to, POISON, stage.name() + ":" + n);
                        party.commit(stage.name() + ":" + n);
                    }
                    String transaction = stage.name() + ":" + (n + 1);
                    party.receive(consumer, Kind.RECEIVE, POISON, transaction);
                    party.rollback(transaction);
                    stage.pause(2_000);
                }
                party.close();
            }
        };
    }

    /** Is there at times, and may end its subscription. */
    static Role subscriber(String subscription, int percentUnsubscribe) {
        return stage -> {
            try (Connection connection = stage.peer().connections().createConnection()) {
                connection.setClientID(subscription);
                connection.start();
                for (int n = 0; stage.goesOn(); n++) {
                    subscribe(
                            stage,
                            connection,
                            n,
                            subscription,
                            session -> session.createDurableConsumer(session.createTopic(NEWS), subscription));
                    if (stage.chance(percentUnsubscribe)) {
                        Session other = connection.createSession();
                        Party ending = new Party(other, stage.name() + ":end" + n, stage.teller(), stage.random());
                        ending.told(
                                Kind.UNSUBSCRIBE, "", NEWS + "/" + subscription, () -> other.unsubscribe(subscription));
                        other.close();
                    }
                    stage.pause(20_000);
                }
            }
        };
    }

    /** One of several that share a subscription. */
    static Role sharer(String subscription) {
        return stage -> {
            try (Connection connection = stage.peer().connections().createConnection()) {
                connection.start();
                for (int n = 0; stage.goesOn(); n++) {
                    subscribe(
                            stage,
                            connection,
                            n,
                            subscription,
                            session -> session.createSharedDurableConsumer(session.createTopic(NEWS), subscription));
                    stage.pause(20_000);
                }
            }
        };
    }

    /** Subscribes with a session. */
    interface Subscribing {
        MessageConsumer by(Session session) throws JMSException;
    }

    private static void subscribe(
            Stage stage, Connection connection, int n, String subscription, Subscribing subscribing)
            throws JMSException {
        String source = NEWS + "/" + subscription;
        Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
        Party party = new Party(session, stage.name() + ":" + n, stage.teller(), stage.random());
        MessageConsumer[] consumer = new MessageConsumer[1];
        party.told(Kind.SUBSCRIBE, "", source, () -> consumer[0] = subscribing.by(session));
        for (int i = stage.random().nextInt(10); i > 0 && stage.goesOn(); i--) {
            acknowledgeSome(stage, party, consumer[0], source);
        }
        party.close();
    }

    /** Works in distributed transactions, and ends those that it finds prepared, sooner or later. */
    static Role distributed() {
        return stage -> {
            try (XAConnection connection = stage.peer().distributed().createXAConnection()) {
                XASession session = connection.createXASession();
                Party party = new Party(session, stage.name(), stage.teller(), stage.random());
                XAResource resource = session.getXAResource();
                MessageConsumer consumer = session.createConsumer(session.createQueue(MOVED));
                Queue to = session.createQueue(WORK);
                connection.start();
                scan(stage, party, resource, 60);
                for (int n = 0; stage.goesOn(); n++) {
                    BranchName branch = new BranchName(stage.name() + ":" + n);
                    resource.start(branch, XAResource.TMNOFLAGS);
                    for (int i = stage.random().nextInt(4); i > 0; i--) {
                        party.receive(consumer, Kind.RECEIVE, MOVED, branch.name());
                    }
                    for (int i = 0; i <= stage.random().nextInt(2); i++) {
                        party.send(to, WORK, branch.name(), branch.name(), i);
                    }
                    resource.end(branch, XAResource.TMSUCCESS);
                    if (stage.chance(10)) {
                        party.toldBranch(Kind.ROLLBACK, branch.name(), () -> resource.rollback(branch));
                        continue;
                    }
                    party.toldBranch(Kind.PREPARE, branch.name(), () -> resource.prepare(branch));
                    if (stage.chance(75)) {
                        end(stage, party, resource, branch);
                    }
                    if (stage.chance(10)) {
                        scan(stage, party, resource, 50);
                    }
                }
            }
        };
    }

    /** Asks for prepared branches, and ends some of them. */
    static void scan(Stage stage, Party party, XAResource resource, int percent) throws XAException {
        long call = stage.teller().begin(Kind.SCAN, party.name, "", "", null, 0);
        List<BranchName> branches = new ArrayList<>();
        for (Xid xid : resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)) {
            branches.add(BranchName.of(xid));
        }
        stage.teller()
                .tell(new Listed(call, branches.stream().map(BranchName::name).toList()));
        for (BranchName branch : branches) {
            if (stage.chance(percent)) {
                end(stage, party, resource, branch);
            }
        }
    }

    private static void end(Stage stage, Party party, XAResource resource, BranchName branch) throws XAException {
        if (stage.chance(65)) {
            party.toldBranch(Kind.COMMIT, branch.name(), () -> resource.commit(branch, false));
        } else {
            party.toldBranch(Kind.ROLLBACK, branch.name(), () -> resource.rollback(branch));
        }
    }

    // ---- the end ----

    /** Ends all branches, and receives everything from everywhere. */
    static Role drain() {
        return stage -> {
            try (XAConnection connection = stage.peer().distributed().createXAConnection()) {
                XASession session = connection.createXASession();
                Party party = new Party(session, stage.name(), stage.teller(), stage.random());
                scan(stage, party, session.getXAResource(), 100);
            }
            for (String queue : List.of(WORK, MOVED, AUTO, POISON, "DLQ")) {
                try (Connection connection = stage.peer().connections().createConnection()) {
                    Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
                    connection.start();
                    drain(stage, session, session.createConsumer(session.createQueue(queue)), queue);
                }
            }
            for (String subscription : List.of("all", "some")) {
                try (Connection connection = stage.peer().connections().createConnection()) {
                    connection.setClientID(subscription);
                    drainNews(
                            stage,
                            connection,
                            subscription,
                            session -> session.createDurableConsumer(session.createTopic(NEWS), subscription));
                }
            }
            try (Connection connection = stage.peer().connections().createConnection()) {
                drainNews(
                        stage,
                        connection,
                        "shared",
                        session -> session.createSharedDurableConsumer(session.createTopic(NEWS), "shared"));
            }
        };
    }

    private static void drainNews(Stage stage, Connection connection, String subscription, Subscribing subscribing)
            throws JMSException {
        Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
        connection.start();
        drain(stage, session, subscribing.by(session), NEWS + "/" + subscription);
    }

    private static void drain(Stage stage, Session session, MessageConsumer consumer, String source)
            throws JMSException {
        Party party = new Party(session, stage.name() + ":" + source, stage.teller(), stage.random());
        Message last = null;
        int unacknowledged = 0;
        Message message = party.receive(consumer, Kind.RECEIVE, source, "", 500);
        while (message != null) {
            last = message;
            if (++unacknowledged == 100) {
                party.acknowledge(message);
                unacknowledged = 0;
            }
            message = party.receive(consumer, Kind.RECEIVE, source, "", 500);
        }
        if (last != null && unacknowledged > 0) {
            party.acknowledge(last);
        }
        party.close();
    }
}
