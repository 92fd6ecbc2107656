package org.petrelmq.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Patience;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;

/** Sections 6.1.4, 6.1.5 and 8.4, for contexts. */
@ConformanceTest
@Requires(Feature.SIMPLIFIED_API)
class ContextStartTest {

    private static String receive(JMSConsumer consumer) {
        return consumer.receiveBody(String.class, Patience.arrivalMillis());
    }

    @Test
    @Spec("JD JMSContext.getAutoStart")
    @DisplayName("getAutoStart is true for a new context, and returns what setAutoStart has set.")
    void getAutoStart_newContext_isTrue(Jms jms) {
        JMSContext context = jms.context();
        assertThat(context.getAutoStart()).isTrue();
        context.setAutoStart(false);
        assertThat(context.getAutoStart()).isFalse();
        context.setAutoStart(true);
        assertThat(context.getAutoStart()).isTrue();
    }

    @Test
    @Spec("6.1.4")
    @Requires(Feature.SHARED_SUBSCRIPTIONS)
    @DisplayName("A context's connection is started when the first consumer is created, whatever its kind.")
    void autoStart_consumerCreated_isStarted(Jms jms) throws JMSException {
        Queue queue = jms.queue();
        Topic topic = jms.topic();
        Map<String, Function<JMSContext, JMSConsumer>> creations = new LinkedHashMap<>();
        creations.put("queue", context -> context.createConsumer(queue));
        creations.put("queue, selector", context -> context.createConsumer(queue, "TRUE"));
        creations.put("topic, noLocal", context -> context.createConsumer(topic, null, true));
        creations.put("durable", context -> context.createDurableConsumer(topic, "durable"));
        creations.put("durable, selector", context -> context.createDurableConsumer(topic, "selecting", "TRUE", false));
        creations.put("shared", context -> context.createSharedConsumer(topic, "shared"));
        creations.put("shared, selector", context -> context.createSharedConsumer(topic, "shared", "TRUE"));
        creations.put("shared durable", context -> context.createSharedDurableConsumer(topic, "shared durable"));
        creations.put(
                "shared durable, selector",
                context -> context.createSharedDurableConsumer(topic, "shared selecting", "TRUE"));
        for (Map.Entry<String, Function<JMSContext, JMSConsumer>> creation : creations.entrySet()) {
            try (JMSContext context = jms.factory().createContext()) {
                context.setClientID(jms.unique("client"));
                JMSConsumer consumer = creation.getValue().apply(context);
                jms.send(creation.getKey().startsWith("queue") ? queue : topic, creation.getKey());
                assertThat(receive(consumer)).isEqualTo(creation.getKey());
            }
        }
    }

    @Test
    @Spec("6.1.4")
    @DisplayName("After setAutoStart(false) creating a consumer does not start the connection; start does.")
    void autoStart_disabled_needsStart(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one");
        JMSContext context = jms.context();
        context.setAutoStart(false);
        JMSConsumer consumer = context.createConsumer(jms.queue());
        assertThat(consumer.receiveNoWait()).isNull();
        assertThat(consumer.receive(Patience.quietMillis())).isNull();
        context.start();
        assertThat(receive(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("JD JMSContext.setAutoStart")
    @DisplayName("setAutoStart does not itself start or stop the connection.")
    void setAutoStart_itself_changesNothing(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one", "two");
        JMSContext context = jms.context();
        context.setAutoStart(false);
        JMSConsumer consumer = context.createConsumer(jms.queue());
        context.setAutoStart(true);
        assertThat(consumer.receive(Patience.quietMillis())).isNull();
        context.start();
        assertThat(receive(consumer)).isEqualTo("one");
        context.setAutoStart(false);
        assertThat(receive(consumer)).isEqualTo("two");
    }

    @Test
    @Spec("JD JMSContext.createContext")
    @DisplayName(
            "createContext on a context does not start the connection; creating a consumer on any of its contexts does.")
    void createContext_sibling_doesNotStart(Jms jms) throws JMSException {
        jms.send(jms.queue(), "one");
        JMSContext context = jms.context();
        context.setAutoStart(false);
        JMSConsumer consumer = context.createConsumer(jms.queue());
        JMSContext sibling = jms.closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        sibling.setAutoStart(true);
        assertThat(consumer.receive(Patience.quietMillis())).isNull();
        sibling.createConsumer(jms.queue("other"));
        assertThat(receive(consumer)).isEqualTo("one");
    }

    @Test
    @Spec("6.1.4")
    @DisplayName("A context that was not started can be used to send.")
    void send_notStarted_works(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        context.setAutoStart(false);
        context.createProducer().send(jms.queue(), "one");
        context.stop();
        context.createProducer().send(jms.queue(), "two");
        assertThat(jms.receiveTexts(jms.session().createConsumer(jms.queue()), 2))
                .containsExactly("one", "two");
    }

    @Test
    @Spec("6.1.5")
    @DisplayName("stop on a context pauses, and start resumes, the consumers of all contexts of its connection.")
    void stop_sibling_pausesAll(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        JMSConsumer first = context.createConsumer(jms.queue());
        JMSContext sibling = jms.closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        JMSConsumer second = sibling.createConsumer(jms.queue("second"));
        sibling.stop();
        sibling.stop();
        jms.send(jms.queue(), "one");
        jms.send(jms.queue("second"), "two");
        assertThat(first.receiveNoWait()).isNull();
        assertThat(first.receive(Patience.quietMillis())).isNull();
        assertThat(second.receive(Patience.quietMillis())).isNull();
        context.start();
        context.start();
        assertThat(receive(first)).isEqualTo("one");
        assertThat(receive(second)).isEqualTo("two");
    }

    @Test
    @Spec("6.1.5")
    @DisplayName("stop on a context waits until the message listeners of all contexts of its connection have returned.")
    void stop_listenerOfSiblingRunning_waits(Jms jms) throws Exception {
        jms.send(jms.queue(), "one");
        JMSContext context = jms.context();
        JMSContext sibling = jms.closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        HeldListener listener =
                new HeldListener(message -> context.createProducer().send(jms.queue("replies"), "reply"));
        context.createConsumer(jms.queue()).setMessageListener(listener);
        listener.awaitEntered();
        Call<Void> stop = Call.running(sibling::stop);
        assertThat(stop.returnsWithoutWaiting()).isFalse();
        listener.release();
        stop.result();
        assertThat(listener.returned()).succeedsWithin(Patience.ARRIVAL);
        assertThat(jms.textsOn(jms.queue("replies"))).containsExactly("reply");
    }

    @Test
    @Spec("6.1.4")
    @DisplayName("Creating a producer or a browser, and sending, do not start a context's connection.")
    void autoStart_noConsumerCreated_isNotStarted(Jms jms) throws JMSException {
        JMSContext context = jms.context();
        context.createProducer().send(jms.queue(), "one");
        context.createBrowser(jms.queue()).close();
        context.setAutoStart(false);
        JMSConsumer consumer = context.createConsumer(jms.queue());
        assertThat(consumer.receiveNoWait()).isNull();
        assertThat(consumer.receive(Patience.quietMillis())).isNull();
        context.start();
        assertThat(receive(consumer)).isEqualTo("one");
    }
}
