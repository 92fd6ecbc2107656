package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.petrelmq.Authorizer.Operation;

/**
 * Everything that a client can do to a broker, with every permission by itself: the table of actions × permissions is generated,
 * and an action succeeds exactly if all the permissions that it takes are there.
 */
class AuthorizerTest {

    /** Who is asking, or null; what is permitted follows from the user's name. */
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    @RegisterExtension
    final OwnBroker broker = new OwnBroker(BrokerOptions.builder()
            .authenticator((user, password) -> password.equals("secret"))
            .authorizer((user, operation, name) -> {
                asked.add(user + " " + operation + " " + name);
                return user == null || permissionsOf(user).contains(operation);
            }));

    /** A user's name lists the permissions that he has. */
    private static Set<Operation> permissionsOf(String user) {
        Set<Operation> permitted = EnumSet.noneOf(Operation.class);
        for (String name : user.split("\\+", -1)) {
            if (!name.equals("NOTHING")) {
                permitted.add(Operation.valueOf(name));
            }
        }
        return permitted;
    }

    private interface Attempt {
        void in(Session session) throws JMSException;
    }

    /** What a client does, on destinations that exist unless it says otherwise, and the permissions that it takes. */
    @SuppressWarnings("ImmutableEnumChecker")
    private enum Action {
        SEND_TO_QUEUE(session -> producer(session, session.createQueue("q")), Operation.SEND),
        SEND_TO_TOPIC(session -> producer(session, session.createTopic("t")), Operation.SEND),
        SEND_TO_NEW_QUEUE(session -> producer(session, session.createQueue("new")), Operation.SEND, Operation.CREATE),
        SEND_TO_COMPOSITE(
                session -> producer(session, session.createQueue("q,new2")), Operation.SEND, Operation.CREATE),
        CONSUME(session -> session.createConsumer(session.createQueue("q")), Operation.CONSUME),
        CONSUME_FROM_NEW_QUEUE(
                session -> session.createConsumer(session.createQueue("new3")), Operation.CONSUME, Operation.CREATE),
        BROWSE(
                session -> {
                    QueueBrowser browser = session.createBrowser(session.createQueue("q"));
                    browser.getEnumeration();
                },
                Operation.BROWSE),
        SUBSCRIBE(session -> session.createConsumer(session.createTopic("t")), Operation.SUBSCRIBE),
        SUBSCRIBE_TO_PATTERN(session -> session.createConsumer(session.createTopic("t.>")), Operation.SUBSCRIBE),
        SUBSCRIBE_SHARED(session -> session.createSharedConsumer(session.createTopic("t"), "s"), Operation.SUBSCRIBE),
        SUBSCRIBE_DURABLE(
                session -> session.createSharedDurableConsumer(session.createTopic("t"), "d"), Operation.SUBSCRIBE),
        SUBSCRIBE_TO_NEW_TOPIC(
                session -> session.createConsumer(session.createTopic("new4")), Operation.SUBSCRIBE, Operation.CREATE),
        CREATE_TEMPORARY_QUEUE(Session::createTemporaryQueue, Operation.CREATE),
        CREATE_TEMPORARY_TOPIC(Session::createTemporaryTopic, Operation.CREATE),
        UNSUBSCRIBE(session -> session.unsubscribe("kept"), Operation.DELETE);

        private final Attempt attempt;
        private final Set<Operation> needed;

        Action(Attempt attempt, Operation... needed) {
            this.attempt = attempt;
            this.needed = EnumSet.copyOf(Arrays.asList(needed));
        }

        private static void producer(Session session, jakarta.jms.Destination destination) throws JMSException {
            try (MessageProducer producer = session.createProducer(null)) {
                producer.send(destination, session.createMessage());
            }
        }
    }

    private static Stream<Arguments> table() {
        List<Arguments> table = new ArrayList<>();
        for (Action action : Action.values()) {
            table.add(Arguments.of(action, "NOTHING"));
            for (Operation operation : Operation.values()) {
                table.add(Arguments.of(action, operation.name()));
            }
            table.add(Arguments.of(action, all(action.needed)));
            table.add(Arguments.of(action, all(EnumSet.complementOf(EnumSet.copyOf(action.needed)))));
        }
        return table.stream();
    }

    private static String all(Set<Operation> operations) {
        return String.join("+", operations.stream().map(Enum::name).toList());
    }

