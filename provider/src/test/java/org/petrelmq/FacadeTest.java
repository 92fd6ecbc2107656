package org.petrelmq;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every method of every interface of the API, called on every object of ours that implements it: with plausible arguments and
 * with nulls, while the object is open and after it was closed. It answers, or throws what the API has for it; never an
 * UnsupportedOperationException where the specification does not order one, and never an accident of the code.
 */
@Timeout(120)
class FacadeTest {
    /** Fewer calls than this, and the enumeration does not enumerate. */
    private static final int LEAST_METHODS = 900;

    @RegisterExtension
    final OwnBroker broker = new OwnBroker();

    private final List<String> problems = new ArrayList<>();
    private final Set<String> called = new TreeSet<>();
    private final Set<Class<?>> implemented = new LinkedHashSet<>();

    /** Makes an object; what it belongs to is remembered, to be closed. */
    private interface Maker {
        Object make(Owners owners) throws Exception;
    }

    /** Connections and contexts that a made object belongs to. */
    private final class Owners implements AutoCloseable {
        private final List<AutoCloseable> open = new ArrayList<>();

        <T extends AutoCloseable> T own(T owner) {
            open.add(owner);
            return owner;
        }

        Connection connection() throws JMSException {
            Connection connection = own(broker.factory().createConnection());
            connection.setClientID("client-" + System.identityHashCode(connection));
            return connection;
        }

        Session session() throws JMSException {
            return connection().createSession();
        }

        JMSContext context() {
            JMSContext context = own(broker.context());
            context.setAutoStart(false);
            return context;
        }

        @Override
        public void close() throws Exception {
            for (AutoCloseable owner : open) {
                owner.close();
            }
        }
    }

    private static final Map<String, Maker> MAKERS = new LinkedHashMap<>();

    private static Map<String, Maker> makers() {
        Map<String, Maker> all = new LinkedHashMap<>();
        messages(all);
        classic(all);
        domains(all);
        simplified(all);
        distributed(all);
        return all;
    }

    private static void messages(Map<String, Maker> all) {
        all.put("Message", owners -> owners.session().createMessage());
        all.put("TextMessage", owners -> owners.session().createTextMessage("text"));
        all.put("ObjectMessage", owners -> owners.session().createObjectMessage("object"));
        all.put("BytesMessage", owners -> owners.session().createBytesMessage());
        all.put("BytesMessage, reset", owners -> {
            BytesMessage message = owners.session().createBytesMessage();
            message.writeBytes(new byte[64]);
            message.reset();
            return message;
        });
        all.put("MapMessage", owners -> {
            MapMessage message = owners.session().createMapMessage();
            message.setString("name", "1");
            return message;
        });
        all.put("StreamMessage", owners -> owners.session().createStreamMessage());
        all.put("StreamMessage, reset", owners -> {
            StreamMessage message = owners.session().createStreamMessage();
            message.writeString("1");
            message.reset();
            return message;
        });
        all.put("Message, received", owners -> {
            JMSContext context = owners.context();
            Queue queue = context.createTemporaryQueue();
            context.createProducer().setProperty("name", "1").send(queue, Map.of("name", "1"));
            context.start();
            return context.createConsumer(queue).receive(5_000);
        });
    }

    private static void classic(Map<String, Maker> all) {
        all.put("Connection", Owners::connection);
        all.put("ConnectionMetaData", owners -> owners.connection().getMetaData());
        all.put("Session", Owners::session);
        all.put("Session, transacted", owners -> owners.connection().createSession(Session.SESSION_TRANSACTED));
        all.put("Session, client", owners -> owners.connection().createSession(Session.CLIENT_ACKNOWLEDGE));
        all.put("MessageProducer", owners -> {
            Session session = owners.session();
            return session.createProducer(session.createQueue("q"));
        });
        all.put("MessageProducer, unidentified", owners -> owners.session().createProducer(null));
        all.put("MessageConsumer", owners -> {
            Session session = owners.session();
            return session.createConsumer(session.createQueue("q"), "a = 1");
        });
        all.put("TopicSubscriber, durable", owners -> {
            Session session = owners.session();
            return session.createDurableSubscriber(session.createTopic("t"), "name");
        });
        all.put("QueueBrowser", owners -> {
            Session session = owners.session();
            return session.createBrowser(session.createQueue("q"));
        });
        all.put("Queue", owners -> owners.session().createQueue("q"));
        all.put("Topic", owners -> owners.session().createTopic("t"));
        all.put("TemporaryQueue", owners -> owners.session().createTemporaryQueue());
        all.put("TemporaryTopic", owners -> owners.session().createTemporaryTopic());
        all.put("ConnectionConsumer", owners -> {
            Connection connection = owners.connection();
            Queue queue = connection.createSession().createQueue("q");
            return connection.createConnectionConsumer(queue, null, (ServerSessionPool) () -> null, 1);
        });
    }

    private static void domains(Map<String, Maker> all) {
        all.put(
                "QueueConnection",
                owners -> owners.own(owners.outer().broker.factory().createQueueConnection()));
        all.put(
                "TopicConnection",
                owners -> owners.own(owners.outer().broker.factory().createTopicConnection()));
        all.put("QueueSession", FacadeTest::queueSession);
        all.put("TopicSession", FacadeTest::topicSession);
        all.put("QueueSender", owners -> {
            QueueSession session = queueSession(owners);
            return session.createSender(session.createQueue("q"));
        });
        all.put("QueueReceiver", owners -> {
            QueueSession session = queueSession(owners);
            return session.createReceiver(session.createQueue("q"));
        });
        all.put("TopicPublisher", owners -> {
            TopicSession session = topicSession(owners);
            return session.createPublisher(session.createTopic("t"));
        });
        all.put("TopicSubscriber", owners -> {
            TopicSession session = topicSession(owners);
            return session.createSubscriber(session.createTopic("t"));
        });
    }

    private static QueueSession queueSession(Owners owners) throws JMSException {
        QueueConnection connection = owners.own(owners.outer().broker.factory().createQueueConnection());
        return connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    private static TopicSession topicSession(Owners owners) throws JMSException {
        TopicConnection connection = owners.own(owners.outer().broker.factory().createTopicConnection());
        return connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
    }
}
