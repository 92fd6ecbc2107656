package org.petrelmq.client;

import org.petrelmq.engine.AckModel;
import org.petrelmq.engine.TxModel;

/** The session modes of JMS 3.1 §6.2.10. */
public enum AckMode {
    /** Acknowledged when receive or onMessage returns. */
    AUTO(AckModel.EACH),
    /** Acknowledged when the application says so, all so far. */
    CLIENT(AckModel.ALL),
    /** Acknowledged lazily. */
    DUPS_OK(AckModel.LAZY),
    /** Acknowledged by commit. */
    TRANSACTED(AckModel.ALL),
    /** Acknowledged by a transaction manager, and as AUTO while the session is in no transaction of it. */
    XA(AckModel.EACH);

    final AckModel model;

    AckMode(AckModel model) {
        this.model = model;
    }

    /** Whether the session has transactions of its own. */
    public boolean isTransacted() {
        return this == TRANSACTED;
    }

    /** Whether the session has transactions, of its own or of a transaction manager. */
    public boolean isTransactional() {
        return this == TRANSACTED || this == XA;
    }

    /** Whether the session acknowledges each message as it is received; an engine knows what is a branch's. */
    boolean isEach() {
        return this == AUTO || this == XA;
    }

    /** Whether the session acknowledges by itself. */
    boolean isAutomatic() {
        return isEach() || this == DUPS_OK;
    }

    TxModel transactions() {
        return switch (this) {
            case AUTO, CLIENT, DUPS_OK -> TxModel.NONE;
            case TRANSACTED -> TxModel.LOCAL;
            case XA -> TxModel.DISTRIBUTED;
        };
    }
}