    @ParameterizedTest
    @MethodSource("table")
    void table_actionSucceedsExactlyWithItsPermissions(Action action, String user) throws JMSException {
        broker.admin().createQueue("q");
        broker.admin().createTopic("t");
        if (action == Action.UNSUBSCRIBE) {
            try (Connection connection = broker.factory().createConnection("SUBSCRIBE", "secret")) {
                Session session = connection.createSession();
                session.createSharedDurableConsumer(session.createTopic("t"), "kept");
            }
        }
        try (Connection connection = broker.factory().createConnection(user, "secret")) {
            Session session = connection.createSession();
            if (permissionsOf(user).containsAll(action.needed)) {
                action.attempt.in(session);
            } else {
                assertThatThrownBy(() -> action.attempt.in(session))
                        .isInstanceOf(JMSSecurityException.class)
                        .hasMessageContaining("has no permission")
                        .hasMessageContaining("'" + user + "'");
            }
        }
    }

    @Test
    void send_inATransaction_isRefusedAtOnce() throws JMSException {
        broker.admin().createQueue("q");
        try (Connection connection = broker.factory().createConnection("CONSUME", "secret")) {
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            assertThatThrownBy(() -> Action.SEND_TO_QUEUE.attempt.in(session)).isInstanceOf(JMSSecurityException.class);
            session.commit();
        }
        assertThat(broker.texts("q")).isEmpty();
    }

    @Test
    void temporaryDestination_isItsConnectionsAndEverybodyMaySendToIt() throws JMSException {
        try (Connection owner = broker.factory().createConnection("CREATE+CONSUME", "secret");
                Connection other = broker.factory().createConnection("CONSUME", "secret")) {
            Session session = owner.createSession();
            TemporaryQueue temporary = session.createTemporaryQueue();
            Session others = other.createSession();
            others.createProducer(temporary).send(others.createTextMessage("reply"));
            assertThatThrownBy(() -> others.createConsumer(temporary)).isInstanceOf(JMSException.class);
            owner.start();
            try (MessageConsumer consumer = session.createConsumer(temporary)) {
                assertThat(consumer.receiveNoWait().getBody(String.class)).isEqualTo("reply");
            }
            temporary.delete();
        }
    }

    @Test
    void admin_everyMethodTakesManage() throws JMSException {
        broker.admin().createQueue("q");
        BrokerAdmin refused = broker.broker().admin("SEND+CONSUME", "secret");
        List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> all = List.of(
                () -> refused.createQueue("x"),
                () -> refused.createTopic("x"),
                refused::list,
                refused::connections,
                () -> refused.browse("q"),
                () -> refused.count("q"),
                () -> refused.purge("q"),
                () -> refused.remove("q", "TRUE"),
                () -> refused.move("q", "x", null),
                () -> refused.retry("q", null),
                () -> refused.pause("q"),
                () -> refused.resume("q"),
                () -> refused.deleteQueue("q"),
                () -> refused.deleteTopic("t"),
                () -> refused.deleteSubscription("s"),
                refused::branches,
                () -> refused.completeBranch("1:ab:", true),
                () -> refused.forgetBranch("1:ab:"));
        Set<String> tried = new TreeSet<>();
        for (var method : BrokerAdmin.class.getDeclaredMethods()) {
            if (java.lang.reflect.Modifier.isPublic(method.getModifiers())) {
                tried.add(method.getName());
            }
        }
        assertThat(all).hasSameSizeAs(tried);
        for (var attempt : all) {
            assertThatThrownBy(attempt).isInstanceOf(JMSSecurityException.class);
        }
        assertThat(broker.broker().admin("MANAGE+CREATE", "secret").list()).hasSize(1);
        assertThatThrownBy(() -> broker.broker().admin("MANAGE", "wrong").list())
                .isInstanceOf(JMSSecurityException.class)
                .hasMessageContaining("does not accept the credentials");
    }

    @Test
    void composite_takesThePermissionOfEachPart() throws JMSException {
        broker.admin().createQueue("a");
        broker.admin().createQueue("b");
        try (Connection connection = broker.factory().createConnection("SEND", "secret")) {
            Session session = connection.createSession();
            Action.producer(session, session.createQueue("a, b"));
        }
        assertThat(asked).contains("SEND SEND a", "SEND SEND b").doesNotContain("SEND SEND a, b");
    }

    @Test
    void asked_withUserOperationAndName() throws JMSException {
        try (Connection connection = broker.factory().createConnection("SEND+CREATE", "secret")) {
            Session session = connection.createSession();
            Queue queue = session.createQueue("orders");
            Topic topic = session.createTopic("news");
            session.createProducer(queue).send(session.createMessage());
            assertThatThrownBy(() -> session.createConsumer(topic)).isInstanceOf(JMSSecurityException.class);
        }
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "SEND+CREATE CREATE orders", "SEND+CREATE SEND orders", "SEND+CREATE SUBSCRIBE news");
    }

    @Test
    void operations_areThoseOfTheCore() {
        assertThat(Operation.values())
                .extracting(Enum::name)
                .containsExactly(Arrays.stream(org.petrelmq.core.Operation.values())
                        .map(Enum::name)
                        .toArray(String[]::new));
    }
}
