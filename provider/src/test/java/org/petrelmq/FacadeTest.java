package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicSession;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every method of every interface of the API, called on every class of ours that implements it: with plausible arguments, with
 * nulls and with odd ones, on objects that are open, that are closed, and whose connection is closed. It answers, or throws
 * what the API has for it: never an UnsupportedOperationException that the specification does not order, never an accident of
 * the code.
 */
@Timeout(120)
class FacadeTest {
    /** Fewer methods than this, and the enumeration does not enumerate. */
    private static final int LEAST_METHODS = 900;

    @RegisterExtension
    final OwnBroker broker = new OwnBroker();

    /** Makes an object of the facade. */
    private interface Maker {
        Object make(Scene scene) throws Exception;
    }

    /** The connections and contexts that an object belongs to. */
    private final class Scene {
        private final List<AutoCloseable> owners = new ArrayList<>();

        <T extends AutoCloseable> T own(T owner) {
            owners.add(owner);
            return owner;
        }

        Connection connection() throws JMSException {
            Connection connection = own(broker.factory().createConnection());
            connection.setClientID("client");
            return connection;
        }

        Session session() throws JMSException {
            return connection().createSession();
        }

        QueueSession queueSession() throws JMSException {
            return own(broker.factory().createQueueConnection()).createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        }

        TopicSession topicSession() throws JMSException {
            return own(broker.factory().createTopicConnection()).createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        }

        JMSContext context() {
            return own(broker.context());
        }

        PetrelXAConnectionFactory distributed() {
            return broker.broker().xaConnectionFactory();
        }

        void close() throws Exception {
            for (AutoCloseable owner : owners) {
                owner.close();
            }
        }
    }

    private static final Map<String, Maker> MAKERS = new LinkedHashMap<>();

