package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.petrelmq.DestinationInfo.Kind;

/** What is left of a subscription when it ends, in each way in which it can: nothing. */
class SubscriptionsTest {
    @RegisterExtension
    private final OwnBroker own = new OwnBroker(BrokerOptions.builder().replay("kept", 5));

    private List<String> subscriptions() throws JMSException {
        return own.admin().list().stream()
                .filter(info -> info.kind() == Kind.SUBSCRIPTION)
                .map(DestinationInfo::name)
                .toList();
    }

    /** How many subscriptions a topic sends to. */
    private int reached(String topic) throws JMSException {
        return own.admin().list().stream()
                .filter(info -> info.kind() == Kind.TOPIC && info.name().equals(topic))
                .mapToInt(DestinationInfo::consumers)
                .sum();
    }

    @Test
    void shared_endsWithItsLastConsumer() throws JMSException {
        try (JMSContext context = own.context()) {
            Topic topic = context.createTopic("t");
            JMSConsumer one = context.createSharedConsumer(topic, "s");
            JMSConsumer two = context.createSharedConsumer(topic, "s");
            JMSConsumer three = context.createSharedConsumer(topic, "s");
            assertThat(reached("t")).isOne();
            one.close();
            two.close();
            context.createProducer().send(topic, "a");
            assertThat(three.receiveBodyNoWait(String.class)).isEqualTo("a");
            three.close();
            assertThat(subscriptions()).isEmpty();
            assertThat(reached("t")).isZero();
        }
    }

    @Test
    void durable_replaced_leavesItsOldTopic() throws JMSException {
        try (JMSContext context = own.context()) {
            context.setClientID("me");
            context.createDurableConsumer(context.createTopic("old"), "s").close();
            assertThat(reached("old")).isOne();
            context.createDurableConsumer(context.createTopic("new"), "s").close();
            assertThat(reached("old")).isZero();
            assertThat(reached("new")).isOne();
            assertThat(subscriptions()).containsExactly("new::me.s");
            context.unsubscribe("s");
            assertThat(reached("new")).isZero();
            assertThat(subscriptions()).isEmpty();
        }
    }

    @Test
    void sharedDurable_withAConsumer_isNotReplaced() {
        try (JMSContext context = own.context()) {
            Topic topic = context.createTopic("t");
            JMSConsumer one = context.createSharedDurableConsumer(topic, "s");
            JMSConsumer two = context.createSharedDurableConsumer(topic, "s");
            one.close();
            assertThatThrownBy(() -> context.createSharedDurableConsumer(topic, "s", "a = 1"))
                    .isInstanceOf(IllegalStateRuntimeException.class)
                    .hasMessageContaining("in use");
            two.close();
            context.createSharedDurableConsumer(topic, "s", "a = 1").close();
        }
    }

    @Test
    void pattern_ended_leavesEachTopic() throws JMSException {
        try (JMSContext context = own.context()) {
            context.createProducer().send(context.createTopic("a.x"), "1");
            JMSConsumer all = context.createConsumer(context.createTopic("a.*"));
            context.createProducer().send(context.createTopic("a.y"), "2");
            context.createProducer().send(context.createTopic("b.z"), "3");
            assertThat(reached("a.x")).isOne();
            assertThat(reached("a.y")).isOne();
            assertThat(reached("b.z")).isZero();
            assertThat(all.receiveBodyNoWait(String.class)).isEqualTo("2");
            assertThat(all.receiveBodyNoWait(String.class)).isNull();
            all.close();
            assertThat(reached("a.x")).isZero();
            assertThat(reached("a.y")).isZero();
        }
    }

    /** The broker's memory is compared with what it holds after each test. */
    @Test
    void keptMessages_topicDeleted_areForgotten() throws JMSException {
        try (JMSContext context = own.context()) {
            Topic topic = context.createTopic("kept");
            for (int i = 0; i < 8; i++) {
                context.createProducer().send(topic, "m" + i);
            }
            own.admin().deleteTopic("kept");
            assertThat(context.createConsumer(topic).receiveNoWait()).isNull();
        }
    }

    @Test
    void keptMessages_expireAndWaitAsOthersDo() throws JMSException {
        try (JMSContext context = own.context()) {
            Topic topic = context.createTopic("kept");
            context.createProducer().setTimeToLive(1_000).send(topic, "short");
            context.createProducer().setDeliveryDelay(5_000).send(topic, "late");
            context.createProducer().send(topic, "plain");
            JMSConsumer newcomer = context.createConsumer(topic);
            own.clock().advance(Duration.ofSeconds(2));
            assertThat(newcomer.receiveBodyNoWait(String.class)).isEqualTo("plain");
            assertThat(newcomer.receiveNoWait()).isNull();
            own.clock().advance(Duration.ofSeconds(4));
            assertThat(newcomer.receiveBodyNoWait(String.class)).isEqualTo("late");
        }
    }

    @Test
    void list_manyOfEachKind_isSortedByKindAndName() throws JMSException {
        List<String> names = new ArrayList<>();
        for (int i = 10; i < 40; i++) {
            names.add("d" + i);
            own.admin().createQueue("d" + (49 - i));
        }
        assertThat(own.admin().list()).extracting(DestinationInfo::name).isEqualTo(names);
    }

    @Test
    void acknowledge_clientMode_messagesHaveLeft() throws JMSException {
        own.send("q", "a", "b", "c");
        try (JMSContext context = own.context(JMSContext.CLIENT_ACKNOWLEDGE)) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            consumer.receiveNoWait();
            consumer.receiveNoWait();
            assertThat(own.admin().list().get(0).delivered()).isEqualTo(2);
            context.acknowledge();
            assertThat(own.admin().list().get(0).delivered()).isZero();
            assertThat(own.admin().list().get(0).available()).isOne();
        }
    }
}
