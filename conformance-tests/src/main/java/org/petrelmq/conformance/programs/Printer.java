package org.petrelmq.conformance.programs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.petrelmq.conformance.programs.Outcome.Along;
import org.petrelmq.conformance.programs.Outcome.Delivered;
import org.petrelmq.conformance.programs.Outcome.Failed;
import org.petrelmq.conformance.programs.Outcome.Heard;
import org.petrelmq.conformance.programs.Outcome.Seen;

/** Writes a program down as a JUnit test of the classic API that asserts what the model says. */
final class Printer implements Step.Visitor<String, RuntimeException> {
    private static final List<String> IMPORTS = List.of(
            "jakarta.jms.Connection",
            "jakarta.jms.ConnectionFactory",
            "jakarta.jms.DeliveryMode",
            "jakarta.jms.JMSException",
            "jakarta.jms.Message",
            "jakarta.jms.MessageConsumer",
            "jakarta.jms.MessageProducer",
            "jakarta.jms.QueueBrowser",
            "jakarta.jms.Session",
            "jakarta.jms.TemporaryQueue",
            "jakarta.jms.TextMessage",
            "java.util.Collections",
            "java.util.Enumeration",
            "java.util.List",
            "java.util.concurrent.CopyOnWriteArrayList",
            "org.junit.jupiter.api.Test");

    private final Setting setting;
    private final Map<Integer, Integer> connectionOfSession = new HashMap<>();
    private final Map<Integer, Integer> sessionOfConsumer = new HashMap<>();
    /** An expression for the message that a session received last. */
    private final Map<Integer, String> last = new HashMap<>();

    private final Set<String> started = new HashSet<>();
    /** Consumers with a listener that stays, or that had one, and what it has heard. */
    private final Set<Integer> listening = new HashSet<>();

    private final Map<Integer, List<Delivered>> heard = new HashMap<>();

    private Outcome expected = new Outcome.Done();
    private int variables;

    private Printer(Setting setting) {
        this.setting = setting;
    }

    /**
     * Prints a program.
     *
     * @param name the name of the test's class
     * @param program the steps
     * @param setting what is the provider's
     * @return a compilation unit in the default package
     */
    static String print(String name, List<Step> program, Setting setting) {
        Printer printer = new Printer(setting);
        Model model = new Model();
        StringBuilder body = new StringBuilder();
        for (Step step : program) {
            Outcome all = model.perform(step);
            printer.expected = all.own();
            body.append(step.accept(printer).indent(12));
            body.append(printer.heard(all).indent(12));
        }
        return printer.unit(name, body.toString());
    }

    private String unit(String name, String body) {
        String test = """
            class %s {
                @Test
                void program() throws Exception {
            %s        try (%s) {
                        ConnectionFactory factory = %s;
            %s        }
                }
            }
            """.formatted(
                        name, String.join("\n", setting.before()).indent(8), setting.open(), setting.factory(), body);
        List<String> imports = new ArrayList<>(IMPORTS);
        imports.addAll(setting.imports());
        imports.removeIf(type -> !test.contains(type.substring(type.lastIndexOf('.') + 1)));
        return "import static org.assertj.core.api.Assertions.assertThat;\n"
                + "import static org.assertj.core.api.Assertions.assertThatThrownBy;\n\n"
                + imports.stream().sorted().map("import %s;\n"::formatted).collect(Collectors.joining())
                + "\n"
                + test;
    }

    // ---- connections and sessions ----

    @Override
    public String connect(Step.Connect step) {
        String connection = connection(step.connection());
        if (expected instanceof Failed) {
            return act("factory.createConnection().setClientID(\"%s\")".formatted(step.clientId()));
        }
        String created = "Connection %s = factory.createConnection();".formatted(connection);
        return step.clientId() == null
                ? created
                : created + "\n%s.setClientID(\"%s\");".formatted(connection, step.clientId());
    }

    @Override
    public String connection(Step.OnConnection step) {
        String connection = connection(step.connection());
        if (step.act() == Step.ConnectionAct.START) {
            started.add(connection);
        } else {
            started.remove(connection);
        }
        String method = switch (step.act()) {
            case START -> "start";
            case STOP -> "stop";
            case CLOSE -> "close";
        };
        return act("%s.%s()".formatted(connection, method));
    }

    @Override
    public String openSession(Step.OpenSession step) {
        connectionOfSession.put(step.session(), step.connection());
        return make(
                "Session " + session(step.session()),
                "%s.createSession(%s, %s)"
                        .formatted(connection(step.connection()), step.mode() == Mode.TRANSACTED, step.mode().java));
    }

    @Override
    public String session(Step.OnSession step) {
        String session = session(step.session());
        return switch (step.act()) {
            case ACKNOWLEDGE -> act(last.get(step.session()) + ".acknowledge()");
            case RECOVER -> act(session + ".recover()");
            case COMMIT -> act(session + ".commit()");
            case ROLLBACK -> act(session + ".rollback()");
            case CLOSE -> act(session + ".close()");
        };
    }