    static {
        MAKERS.put("Message", scene -> scene.session().createMessage());
        MAKERS.put("TextMessage", scene -> scene.session().createTextMessage("text"));
        MAKERS.put("ObjectMessage", scene -> scene.session().createObjectMessage("object"));
        MAKERS.put("BytesMessage", scene -> scene.session().createBytesMessage());
        MAKERS.put("BytesMessage, reset", scene -> {
            BytesMessage message = scene.session().createBytesMessage();
            message.writeBytes(new byte[64]);
            message.reset();
            return message;
        });
        MAKERS.put("MapMessage", scene -> {
            MapMessage message = scene.session().createMapMessage();
            message.setString("name", "1");
            return message;
        });
        MAKERS.put("StreamMessage", scene -> scene.session().createStreamMessage());
        MAKERS.put("StreamMessage, reset", scene -> {
            StreamMessage message = scene.session().createStreamMessage();
            message.writeString("1");
            message.reset();
            return message;
        });
        MAKERS.put("Message, received", scene -> {
            JMSContext context = scene.context();
            Queue queue = context.createTemporaryQueue();
            context.createProducer().setProperty("name", "1").send(queue, Map.of("name", "1"));
            return context.createConsumer(queue).receive(5_000);
        });

        MAKERS.put("ConnectionFactory", scene -> new PetrelConnectionFactory("petrel:mem:"));
        MAKERS.put("Connection", Scene::connection);
        MAKERS.put("ConnectionMetaData", scene -> scene.connection().getMetaData());
        MAKERS.put("Session", Scene::session);
        MAKERS.put("Session, transacted", scene -> scene.connection().createSession(Session.SESSION_TRANSACTED));
        MAKERS.put("MessageProducer", scene -> {
            Session session = scene.session();
            return session.createProducer(session.createQueue("q"));
        });
        MAKERS.put("MessageProducer, unidentified", scene -> scene.session().createProducer(null));
        MAKERS.put("MessageConsumer", scene -> {
            Session session = scene.session();
            return session.createConsumer(session.createQueue("q"), "name = 1");
        });
        MAKERS.put("TopicSubscriber, durable", scene -> {
            Session session = scene.session();
            return session.createDurableSubscriber(session.createTopic("t"), "name");
        });
        MAKERS.put("QueueBrowser", scene -> {
            Session session = scene.session();
            return session.createBrowser(session.createQueue("q"));
        });
        MAKERS.put("Queue", scene -> scene.session().createQueue("q"));
        MAKERS.put("Topic", scene -> scene.session().createTopic("t"));
        MAKERS.put("TemporaryQueue", scene -> scene.session().createTemporaryQueue());
        MAKERS.put("TemporaryTopic", scene -> scene.session().createTemporaryTopic());
        MAKERS.put("ConnectionConsumer", scene -> {
            Connection connection = scene.connection();
            Queue queue = connection.createSession().createQueue("q");
            return connection.createConnectionConsumer(queue, null, () -> null, 1);
        });

        MAKERS.put("QueueConnection", scene -> scene.own(scene.distributed().createQueueConnection()));
        MAKERS.put("TopicConnection", scene -> scene.own(scene.distributed().createTopicConnection()));
        MAKERS.put("QueueSession", Scene::queueSession);
        MAKERS.put("TopicSession", Scene::topicSession);
        MAKERS.put("QueueSender", scene -> {
            QueueSession session = scene.queueSession();
            return session.createSender(session.createQueue("q"));
        });
        MAKERS.put("QueueReceiver", scene -> {
            QueueSession session = scene.queueSession();
            return session.createReceiver(session.createQueue("q"));
        });
        MAKERS.put("TopicPublisher", scene -> {
            TopicSession session = scene.topicSession();
            return session.createPublisher(session.createTopic("t"));
        });
        MAKERS.put("TopicSubscriber", scene -> {
            TopicSession session = scene.topicSession();
            return session.createSubscriber(session.createTopic("t"));
        });

        MAKERS.put("JMSContext", Scene::context);
        MAKERS.put("JMSProducer", scene -> scene.context().createProducer());
        MAKERS.put("JMSConsumer", scene -> {
            JMSContext context = scene.context();
            return context.createConsumer(context.createQueue("q"));
        });

        MAKERS.put("XAConnectionFactory", Scene::distributed);
        MAKERS.put("XAConnection", scene -> scene.own(scene.distributed().createXAConnection()));
        MAKERS.put("XAQueueConnection", scene -> scene.own(scene.distributed().createXAQueueConnection()));
        MAKERS.put("XATopicConnection", scene -> scene.own(scene.distributed().createXATopicConnection()));
        MAKERS.put(
                "XASession",
                scene -> scene.own(scene.distributed().createXAConnection()).createXASession());
        MAKERS.put(
                "XAQueueSession",
                scene ->
                        scene.own(scene.distributed().createXAQueueConnection()).createXAQueueSession());
        MAKERS.put(
                "XATopicSession",
                scene ->
                        scene.own(scene.distributed().createXATopicConnection()).createXATopicSession());
        MAKERS.put("XAJMSContext", scene -> scene.own(scene.distributed().createXAContext()));
    }

    /** What happens to the object before the call. */
    private enum Life {
        OPEN,
        CLOSED,
        OWNER_CLOSED
    }

    /** What the object is called with. */
    private enum Arguments {
        PLAUSIBLE,
        NULL,
        ODD
    }

    private final List<String> problems = new ArrayList<>();
    private final Set<Class<?>> classes = new LinkedHashSet<>();
    private final Set<String> methods = new LinkedHashSet<>();

    private final Connection connection = open();
    private final Session destinations = session();

