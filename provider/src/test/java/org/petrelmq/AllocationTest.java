package org.petrelmq;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.Allocations.Work;

/**
 * What a message costs the heap on its way from the application that makes it to the one that has read it, sent and received by
 * one thread. The bounds are some ten percent above what was measured: a test that fails here says that a hot path has become
 * heavier. They hold for a JVM with compressed references, which is what there is below 32 GB.
 *
 * <p>In memory nothing depends on the compiler: everything that is made is handed on. On disk it leaves out a good deal, and not
 * always as much, so the bounds are above the most that was measured when it was done.
 */
class AllocationTest {
    private static final String TEXT = "x".repeat(100);
    private static final int BATCH = 100;

    /** A text on its way through a queue, whatever else there is: some 365 bytes, the application's two message objects included. */
    private static final long THROUGH_A_QUEUE = 410;

    /** With a property, through a selector: 656 bytes. */
    private static final long SELECTED = 720;

    /** Some 4 KB: the application's array, the message's, and the one in which it is encoded. */
    private static final long DURABLE_SEND = 5_200;

    /** Some 1.5 KB; 1.9 where the compiler, beside a busy machine, comes to another end. */
    private static final long DURABLE_RECEIVE = 2_050;

    @TempDir
    Path directory;

    private Connection connection;
    private Session session;

    @AfterEach
    void close() throws JMSException {
        connection.close();
    }

    /** A broker that nobody else can join, and that is gone with its connection. */
    private void inMemory(int mode) throws JMSException {
        start(new PetrelConnectionFactory("petrel:mem:"), mode);
    }

    private void onDisk(int mode) throws JMSException {
        start(new PetrelConnectionFactory("petrel:file:" + directory + "?sync=losesOnPowerFailure"), mode);
    }

    private void start(PetrelConnectionFactory factory, int mode) throws JMSException {
        connection = factory.createConnection();
        connection.start();
        session = connection.createSession(mode);
    }

    private MessageProducer producer() throws JMSException {
        return session.createProducer(session.createQueue("q"));
    }

    private MessageConsumer consumer() throws JMSException {
        return session.createConsumer(session.createQueue("q"));
    }

    private void sendText(MessageProducer producer) throws JMSException {
        producer.send(session.createTextMessage(TEXT));
    }

    private static void receiveText(MessageConsumer consumer) throws JMSException {
        String text = ((TextMessage) consumer.receive()).getText();
        if (text.length() != TEXT.length()) {
            throw new AssertionError(text);
        }
    }

    /** Each is received before the next one is sent. */
    private void assertTextsAtMost(long bound) throws JMSException {
        MessageProducer producer = producer();
        MessageConsumer consumer = consumer();
        Allocations.assertAtMost(bound, 1, () -> {
            sendText(producer);
            receiveText(consumer);
        });
    }

    // ---- in memory ----

    @Test
    void text100_throughAQueue() throws JMSException {
        inMemory(Session.AUTO_ACKNOWLEDGE);
        assertTextsAtMost(THROUGH_A_QUEUE);
    }

    @Test
    void bytes1k_throughAQueue() throws JMSException {
        bytesThroughAQueue(1 << 10, 1_600);
    }

    @Test
    void bytes16k_throughAQueue() throws JMSException {
        bytesThroughAQueue(16 << 10, 17_500);
    }

    private void bytesThroughAQueue(int size, long bound) throws JMSException {
        inMemory(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = producer();
        MessageConsumer consumer = consumer();
        byte[] bytes = new byte[size];
        Allocations.assertAtMost(bound, 1, () -> {
            sendBytes(producer, bytes);
            receiveBytes(consumer, bytes);
        });
    }

    private void sendBytes(MessageProducer producer, byte[] bytes) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(bytes);
        producer.send(message);
    }

    private static void receiveBytes(MessageConsumer consumer, byte[] into) throws JMSException {
        ((BytesMessage) consumer.receive()).readBytes(into);
    }

    @Test
    void text100_dupsOk() throws JMSException {
        inMemory(Session.DUPS_OK_ACKNOWLEDGE);
        assertTextsAtMost(420);
    }

    @Test
    void text100_transactionsOf100() throws JMSException {
        inMemory(Session.SESSION_TRANSACTED);
        MessageProducer producer = producer();
        MessageConsumer consumer = consumer();
        Allocations.assertAtMost(610, BATCH, () -> {
            for (int i = 0; i < BATCH; i++) {
                sendText(producer);
            }
            session.commit();
            for (int i = 0; i < BATCH; i++) {
                receiveText(consumer);
            }
            session.commit();
        });
    }

