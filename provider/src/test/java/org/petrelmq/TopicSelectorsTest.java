package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Subscriptions are found by the value that their selector asks for: nobody gets more or less by that. */
class TopicSelectorsTest {
    private static final List<String> SELECTORS = List.of(
            "type = 'a'",
            "type = 'b'",
            "'b' = type AND n <> 1",
            "n = 1",
            "n = 1.0",
            "n = 1 AND type = 'a'",
            "type = 'a' OR n = 2",
            "n > 1",
            "type IS NULL",
            "JMSPriority = 9",
            "JMSType = 't'",
            "JMSType = 't' AND n = 2",
            "JMSDeliveryMode = 'PERSISTENT'",
            "flag = TRUE",
            "n = 16777217",
            "n IS NULL OR n IS NOT NULL");

    @RegisterExtension
    final OwnBroker broker = new OwnBroker();

    private final Random random = new Random(11);

    /** What a browser of a queue with the same selector sees, which evaluates it for each message. */
    @Test
    void eachGetsWhatItSelects_whileSubscriptionsComeAndGo() throws JMSException {
        try (JMSContext context = broker.context()) {
            Topic topic = context.createTopic("t");
            Map<JMSConsumer, String> subscribers = new LinkedHashMap<>();
            JMSConsumer queue = context.createConsumer(context.createQueue("q"));
            int delivered = 0;
            for (int i = 0; i < 600; i++) {
                change(context, topic, subscribers);
                TextMessage message = message(context, i);
                int priority = random.nextInt(10);
                context.createProducer().setPriority(priority).send(topic, message);
                context.createProducer().setPriority(priority).send(context.createQueue("q"), message);
                for (Map.Entry<JMSConsumer, String> each : subscribers.entrySet()) {
                    boolean selected = isSelected(context, each.getValue());
                    assertThat(each.getKey().receiveBodyNoWait(String.class))
                            .as(each.getValue())
                            .isEqualTo(selected ? "m" + i : null);
                    delivered += selected ? 1 : 0;
                }
                assertThat(queue.receiveNoWait()).isNotNull();
            }
            assertThat(delivered).isGreaterThan(500);
        }
    }

    private void change(JMSContext context, Topic topic, Map<JMSConsumer, String> subscribers) {
        if (random.nextInt(3) == 0) {
            String selector = SELECTORS.get(random.nextInt(SELECTORS.size()));
            subscribers.put(context.createConsumer(topic, selector), selector);
        }
        if (random.nextInt(6) == 0 && !subscribers.isEmpty()) {
            JMSConsumer leaver = new ArrayList<>(subscribers.keySet()).get(random.nextInt(subscribers.size()));
            leaver.close();
            subscribers.remove(leaver);
        }
    }

    private TextMessage message(JMSContext context, int number) throws JMSException {
        TextMessage message = context.createTextMessage("m" + number);
        if (random.nextBoolean()) {
            message.setStringProperty("type", random.nextBoolean() ? "a" : "b");
        }
        switch (random.nextInt(6)) {
            case 0 -> message.setIntProperty("n", 1 + random.nextInt(2));
            case 1 -> message.setByteProperty("n", (byte) 1);
            case 2 -> message.setDoubleProperty("n", 1.0);
            case 3 -> message.setFloatProperty("n", 16777216f);
            case 4 -> message.setStringProperty("n", "1");
            default -> message.setBooleanProperty("flag", random.nextBoolean());
        }
        if (random.nextBoolean()) {
            message.setJMSType("t");
        }
        return message;
    }

    private static boolean isSelected(JMSContext context, String selector) throws JMSException {
        Queue queue = context.createQueue("q");
        try (QueueBrowser browser = context.createBrowser(queue, selector)) {
            return browser.getEnumeration().hasMoreElements();
        }
    }

    @Test
    void noLocal_holdsForWhomIsFoundByItsValue() throws JMSException {
        try (JMSContext own = broker.context();
                JMSContext other = broker.context()) {
            Topic topic = own.createTopic("t");
            JMSConsumer notOwn = own.createConsumer(topic, "type = 'a'", true);
            JMSConsumer all = own.createConsumer(topic, "type = 'a'");
            own.createProducer().setProperty("type", "a").send(topic, "own");
            other.createProducer().setProperty("type", "a").send(topic, "other");
            assertThat(notOwn.receiveBodyNoWait(String.class)).isEqualTo("other");
            assertThat(notOwn.receiveNoWait()).isNull();
            assertThat(all.receiveBodyNoWait(String.class)).isEqualTo("own");
            assertThat(all.receiveBodyNoWait(String.class)).isEqualTo("other");
        }
    }
}