    private Connection open() {
        try {
            return broker.factory().createConnection();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    private Session session() {
        try {
            return connection.createSession();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyMethodOfEveryObject_answersOrThrowsWhatTheApiHas() throws Exception {
        for (Map.Entry<String, Maker> maker : MAKERS.entrySet()) {
            for (Method method : methodsOf(classOf(maker.getValue()))) {
                for (Life life : Life.values()) {
                    for (Arguments arguments : Arguments.values()) {
                        call(maker.getKey(), maker.getValue(), method, life, arguments);
                    }
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(methods).hasSizeGreaterThan(LEAST_METHODS);
        assertThat(classes).containsAll(classesOfTheFacade());
    }

    private Class<?> classOf(Maker maker) throws Exception {
        Scene scene = new Scene();
        Object object = maker.make(scene);
        scene.close();
        classes.add(object.getClass());
        return object.getClass();
    }

    /** The methods that the API has for objects of a class. */
    private List<Method> methodsOf(Class<?> type) {
        Map<String, Method> all = new LinkedHashMap<>();
        for (Class<?> api : interfacesOf(type)) {
            for (Method method : api.getMethods()) {
                if (!Modifier.isStatic(method.getModifiers())) {
                    all.putIfAbsent(method.getName() + Arrays.toString(method.getParameterTypes()), method);
                }
            }
        }
        all.keySet().forEach(method -> methods.add(type.getName() + "." + method));
        return List.copyOf(all.values());
    }

    private static Set<Class<?>> interfacesOf(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Class<?> api : each.getInterfaces()) {
                if (api.getName().startsWith("jakarta.jms.")) {
                    found.add(api);
                }
            }
        }
        return found;
    }

    /** The classes that implement interfaces of the API, found in the directory of their package and of the factories. */
    private static Set<Class<?>> classesOfTheFacade() throws IOException, URISyntaxException, ClassNotFoundException {
        Path root = Path.of(PetrelConnectionFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> names = new ArrayList<>(classNames(root, "org/petrelmq"));
        names.addAll(classNames(root, "org/petrelmq/jms"));
        Set<Class<?>> found = new LinkedHashSet<>();
        for (String name : names) {
            Class<?> type = Class.forName(name);
            if (!type.isInterface() && !Modifier.isAbstract(type.getModifiers()) && isFacade(type)) {
                found.add(type);
            }
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    private static List<String> classNames(Path root, String directory) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(directory))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace(root.getFileSystem().getSeparator(), "."))
                    .toList();
        }
    }

    /** Listeners are interfaces of the API that the application calls nothing on. */
    private static boolean isFacade(Class<?> type) {
        return interfacesOf(type).stream()
                .anyMatch(api -> api != CompletionListener.class
                        && api != ExceptionListener.class
                        && api != MessageListener.class);
    }

    private void call(String name, Maker maker, Method method, Life life, Arguments arguments) throws Exception {
        Scene scene = new Scene();
        Object object = maker.make(scene);
        if (life == Life.CLOSED && object instanceof AutoCloseable closeable) {
            closeable.close();
        } else if (life == Life.OWNER_CLOSED) {
            scene.close();
        }
        Object[] values = new Object[method.getParameterCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = argument(method.getParameterTypes()[i], arguments);
        }
        // A receive that would wait for ever ends at once.
        if (method.getName().startsWith("receive")) {
            Thread.currentThread().interrupt();
        }
        try {
            Object result = method.invoke(object, values);
            if (result != object && result instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (!isAllowed(name, method, arguments, thrown)) {
                problems.add(name + " " + life + ", " + method + " with " + Arrays.toString(values) + ": " + thrown
                        + " at " + thrown.getStackTrace()[0]);
            }
        } finally {
            Thread.interrupted();
            scene.close();
        }
    }

    private static boolean isAllowed(String name, Method method, Arguments arguments, Throwable thrown) {
        if (thrown instanceof JMSException || thrown instanceof JMSRuntimeException) {
            return true;
        }
        String called = method.getName();
        boolean plain = arguments == Arguments.PLAUSIBLE;
        if (thrown instanceof NullPointerException) {
            // A null is no char and, as valueOf has it, no float and no double (§3.5.4, §3.11.3).
            boolean reads = called.matches("(get|read)(Char|Float|Double)(Property)?");
            // A BytesMessage has no null (§3.12).
            boolean writesNull = method.getDeclaringClass() == BytesMessage.class && arguments == Arguments.NULL;
            return reads || (writesNull && called.startsWith("write"));
        }
        if (thrown instanceof NumberFormatException) {
            // A text that is no number, or a null, where a number was asked for (§3.5.4, §3.11.3).
            boolean reads = called.startsWith("get") || called.startsWith("read");
            return reads
                    && (Message.class.isAssignableFrom(method.getDeclaringClass())
                            || method.getDeclaringClass() == JMSProducer.class);
        }
        if (thrown instanceof IllegalArgumentException) {
            boolean named = Message.class.isAssignableFrom(method.getDeclaringClass()) && called.startsWith("set");
            boolean producer = method.getDeclaringClass() == JMSProducer.class && called.equals("setProperty");
            boolean listener = called.equals("send")
                    && Arrays.asList(method.getParameterTypes()).contains(CompletionListener.class);
            return !plain && (named || producer || listener);
        }
        if (thrown instanceof IndexOutOfBoundsException) {
            return !plain && called.equals("readBytes");
        }
        if (thrown instanceof UnsupportedOperationException) {
            // A destination where the producer has one, and none where it has none (Javadoc of MessageProducer).
            boolean withDestination =
                    method.getParameterCount() > 0 && Destination.class.isAssignableFrom(method.getParameterTypes()[0]);
            boolean sends = called.equals("send") || called.equals("publish");
            return sends
                    && MessageProducer.class.isAssignableFrom(method.getDeclaringClass())
                    && withDestination != name.contains("unidentified");
        }
        return false;
    }

    // ---- arguments ----

    private Object argument(Class<?> type, Arguments arguments) throws JMSException {
        if (type.isPrimitive()) {
            return primitive(type, arguments);
        }
        return switch (arguments) {
            case PLAUSIBLE -> plausible(type);
            case NULL -> null;
            case ODD -> type == String.class ? "" : type == Object.class ? new Object() : plausible(type);
        };
    }

    private static Object primitive(Class<?> type, Arguments arguments) {
        int number = switch (arguments) {
            case PLAUSIBLE -> 1;
            case NULL -> 0;
            case ODD -> -7;
        };
        if (type == boolean.class) {
            return number == 1;
        } else if (type == char.class) {
            return (char) number;
        } else if (type == byte.class) {
            return (byte) number;
        } else if (type == short.class) {
            return (short) number;
        } else if (type == int.class) {
            return number;
        } else if (type == long.class) {
            return (long) number;
        } else if (type == float.class) {
            return (float) number;
        }
        assertThat(type).isEqualTo(double.class);
        return (double) number;
    }

    private Object plausible(Class<?> type) throws JMSException {
        if (type == String.class || type == Object.class || type == Serializable.class) {
            return "name";
        } else if (type == byte[].class) {
            return new byte[8];
        } else if (type == Class.class) {
            return String.class;
        } else if (type == Map.class) {
            return Map.of("name", 1);
        } else if (type == Destination.class || type == Queue.class) {
            return destinations.createQueue("argument");
        } else if (type == Topic.class) {
            return destinations.createTopic("argument");
        } else if (type == Message.class) {
            return destinations.createTextMessage("argument");
        } else if (type == MessageListener.class) {
            return (MessageListener) message -> {};
        } else if (type == ExceptionListener.class) {
            return (ExceptionListener) exception -> {};
        } else if (type == ServerSessionPool.class) {
            return (ServerSessionPool) () -> null;
        }
        assertThat(type).isEqualTo(CompletionListener.class);
        return new Untold();
    }

    private static final class Untold implements CompletionListener {
        @Override
        public void onCompletion(Message message) {
            // Nobody asks.
        }

        @Override
        public void onException(Message message, Exception exception) {
            // Nor for this.
        }
    }
}
