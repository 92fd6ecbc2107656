package org.petrelmq.client;

import org.petrelmq.engine.AckModel;

/** The session modes of JMS 3.1 §6.2.10. */
public enum AckMode {
    /** Acknowledged when receive or onMessage returns. */
    AUTO(AckModel.EACH),
    /** Acknowledged when the application says so, all so far. */
    CLIENT(AckModel.ALL),
    /** Acknowledged lazily. */
    DUPS_OK(AckModel.LAZY),
    /** Acknowledged by commit. */
    TRANSACTED(AckModel.ALL);

    final AckModel model;

    AckMode(AckModel model) {
        this.model = model;
    }

    /** Whether the session has transactions of its own. */
    public boolean isTransacted() {
        return this == TRANSACTED;
    }

    /** Whether the session acknowledges by itself. */
    boolean isAutomatic() {
        return this == AUTO || this == DUPS_OK;
    }
}
