package org.petrelmq.crash.worker;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.Random;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;
import org.petrelmq.crash.history.Event.Received;
import org.petrelmq.crash.history.Key;
import org.petrelmq.crash.history.Kind;

/** A session whose calls are told. */
public final class Party {
    private static final String ORIGIN = "JMS_Petrel_Origin";

    final Session session;
    final String name;
    private final Teller teller;
    private final Random random;
    private final MessageProducer producer;
    private long sent;

    /** A party with a name that is unique in a history. */
    public Party(Session session, String name, Teller teller, Random random) throws JMSException {
        this.session = session;
        this.name = name;
        this.teller = teller;
        this.random = random;
        this.producer = session.createProducer(null);
    }

    /** Sends a message of a random size. */
    public void send(Destination to, String place, String transaction) throws JMSException {
        send(to, place, transaction, name, sent++);
    }

    /** Sends a message for a producer of another name. */
    void send(Destination to, String place, String transaction, String producerName, long number) throws JMSException {
        int dice = random.nextInt(1000);
        int size = dice < 5 ? 300_000 : dice < 40 ? random.nextInt(70_000) : random.nextInt(2_000);
        send(to, place, transaction, new Key(producerName, number), size);
    }

    /** Sends a message of a size. */
    public void sendSized(Destination to, String place, int size) throws JMSException {
        send(to, place, "", new Key(name, sent++), size);
    }

    private void send(Destination to, String place, String transaction, Key key, int size) throws JMSException {
        int priority = random.nextInt(5) == 0 ? random.nextInt(10) : Message.DEFAULT_PRIORITY;
        Message message = Parcel.packed(session, key, random.nextLong(), size);
        long call = teller.begin(Kind.SEND, name, transaction, place, key, priority);
        told(call, () -> producer.send(to, message, DeliveryMode.PERSISTENT, priority, Message.DEFAULT_TIME_TO_LIVE));
        teller.returned(call);
    }

    /** Receives a message, if there is one in a short time. */
    public @Nullable Message receive(MessageConsumer consumer, Kind kind, String source, String transaction)
            throws JMSException {
        return receive(consumer, kind, source, transaction, 20);
    }

    /** Receives a message, if there is one in a time. */
    public @Nullable Message receive(
            MessageConsumer consumer, Kind kind, String source, String transaction, long timeoutMillis)
            throws JMSException {
        long call = teller.begin(kind, name, transaction, source, null, 0);
        Message[] received = {null};
        told(call, () -> received[0] = consumer.receive(timeoutMillis));
        Message message = received[0];
        if (message == null) {
            teller.returned(call);
            return null;
        }
        String origin = message.getStringProperty(ORIGIN);
        teller.tell(new Received(
                call,
                Parcel.key(message),
                message.getIntProperty("JMSXDeliveryCount"),
                message.getJMSRedelivered(),
                Parcel.isIntact(message),
                origin == null ? "" : origin));
        return message;
    }

    /** Acknowledges everything received. */
    public void acknowledge(Message message) throws JMSException {
        told(Kind.ACKNOWLEDGE, "", "", message::acknowledge);
    }

    /** Gives back everything received. */
    void recover() throws JMSException {
        told(Kind.RECOVER, "", "", session::recover);
    }

    /** Commits a local transaction. */
    public void commit(String transaction) throws JMSException {
        told(Kind.COMMIT, transaction, "", session::commit);
    }

    /** Rolls a local transaction back. */
    void rollback(String transaction) throws JMSException {
        told(Kind.ROLLBACK, transaction, "", session::rollback);
    }

    /** Closes the session. */
    void close() throws JMSException {
        told(Kind.CLOSE, "", "", session::close);
    }

    /** A call that returns nothing. */
    void told(Kind kind, String transaction, String place, Action action) throws JMSException {
        long call = teller.begin(kind, name, transaction, place, null, 0);
        told(call, action);
        teller.returned(call);
    }

    private void told(long call, Action action) throws JMSException {
        try {
            action.run();
        } catch (JMSException | RuntimeException e) {
            teller.failed(call, e);
            throw e;
        }
    }

    /** A call of the API. */
    interface Action {
        void run() throws JMSException;
    }

    /** A call of the XA API. */
    interface BranchAction {
        void run() throws XAException;
    }

    /** A call about a branch. */
    void toldBranch(Kind kind, String transaction, BranchAction action) throws XAException {
        long call = teller.begin(kind, name, transaction, "", null, 0);
        try {
            action.run();
        } catch (XAException e) {
            String code = e.errorCode == XAException.XAER_NOTA ? "XAER_NOTA" : "XA error " + e.errorCode;
            teller.failed(call, new IllegalStateException(code, e));
            throw e;
        }
        teller.returned(call);
    }
}