    @Test
    void text100_topicOfTenSubscribers_perDelivery() throws JMSException {
        inMemory(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createTopic("t"));
        List<MessageConsumer> consumers = subscribe(10, null);
        Allocations.assertAtMost(226, 10, () -> {
            sendText(producer);
            for (int i = 0; i < consumers.size(); i++) {
                receiveText(consumers.get(i));
            }
        });
    }

    private List<MessageConsumer> subscribe(int count, String selector) throws JMSException {
        List<MessageConsumer> consumers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            consumers.add(session.createConsumer(session.createTopic("t"), selector));
        }
        return consumers;
    }

    @Test
    void text100_queueConsumerWithASelector() throws JMSException {
        inMemory(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = producer();
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"), "type = 'k'");
        Allocations.assertAtMost(SELECTED, 1, () -> {
            sendSelected(producer);
            receiveText(consumer);
        });
    }

    private void sendSelected(MessageProducer producer) throws JMSException {
        Message message = session.createTextMessage(TEXT);
        message.setStringProperty("type", "k");
        producer.send(message);
    }

    // ---- in memory, with much else around ----

    private void sendTexts(MessageProducer producer, int count) throws JMSException {
        for (int i = 0; i < count; i++) {
            sendText(producer);
        }
    }

    @Test
    void text100_behindABacklogOf100000() throws JMSException {
        inMemory(Session.AUTO_ACKNOWLEDGE);
        sendTexts(producer(), 100_000);
        assertTextsAtMost(THROUGH_A_QUEUE);
    }

    @Test
    void text100_beside1000OtherQueues() throws JMSException {
        inMemory(Session.AUTO_ACKNOWLEDGE);
        for (int i = 0; i < 1000; i++) {
            Queue other = session.createQueue("other" + i);
            sendText(session.createProducer(other));
            session.createConsumer(other);
        }
        assertTextsAtMost(THROUGH_A_QUEUE);
    }

    @Test
    void text100_selectedBehindABacklogOf100000ThatIsNot() throws JMSException {
        inMemory(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = producer();
        sendTexts(producer, 100_000);
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"), "type = 'k'");
        Allocations.assertAtMost(SELECTED, 1, () -> {
            sendSelected(producer);
            receiveText(consumer);
        });
    }

    /** Those who ask for another value cost nothing. */
    @Test
    void text100_topicWith100SubscribersThatSelectOthers() throws JMSException {
        inMemory(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createTopic("t"));
        subscribe(100, "type = 'other'");
        MessageConsumer consumer = subscribe(1, "type = 'k'").get(0);
        Allocations.assertAtMost(SELECTED, 1, () -> {
            sendSelected(producer);
            receiveText(consumer);
        });
    }

    // ---- on disk ----

    @Test
    void bytes1k_durableSend() throws JMSException {
        onDisk(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = producer();
        byte[] bytes = new byte[1 << 10];
        Allocations.assertAtMost(DURABLE_SEND, 1, () -> sendBytes(producer, bytes), this::drain);
    }

    /** In a session of its own, so that what it acknowledges is told to the disk once. */
    private void drain() throws JMSException {
        try (Session draining = connection.createSession(Session.SESSION_TRANSACTED)) {
            MessageConsumer consumer = draining.createConsumer(draining.createQueue("q"));
            while (consumer.receiveNoWait() != null) {
                // All of them.
            }
            draining.commit();
        }
    }

    @Test
    void bytes1k_durableReceive() throws JMSException {
        onDisk(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = producer();
        Work fill = () -> sendBytes(producer, 2000);
        fill.run();
        MessageConsumer consumer = consumer();
        byte[] bytes = new byte[1 << 10];
        Allocations.assertAtMost(DURABLE_RECEIVE, 1, () -> receiveBytes(consumer, bytes), fill);
    }

    /** The backlog is of a lower priority. */
    @Test
    void bytes1k_durableSendAndReceive_behindABacklogOf20000() throws JMSException {
        onDisk(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = producer();
        producer.setPriority(0);
        sendBytes(producer, 20_000);
        producer.setPriority(4);
        MessageConsumer consumer = consumer();
        byte[] bytes = new byte[1 << 10];
        Allocations.assertAtMost(DURABLE_SEND + DURABLE_RECEIVE, 1, () -> {
            sendBytes(producer, bytes);
            receiveBytes(consumer, bytes);
        });
    }

    private void sendBytes(MessageProducer producer, int count) throws JMSException {
        for (int i = 0; i < count; i++) {
            sendBytes(producer, new byte[1 << 10]);
        }
    }
}
