package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 6.2.7: a restart finds local transactions whole or not at all. */
@ConformanceTest
@Requires(Feature.RESTART)
class TransactionRestartTest {
    private static final String NAME = "subscription";

    @Test
    @Spec("6.2.7")
    @DisplayName("A transaction that was committed is whole after a restart, what it sent and what it consumed.")
    void restart_committed_isWhole(Jms jms) throws Exception {
        jms.client("client")
                .createSession()
                .createDurableConsumer(jms.topic(), NAME)
                .close();
        jms.send(jms.queue("in"), "request", "next");
        Session session = jms.session(Session.SESSION_TRANSACTED);
        assertThat(jms.receiveText(session.createConsumer(jms.queue("in")))).isEqualTo("request");
        jms.send(session, jms.queue("out"), "one", "two");
        jms.send(session, jms.topic(), "published");
        session.commit();
        jms.restart();
        assertThat(jms.textsOn(jms.queue("in"))).containsExactly("next");
        assertThat(jms.textsOn(jms.queue("out"))).containsExactly("one", "two");
        MessageConsumer consumer = jms.client("client").createSession().createDurableConsumer(jms.topic(), NAME);
        assertThat(jms.receiveText(consumer)).isEqualTo("published");
        assertThat(jms.isQuiet(consumer)).isTrue();
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("Of a transaction that was not committed nothing is left: no send, and what it consumed comes again.")
    void restart_notCommitted_isGone(Jms jms) throws Exception {
        jms.client("client")
                .createSession()
                .createDurableConsumer(jms.topic(), NAME)
                .close();
        jms.send(jms.queue("in"), "one", "two");
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer in = session.createConsumer(jms.queue("in"));
        assertThat(jms.receiveText(in)).isEqualTo("one");
        jms.send(session, jms.queue("out"), "never received");
        jms.send(session, jms.topic(), "never received");
        jms.restart();
        assertThatThrownBy(session::commit).isInstanceOf(JMSException.class);
        Session again = jms.session();
        MessageConsumer consumer = again.createConsumer(jms.queue("in"));
        assertThat(Delivery.next(jms, consumer)).isEqualTo(Delivery.again("one"));
        assertThat(jms.receiveText(consumer)).isEqualTo("two");
        assertThat(jms.isQuiet(again.createConsumer(jms.queue("out")))).isTrue();
        MessageConsumer subscriber = jms.client("client").createSession().createDurableConsumer(jms.topic(), NAME);
        assertThat(subscriber.receiveNoWait()).isNull();
        jms.send(jms.topic(), "published");
        assertThat(jms.receiveText(subscriber)).isEqualTo("published");
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("A transaction that was rolled back is so after a restart, and its deliveries are counted.")
    void restart_rolledBack_isGone(Jms jms) throws Exception {
        jms.send(jms.queue("in"), "one", "two");
        Session session = jms.session(Session.SESSION_TRANSACTED);
        MessageConsumer in = session.createConsumer(jms.queue("in"));
        assertThat(Delivery.next(jms, in)).isEqualTo(Delivery.first("one"));
        jms.send(session, jms.queue("out"), "never received");
        session.rollback();
        in.close();
        jms.close();
        jms.restart();
        assertThat(jms.textsOn(jms.queue("out"))).isEmpty();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue("in"));
        assertThat(Delivery.next(jms, consumer)).isEqualTo(Delivery.again("one"));
        assertThat(jms.receiveText(consumer)).isEqualTo("two");
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("Of a session's transactions the committed ones survive a restart, and the last, open one does not.")
    void restart_severalTransactions_keepsCommitted(Jms jms) throws Exception {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        jms.send(session, jms.queue(), "one", "two");
        session.commit();
        jms.send(session, jms.queue(), "never received");
        session.rollback();
        jms.send(session, jms.queue(), "three");
        session.commit();
        jms.send(session, jms.queue(), "never received");
        jms.restart();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        assertThat(jms.receiveTexts(consumer, 3)).containsExactly("one", "two", "three");
        assertThat(jms.isQuiet(consumer)).isTrue();
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("A committed transaction of many messages is whole after a restart, in its order.")
    void restart_largeTransaction_isWhole(Jms jms) throws Exception {
        String[] numbers = IntStream.range(0, 1000).mapToObj(Integer::toString).toArray(String[]::new);
        Session session = jms.session(Session.SESSION_TRANSACTED);
        jms.send(session, jms.queue(), numbers);
        session.commit();
        jms.restart();
        MessageConsumer consumer = jms.session().createConsumer(jms.queue());
        assertThat(jms.receiveTexts(consumer, numbers.length)).containsExactly(numbers);
        assertThat(jms.isQuiet(consumer)).isTrue();
    }

    @Test
    @Spec("6.2.7")
    @DisplayName("Messages sent and consumed in committed transactions before a restart are gone after it.")
    void restart_consumedInTransaction_staysGone(Jms jms) throws Exception {
        Session session = jms.session(Session.SESSION_TRANSACTED);
        jms.send(session, jms.queue(), "one", "two");
        session.commit();
        MessageConsumer before = session.createConsumer(jms.queue());
        assertThat(jms.receiveTexts(before, 2)).containsExactly("one", "two");
        session.commit();
        jms.restart();
        assertThat(jms.isQuiet(jms.session().createConsumer(jms.queue()))).isTrue();
    }
}
