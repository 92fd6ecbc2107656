package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petrelmq.DestinationInfo.Kind;

class BrokerAdminTest {
    @RegisterExtension
    final OwnBroker broker = new OwnBroker();

    private void send(String queue, String text, int size) {
        try (JMSContext context = broker.context()) {
            context.createProducer().setProperty("size", size).send(context.createQueue(queue), text);
        }
    }

    @Test
    void create_thenList_showsQueuesTopicsAndSubscriptions() throws JMSException {
        broker.admin().createQueue("b");
        broker.admin().createQueue("a");
        broker.admin().createTopic("news");
        try (JMSContext context = broker.context()) {
            context.setClientID("ann");
            context.createDurableConsumer(context.createTopic("news"), "inbox");
            context.createProducer().send(context.createTopic("news"), "hot");
        }
        List<DestinationInfo> all = broker.admin().list();
        assertThat(all).extracting(DestinationInfo::name).containsExactly("a", "b", "news", "news::ann.inbox");
        assertThat(all)
                .extracting(DestinationInfo::kind)
                .containsExactly(Kind.QUEUE, Kind.QUEUE, Kind.TOPIC, Kind.SUBSCRIPTION);
        assertThat(all.get(3).available()).isEqualTo(1);
        assertThat(broker.texts("news::ann.inbox")).containsExactly("hot");
    }

    @Test
    void list_countsAvailableDeliveredDelayedAndConsumers() throws JMSException {
        broker.send("q", "a", "b", "c");
        try (JMSContext context = broker.context(JMSContext.CLIENT_ACKNOWLEDGE)) {
            context.createProducer().setDeliveryDelay(1000).send(context.createQueue("q"), "later");
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            consumer.receiveNoWait();
            DestinationInfo info = broker.admin().list().get(0);
            assertThat(info).isEqualTo(new DestinationInfo(Kind.QUEUE, "q", false, 2, 1, 1, 1, false));
            broker.clock().advance(Duration.ofSeconds(1));
            assertThat(broker.admin().count("q")).isEqualTo(3);
        }
    }

    @Test
    void browse_withSelector_showsMessagesInOrderAndTakesNothing() throws JMSException {
        send("q", "small", 1);
        send("q", "large", 9);
        List<Message> large = broker.admin().browse("q", "size > 5");
        assertThat(large).extracting(OwnBroker::text).containsExactly("large");
        assertThat(large.get(0).getIntProperty("size")).isEqualTo(9);
        assertThat(broker.texts("q")).containsExactly("small", "large");
    }

    @Test
    void purge_takesDelayedMessagesToo() throws JMSException {
        broker.send("q", "a", "b");
        try (JMSContext context = broker.context()) {
            context.createProducer().setDeliveryDelay(1000).send(context.createQueue("q"), "later");
        }
        assertThat(broker.admin().purge("q")).isEqualTo(3);
        broker.clock().advance(Duration.ofSeconds(2));
        assertThat(broker.admin().count("q")).isZero();
    }

