package org.petrelmq.conformance.domains;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Section 4.2.4: the characters and the length of subscription names. */
@ConformanceTest
class SubscriptionNameTest {
    private static final List<String> LEGAL = List.of(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-",
            "-",
            ".",
            "_",
            "0",
            "...",
            "-a.b_c-",
            "Größe",
            "имя",
            "名前",
            "٣");

    /** A way to subscribe by name. */
    private interface Subscriber {
        MessageConsumer subscribe(String name) throws JMSException;
    }

    private static void assertEachWorks(Jms jms, List<String> names, Subscriber subscriber) throws JMSException {
        for (String name : names) {
            MessageConsumer consumer = subscriber.subscribe(name);
            jms.send(jms.topic(), name);
            assertThat(jms.receiveText(consumer)).isEqualTo(name);
            consumer.close();
        }
    }

    private static void assertRetained(Jms jms, List<String> names, Subscriber subscriber) throws JMSException {
        for (String name : names) {
            subscriber.subscribe(name).close();
        }
        jms.send(jms.topic(), "retained");
        for (String name : names) {
            MessageConsumer consumer = subscriber.subscribe(name);
            assertThat(jms.receiveText(consumer)).as(name).isEqualTo("retained");
            consumer.close();
        }
    }

    private static List<String> longNames() {
        return List.of("x".repeat(128), "x".repeat(127) + "y", "a-b_c.D9".repeat(16));
    }

    @Test
    @Spec("4.2.4")
    @DisplayName(
            "The name of a durable subscription may have Java letters and digits, underscores, dots and minus signs.")
    void durable_legalCharacters_areAllowed(Jms jms) throws JMSException {
        Session session = jms.client("client").createSession();
        assertRetained(jms, LEGAL, name -> session.createDurableConsumer(jms.topic(), name));
        for (String name : LEGAL) {
            session.unsubscribe(name);
        }
    }

    @Test
    @Spec("4.2.4")
    @DisplayName("The name of a durable subscription may have 128 characters, all of which count.")
    void durable_longNames_areAllowed(Jms jms) throws JMSException {
        Session session = jms.client("client").createSession();
        assertRetained(jms, longNames(), name -> session.createDurableConsumer(jms.topic(), name));
        for (String name : longNames()) {
            session.unsubscribe(name);
        }
    }

    @Test
    @Spec("4.2.4")
    @Requires(Feature.SHARED_SUBSCRIPTIONS)
    @DisplayName("The name of a shared subscription, durable or not, may have all the legal characters.")
    void shared_legalCharacters_areAllowed(Jms jms) throws JMSException {
        Session session = jms.session();
        assertEachWorks(jms, LEGAL, name -> session.createSharedConsumer(jms.topic(), name));
        assertRetained(jms, LEGAL, name -> session.createSharedDurableConsumer(jms.topic(), name));
        for (String name : LEGAL) {
            session.unsubscribe(name);
        }
    }

    @Test
    @Spec("4.2.4")
    @Requires(Feature.SHARED_SUBSCRIPTIONS)
    @DisplayName("The name of a shared subscription, durable or not, may have 128 characters.")
    void shared_longNames_areAllowed(Jms jms) throws JMSException {
        Session session = jms.session();
        assertEachWorks(jms, longNames(), name -> session.createSharedConsumer(jms.topic(), name));
        assertRetained(jms, longNames(), name -> session.createSharedDurableConsumer(jms.topic(), name));
        for (String name : longNames()) {
            session.unsubscribe(name);
        }
    }

    @Test
    @Spec("4.2.4")
    @DisplayName(
            "Names that differ in one character, be it only the dot's place or the case, are different subscriptions.")
    void durable_similarNames_areApart(Jms jms) throws JMSException {
        Session session = jms.client("client").createSession();
        List<String> names = List.of("ab", "AB", "a.b", "a-b", "a_b", ".ab", "ab.", "a");
        List<MessageConsumer> consumers = new ArrayList<>();
        for (String name : names) {
            consumers.add(session.createDurableConsumer(jms.topic(), name));
        }
        jms.send(jms.topic(), "copy", "another");
        for (MessageConsumer consumer : consumers) {
            assertThat(jms.receiveTexts(consumer, 2)).containsExactly("copy", "another");
        }
    }
}
