package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 6.2.10 and 9.1: what was acknowledged before a restart, what was not, and temporary destinations. */
@ConformanceTest
@Requires(Feature.RESTART)
class AcknowledgeRestartTest {

    @Test
    @Spec("6.2.10")
    @DisplayName("Messages that were acknowledged, in whichever mode, do not come back with a restart.")
    void restart_acknowledged_staysGone(Jms jms) throws Exception {
        for (int mode : new int[] {Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE}) {
            jms.send(jms.queue(), "one", "two", "three");
            Session session = jms.session(mode);
            MessageConsumer consumer = session.createConsumer(jms.queue());
            assertThat(jms.receiveText(consumer)).isEqualTo("one");
            Message second = jms.receive(consumer);
            second.acknowledge();
            jms.close();
            jms.restart();
            MessageConsumer again = jms.session().createConsumer(jms.queue());
            assertThat(jms.receiveText(again)).isEqualTo("three");
            assertThat(jms.isQuiet(again)).isTrue();
            jms.close();
        }
    }

    @Test
    @Spec("6.2.10")
    @DisplayName("After acknowledge has returned, no restart brings the messages back, also while the session is open.")
    void restart_acknowledgedAndOpen_staysGone(Jms jms) throws Exception {
        jms.send(jms.queue(), "one", "two", "three");
        MessageConsumer consumer = jms.session(Session.CLIENT_ACKNOWLEDGE).createConsumer(jms.queue());
        jms.receive(consumer);
        jms.receive(consumer).acknowledge();
        jms.restart();
        assertThat(jms.receiveText(jms.session().createConsumer(jms.queue()))).isEqualTo("three");
    }

    @Test
    @Spec("6.2.11")
    @DisplayName("After a failure only the last message of an AUTO_ACKNOWLEDGE session may come again, marked.")
    void restart_autoAcknowledgeOpen_onlyLastMayComeAgain(Jms jms) throws Exception {
        jms.send(jms.queue(), "one", "two", "three");
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        assertThat(jms.receiveTexts(consumer, 2)).containsExactly("one", "two");
        jms.restart();
        MessageConsumer again = jms.session().createConsumer(jms.queue());
        Delivery next = Delivery.next(jms, again);
        if (next.text().equals("two")) {
            assertThat(next).isEqualTo(Delivery.again("two"));
            next = Delivery.next(jms, again);
        }
        assertThat(next.text()).isEqualTo("three");
    }

    @Test
    @Spec("9.1")
    @DisplayName("Messages that a closed session had not acknowledged come again after a restart, marked and counted.")
    void restart_closedNotAcknowledged_comesAgain(Jms jms) throws Exception {
        jms.send(jms.queue(), "one", "two");
        MessageConsumer consumer = jms.session(Session.CLIENT_ACKNOWLEDGE).createConsumer(jms.queue());
        assertThat(Delivery.next(jms, consumer, 2)).containsExactly(Delivery.first("one"), Delivery.first("two"));
        jms.close();
        jms.restart();
        assertThat(Delivery.next(jms, jms.session().createConsumer(jms.queue()), 2))
                .containsExactly(Delivery.again("one"), Delivery.again("two"));
    }

    @Test
    @Spec("9.1")
    @DisplayName("Messages that were not acknowledged when the provider went come again, marked and counted.")
    void restart_openNotAcknowledged_comesAgain(Jms jms) throws Exception {
        jms.send(jms.queue(), "one", "two");
        MessageConsumer consumer = jms.session(Session.CLIENT_ACKNOWLEDGE).createConsumer(jms.queue());
        assertThat(Delivery.next(jms, consumer, 2)).containsExactly(Delivery.first("one"), Delivery.first("two"));
        jms.restart();
        assertThat(Delivery.next(jms, jms.session().createConsumer(jms.queue()), 2))
                .containsExactly(Delivery.again("one"), Delivery.again("two"));
    }

    @Test
    @Spec("3.5.11")
    @DisplayName("The delivery count goes on over several restarts.")
    void restart_severalTimes_countGoesOn(Jms jms) throws Exception {
        jms.send(jms.queue(), "one");
        Session first = jms.session(Session.CLIENT_ACKNOWLEDGE);
        assertThat(Delivery.next(jms, first.createConsumer(jms.queue()))).isEqualTo(Delivery.first("one"));
        for (int count = 2; count <= 4; count++) {
            jms.close();
            jms.restart();
            Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
            assertThat(Delivery.next(jms, session.createConsumer(jms.queue()))).isEqualTo(Delivery.again("one", count));
        }
    }

    @Test
    @Spec("9.1")
    @DisplayName("A message that was recovered and then acknowledged does not come back with a restart.")
    void restart_recoveredThenAcknowledged_staysGone(Jms jms) throws Exception {
        jms.send(jms.queue(), "one", "two");
        Session session = jms.session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(jms.queue());
        jms.receive(consumer);
        session.recover();
        jms.receive(consumer).acknowledge();
        jms.restart();
        assertThat(jms.receiveText(jms.session().createConsumer(jms.queue()))).isEqualTo("two");
    }

    @Test
    @Spec("6.2.2")
    @DisplayName("Temporary destinations end with their connection: after a restart nobody can send to them.")
    void restart_temporaries_areGone(Jms jms) throws Exception {
        Session session = jms.session();
        for (Destination temporary : List.of(session.createTemporaryQueue(), session.createTemporaryTopic())) {
            Message message = session.createMessage();
            message.setJMSReplyTo(temporary);
            session.createProducer(jms.queue()).send(message);
        }
        jms.restart();
        Session again = jms.session();
        MessageConsumer consumer = again.createConsumer(jms.queue());
        for (int i = 0; i < 2; i++) {
            Destination temporary = jms.receive(consumer).getJMSReplyTo();
            assertThat(temporary).isNotNull();
            assertThatThrownBy(() -> jms.send(again, temporary, "reply"))
                    .isInstanceOf(InvalidDestinationException.class);
        }
    }
}
