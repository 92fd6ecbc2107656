package org.petrelmq.jfr;

import jdk.jfr.Category;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.MessageId;

/** Something that happens to one message. The fields are what a recording shows. */
@Category("Petrel")
@StackTrace(false)
abstract class MessageEvent extends jdk.jfr.Event {
    @Label("Broker")
    @Nullable
    String broker;

    @Label("Queue, topic or subscription")
    @Nullable
    String destination;

    @Label("JMSMessageID")
    @Nullable
    String messageId;

    /** Writes the event, if a recording wants it. */
    void write(String ofBroker, String at, @Nullable Envelope message) {
        if (!shouldCommit()) {
            return;
        }
        broker = ofBroker;
        destination = at;
        MessageId id = message == null ? null : message.stamp().id();
        messageId = id == null ? null : id.toString();
        commit();
    }
}