    @Test
    void purge_leavesWhatAConsumerHas() throws JMSException {
        broker.send("q", "a", "b");
        try (JMSContext context = broker.context(JMSContext.CLIENT_ACKNOWLEDGE)) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            consumer.receiveNoWait();
            assertThat(broker.admin().purge("q")).isEqualTo(1);
            context.recover();
            assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("a");
        }
    }

    @Test
    void remove_bySelector_takesOnlyThose() throws JMSException {
        send("q", "small", 1);
        send("q", "large", 9);
        assertThat(broker.admin().remove("q", "size > 5")).isEqualTo(1);
        assertThat(broker.texts("q")).containsExactly("small");
        assertThatThrownBy(() -> broker.admin().remove("q", "")).isInstanceOf(InvalidSelectorException.class);
    }

    @Test
    void move_bySelector_keepsOrderAndDeliversThere() throws JMSException {
        send("q", "l1", 9);
        send("q", "small", 1);
        send("q", "l2", 8);
        broker.send("other", "first");
        assertThat(broker.admin().move("q", "other", "size > 5")).isEqualTo(2);
        assertThat(broker.texts("q")).containsExactly("small");
        assertThat(broker.texts("other")).containsExactly("first", "l1", "l2");
        assertThatThrownBy(() -> broker.admin().move("q", "q", null)).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    void move_toAWaitingConsumer_wakesIt() throws JMSException {
        broker.send("q", "a");
        try (JMSContext context = broker.context()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("other"));
            assertThat(broker.admin().move("q", "other", null)).isEqualTo(1);
            assertThat(consumer.receiveBody(String.class, 5000)).isEqualTo("a");
        }
    }

    @Test
    void pause_holdsHandOutAndResumeLetsItGo() throws JMSException {
        broker.admin().createQueue("q");
        broker.admin().pause("q");
        broker.send("q", "a");
        try (JMSContext context = broker.context()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
            assertThat(consumer.receiveNoWait()).isNull();
            assertThat(broker.admin().list().get(0).paused()).isTrue();
            broker.admin().resume("q");
            assertThat(consumer.receiveBodyNoWait(String.class)).isEqualTo("a");
        }
    }

    @Test
    void delete_inUse_isRefusedAndLaterDone() throws JMSException {
        broker.send("q", "a");
        try (JMSContext context = broker.context()) {
            context.createConsumer(context.createQueue("q"));
            assertThatThrownBy(() -> broker.admin().deleteQueue("q")).isInstanceOf(IllegalStateException.class);
        }
        broker.admin().deleteQueue("q");
        assertThat(broker.admin().list()).isEmpty();
        assertThatThrownBy(() -> broker.admin().deleteQueue("q")).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    void delete_topicAndSubscription() throws JMSException {
        try (JMSContext context = broker.context()) {
            context.createSharedDurableConsumer(context.createTopic("news"), "readers");
            assertThatThrownBy(() -> broker.admin().deleteTopic("news")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> broker.admin().deleteSubscription("news::readers"))
                    .isInstanceOf(IllegalStateException.class);
        }
        broker.admin().deleteSubscription("news::readers");
        broker.admin().deleteTopic("news");
        assertThat(broker.admin().list()).isEmpty();
    }

    @Test
    void unknownNames_areRefusedByEveryOperation() {
        BrokerAdmin admin = broker.admin();
        assertThatThrownBy(() -> admin.browse("none")).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> admin.count("none")).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> admin.purge("none")).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> admin.move("none", "q", null)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> admin.pause("")).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> admin.createQueue("")).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> admin.deleteTopic("none")).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> admin.deleteSubscription("none")).isInstanceOf(InvalidDestinationException.class);
    }

    // ---- what is looked at ----

    private record Order(String item) implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    @Test
    void browse_showsObjectsOfTheClassesThatTheUrlAllows() throws JMSException {
        try (Broker strict = Broker.open("petrel:mem:browsed");
                Broker open = Broker.open("petrel:mem:browsed?allowedClasses=org.petrelmq.*");
                JMSContext context = open.connectionFactory().createContext()) {
            context.createProducer().send(context.createQueue("orders"), new Order("tea"));
            assertThat(open.admin().browse("orders").get(0).getBody(Order.class))
                    .isEqualTo(new Order("tea"));
            Message hidden = strict.admin().browse("orders").get(0);
            assertThatThrownBy(() -> hidden.getBody(Order.class))
                    .isInstanceOf(MessageFormatException.class)
                    .hasMessageContaining("allowedClasses");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"petrel:mem:closed", "petrel:mem:", "petrel:file:"})
    void closedBroker_hasNoAdministration(String url, @TempDir Path directory) throws JMSException {
        Broker closing = Broker.open(url.equals("petrel:file:") ? url + directory : url);
        BrokerAdmin admin = closing.admin();
        admin.createQueue("q");
        closing.close();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                admin::list, admin::connections, closing.admin()::list, () -> admin.purge("q"))) {
            assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessageContaining("is closed");
        }
    }

    @Test
    void handleThatIsClosed_hasNoAdministration_whileAnotherOneHas() throws JMSException {
        Broker one = Broker.open("petrel:mem:shared");
        try (Broker other = Broker.open("petrel:mem:shared")) {
            one.close();
            assertThatThrownBy(one.admin()::list).isInstanceOf(IllegalStateException.class);
            assertThat(other.admin().list()).isEmpty();
            Broker third = Broker.open("petrel:mem:shared");
            other.restart();
            assertThatThrownBy(third.admin()::list).isInstanceOf(IllegalStateException.class);
            assertThat(other.admin().list()).isEmpty();
        }
    }
}