    // ---- consumers ----

    @Override
    public String openConsumer(Step.OpenConsumer step) {
        sessionOfConsumer.put(step.consumer(), step.session());
        String session = session(step.session());
        Source source = step.source();
        String place = place(step.session(), source.place());
        String selector = quoted(source.filter().selector);
        String name = quoted(source.name());
        boolean noLocal = source.noLocal();
        String created = switch (source.kind()) {
            case QUEUE -> "createConsumer(%s, %s)".formatted(place, selector);
            case UNSHARED -> "createConsumer(%s, %s, %s)".formatted(place, selector, noLocal);
            case DURABLE -> "createDurableConsumer(%s, %s, %s, %s)".formatted(place, name, selector, noLocal);
            case SHARED -> "createSharedConsumer(%s, %s, %s)".formatted(place, name, selector);
            case SHARED_DURABLE -> "createSharedDurableConsumer(%s, %s, %s)".formatted(place, name, selector);
        };
        return make("MessageConsumer " + consumer(step.consumer()), session + "." + created);
    }

    @Override
    public String receive(Step.Receive step) {
        String receive = consumer(step.consumer()) + ".receiveNoWait()";
        if (expected instanceof Failed) {
            return act(receive);
        }
        if (!(expected instanceof Delivered delivered)) {
            return "assertThat(%s).isNull();".formatted(receive);
        }
        String message = "received" + ++variables;
        last.put(part(sessionOfConsumer, step.consumer()), message);
        return """
            Message %1$s = %2$s.receive(1_000);
            assertThat(%1$s.getBody(String.class)).isEqualTo("%3$d");
            assertThat(%1$s.getJMSPriority()).isEqualTo(%4$d);
            assertThat(%1$s.getJMSRedelivered()).isEqualTo(%5$s);
            assertThat(%1$s.getIntProperty("JMSXDeliveryCount")).isEqualTo(%6$d);
            """.formatted(
                        message,
                        consumer(step.consumer()),
                        delivered.number(),
                        delivered.priority(),
                        delivered.redelivered(),
                        delivered.count());
    }

    @Override
    public String listen(Step.Listen step) {
        int session = part(sessionOfConsumer, step.consumer());
        String heard = "heard" + ++variables;
        List<Delivered> messages = expected instanceof Heard all ? all.messages() : List.of();
        if (!messages.isEmpty()) {
            last.put(session, "%s.get(%d)".formatted(heard, messages.size() - 1));
        }
        return """
            List<Message> %1$s = new CopyOnWriteArrayList<>();
            %2$s.setMessageListener(message -> {
                %1$s.add(message);
                if (%1$s.size() == 1) {
                    %3$s
                }
            });
            %5$s%4$s.stop();
            %2$s.setMessageListener(null);
            %4$s.start();
            """.formatted(
                        heard,
                        consumer(step.consumer()),
                        behaviour(step.behaviour(), session(session)),
                        connection(part(connectionOfSession, session)),
                        awaited(heard, messages));
    }

    private static String behaviour(Step.Behaviour behaviour, String session) {
        return switch (behaviour) {
            case RETURN -> "return;";
            case THROW -> "throw new java.lang.IllegalStateException(\"As the program wants.\");";
            case ACKNOWLEDGE -> caught("message.acknowledge()");
            case RECOVER -> caught(session + ".recover()");
            case COMMIT -> caught(session + ".commit()");
            case ROLLBACK -> caught(session + ".rollback()");
        };
    }

    private static String caught(String call) {
        return "try { %s; } catch (JMSException e) { throw new java.lang.IllegalStateException(e); }".formatted(call);
    }

    @Override
    public String startListening(Step.StartListening step) {
        String declared = listening.add(step.consumer())
                ? "List<Message> %s = new CopyOnWriteArrayList<>();\n".formatted(variable(step.consumer()))
                : "";
        return declared
                + "%s.setMessageListener(%s::add);".formatted(consumer(step.consumer()), variable(step.consumer()));
    }

    @Override
    public String stopListening(Step.StopListening step) {
        String connection = connection(part(connectionOfSession, part(sessionOfConsumer, step.consumer())));
        String stopped = "%s.stop();\n%s.setMessageListener(null);".formatted(connection, consumer(step.consumer()));
        return started.contains(connection) ? stopped + "\n%s.start();".formatted(connection) : stopped;
    }

    /** Asserts what listeners that stay have heard up to now. */
    private String heard(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        if (outcome instanceof Along along) {
            along.heard().forEach((consumer, messages) -> {
                List<Delivered> all = heard.computeIfAbsent(consumer, any -> new ArrayList<>());
                all.addAll(messages);
                String variable = variable(consumer);
                last.put(part(sessionOfConsumer, consumer), "%s.get(%d)".formatted(variable, all.size() - 1));
                text.append(awaited(variable, all));
            });
        }
        return text.toString();
    }

