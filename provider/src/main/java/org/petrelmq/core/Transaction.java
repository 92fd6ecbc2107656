package org.petrelmq.core;

import java.util.ArrayList;
import java.util.List;
import org.petrelmq.message.Envelope;

/** What a session has sent in a transaction and not committed (JMS 3.1 §6.2.7). Belongs to its session or branch. */
final class Transaction {
    private static final Origin NOBODY = new Origin(0, null);

    private List<Envelope> sent = new ArrayList<>();
    private Origin sender = NOBODY;
    private long bytes;

    void add(Envelope envelope, Origin from, long reservedBytes) {
        sent.add(envelope);
        sender = from;
        bytes += reservedBytes;
    }

    /** Who sent it. */
    Origin sender() {
        return sender;
    }

    List<Envelope> sent() {
        return sent;
    }

    int size() {
        return sent.size();
    }

    /** The bytes that are reserved for what was sent. */
    long bytes() {
        return bytes;
    }

    /** The transaction is over; another one begins. */
    void clear() {
        sent = new ArrayList<>();
        bytes = 0;
    }
}
