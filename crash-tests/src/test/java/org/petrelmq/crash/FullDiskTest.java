package org.petrelmq.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petrelmq.crash.Machine.Mount;
import org.petrelmq.crash.history.Checker;
import org.petrelmq.crash.history.Event.Booted;
import org.petrelmq.crash.history.Event.Stopped;
import org.petrelmq.crash.history.History;
import org.petrelmq.crash.history.Kind;
import org.petrelmq.crash.worker.Party;
import org.petrelmq.crash.worker.Peer;
import org.petrelmq.crash.worker.Teller;

/**
 * F14: the disk is full. Sends fail with an exception that says so, nothing hangs, what was received can be acknowledged, the
 * store closes, and opens while the disk is still full; sends go on when there is space again.
 */
@Tag("crash")
final class FullDiskTest {
    private static final String QUEUE = "work";

    private final Path scratch = Scratch.directory("full-disk");
    private final History history = new History();
    private final Teller teller = Teller.to(history);

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 20})
    void full_and_free_again(int megabytes) throws Exception {
        try (Mount mount =
                Mount.of(scratch.resolve("small"), "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs")) {
            Peer peer = Peer.petrel(Scratch.url(mount.at().resolve("store")));
            assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
                history.add(new Booted());
                fill(peer, "first", true);
                history.add(new Stopped());
                history.add(new Booted());
                acknowledgeAllAndSend(peer, "second");
                history.add(new Stopped());
                // All that again, since a store that was full once could have kept something of it.
                history.add(new Booted());
                fill(peer, "third", false);
                history.add(new Stopped());
                history.add(new Booted());
                acknowledgeAllAndSend(peer, "fourth");
                history.add(new Stopped());
            });
        }
        assertThat(new Checker().check(history)).isEmpty();
    }

    private void fill(Peer peer, String name, boolean someAcknowledged) throws JMSException {
        try (Connection connection = peer.connections().createConnection()) {
            Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
            Party party = new Party(session, name, teller, new Random(1));
            Queue queue = session.createQueue(QUEUE);
            assertThat(sendUntilFull(party, queue)).hasMessageContaining("space");
            assertThat(sendUntilFull(party, queue)).isNotNull();
            if (someAcknowledged) {
                connection.start();
                MessageConsumer consumer = session.createConsumer(queue);
                for (int i = 0; i < 20; i++) {
                    Message message = party.receive(consumer, Kind.RECEIVE, QUEUE, "");
                    if (message != null) {
                        party.acknowledge(message);
                    }
                }
            }
        }
    }

    private void acknowledgeAllAndSend(Peer peer, String name) throws JMSException {
        try (Connection connection = peer.connections().createConnection()) {
            Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
            Party party = new Party(session, name, teller, new Random(2));
            Queue queue = session.createQueue(QUEUE);
            connection.start();
            MessageConsumer consumer = session.createConsumer(queue);
            drain(party, consumer);
            for (int i = 0; i < 30; i++) {
                party.sendSized(queue, QUEUE, 10_000);
            }
            drain(party, consumer);
        }
    }

    private static ResourceAllocationException sendUntilFull(Party party, Queue queue) throws JMSException {
        try {
            while (true) {
                party.sendSized(queue, QUEUE, 10_000);
            }
        } catch (ResourceAllocationException e) {
            return e;
        }
    }

    private static void drain(Party party, MessageConsumer consumer) throws JMSException {
        Message message = party.receive(consumer, Kind.RECEIVE, QUEUE, "");
        while (message != null) {
            party.acknowledge(message);
            message = party.receive(consumer, Kind.RECEIVE, QUEUE, "");
        }
    }
}