    private static String variable(int consumer) {
        return "heardBy" + consumer;
    }

    private static String awaited(String heard, List<Delivered> messages) {
        return """
            for (long end = System.nanoTime() + 5_000_000_000L; %1$s.size() < %2$d && System.nanoTime() < end; ) {
                Thread.onSpinWait();
            }
            assertThat(%1$s)
                    .extracting(message -> message.getBody(String.class) + " delivery " + message.getIntProperty("JMSXDeliveryCount"))
                    .containsExactly(%3$s);
            """.formatted(
                        heard,
                        messages.size(),
                        messages.stream()
                                .map(one -> "\"%d delivery %d\"".formatted(one.number(), one.count()))
                                .collect(Collectors.joining(", ")));
    }

    @Override
    public String closeConsumer(Step.CloseConsumer step) {
        return act(consumer(step.consumer()) + ".close()");
    }

    @Override
    public String unsubscribe(Step.Unsubscribe step) {
        return act("%s.unsubscribe(\"%s\")".formatted(session(step.session()), step.name()));
    }

    // ---- messages ----

    @Override
    public String send(Step.Send step) {
        String session = session(step.session());
        Letter letter = step.letter();
        String place = place(step.session(), step.place());
        if (expected instanceof Failed) {
            return act("%1$s.createProducer(null).send(%2$s, %1$s.createTextMessage(\"%3$d\"))"
                    .formatted(session, place, letter.number()));
        }
        String message = "message" + letter.number();
        String producer = "producer" + letter.number();
        StringBuilder text = new StringBuilder();
        text.append("TextMessage %s = %s.createTextMessage(\"%d\");\n".formatted(message, session, letter.number()));
        text.append("%s.setIntProperty(\"n\", %d);\n".formatted(message, letter.number()));
        if (letter.kind() != null) {
            text.append("%s.setStringProperty(\"kind\", \"%s\");\n".formatted(message, letter.kind()));
        }
        text.append("MessageProducer %s = %s.createProducer(null);\n".formatted(producer, session));
        if (letter.delay() != 0) {
            text.append("%s.setDeliveryDelay(%d);\n".formatted(producer, letter.delay()));
        }
        String mode = letter.persistent() ? "DeliveryMode.PERSISTENT" : "DeliveryMode.NON_PERSISTENT";
        return text
                + "%s.send(%s, %s, %s, %d, %d);"
                        .formatted(producer, place, message, mode, letter.priority(), letter.timeToLive());
    }

    @Override
    public String browse(Step.Browse step) {
        String browser = "browser" + ++variables;
        String created = "%s.createBrowser(%s, %s)"
                .formatted(
                        session(step.session()), place(step.session(), step.queue()), quoted(step.filter().selector));
        if (!(expected instanceof Seen seen)) {
            return act(created);
        }
        String numbers = seen.numbers().stream().map("\"%d\""::formatted).collect(Collectors.joining(", "));
        return """
            QueueBrowser %1$s = %2$s;
            assertThat(Collections.list((Enumeration<?>) %1$s.getEnumeration()))
                    .extracting(message -> ((TextMessage) message).getText())
                    .containsExactly(%3$s);
            %1$s.close();
            """.formatted(browser, created, numbers);
    }

    @Override
    public String openTemporary(Step.OpenTemporary step) {
        return make(
                "TemporaryQueue " + Place.temporary(step.temporary()),
                session(step.session()) + ".createTemporaryQueue()");
    }

    @Override
    public String deleteTemporary(Step.DeleteTemporary step) {
        return act(Place.temporary(step.temporary()) + ".delete()");
    }

    @Override
    public String advance(Step.Advance step) {
        String advance =
                Objects.requireNonNull(setting.advance(), "a program with time for a provider without a clock");
        return advance.formatted(step.millis()) + ";";
    }

    // ---- leaves ----

    private String make(String variable, String expression) {
        return expected instanceof Failed ? act(expression) : "%s = %s;".formatted(variable, expression);
    }

    private String act(String call) {
        return expected instanceof Failed failed
                ? "assertThatThrownBy(() -> %s).isInstanceOf(%s.class);"
                        .formatted(call, failed.type().getName())
                : call + ";";
    }

    private static String connection(int number) {
        return "connection" + number;
    }

    private static String session(int number) {
        return "session" + number;
    }

    private static String consumer(int number) {
        return "consumer" + number;
    }

    private static String place(int session, Place place) {
        return switch (place.kind()) {
            case QUEUE -> "%s.createQueue(\"%s\")".formatted(session(session), place);
            case TOPIC -> "%s.createTopic(\"%s\")".formatted(session(session), place);
            case TEMPORARY_QUEUE -> place.toString();
        };
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    private static int part(Map<Integer, Integer> parts, int number) {
        Integer part = parts.get(number);
        if (part == null) {
            throw new IllegalStateException("The step makes no sense here.");
        }
        return part;
    }
}
