package org.petrelmq.crash.history;

/** What a client calls. */
public enum Kind {
    /** A send, in a transaction or not. */
    SEND,
    /** A receive by a session that acknowledges by a call or in a transaction. */
    RECEIVE,
    /** A receive by a session that acknowledges by itself: what it returns may be gone. */
    RECEIVE_AUTO,
    /** Acknowledges everything that the session received. */
    ACKNOWLEDGE,
    /** Gives back everything that the session received. */
    RECOVER,
    /** First phase of a distributed transaction. */
    PREPARE,
    /** Of a local transaction or of a distributed one. */
    COMMIT,
    /** Of a local transaction or of a distributed one. */
    ROLLBACK,
    /** Asks for the transactions that are prepared. */
    SCAN,
    /** Closes the session, or the connection that it belongs to. */
    CLOSE,
    /** Begins a durable subscription, unless it is there. */
    SUBSCRIBE,
    /** Ends a durable subscription. */
    UNSUBSCRIBE
}
