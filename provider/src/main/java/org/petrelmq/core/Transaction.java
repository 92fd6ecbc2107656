package org.petrelmq.core;

import java.util.ArrayList;
import java.util.List;
import org.petrelmq.message.Envelope;

/** What a transacted session has sent and not committed (JMS 3.1 §6.2.7). Belongs to its session. */
final class Transaction {
    private List<Envelope> sent = new ArrayList<>();
    private long bytes;

    void add(Envelope envelope, long reservedBytes) {
        sent.add(envelope);
        bytes += reservedBytes;
    }

    /** The bytes that are reserved for what was sent. */
    long bytes() {
        return bytes;
    }

    /** What was sent; the transaction is empty afterwards. */
    List<Envelope> take() {
        List<Envelope> taken = sent;
        sent = new ArrayList<>();
        bytes = 0;
        return taken;
    }
}
