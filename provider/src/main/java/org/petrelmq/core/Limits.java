package org.petrelmq.core;

import org.petrelmq.engine.EngineException;

/**
 * How many there may be of what costs memory, so that a client that loses count meets an error before the JVM does.
 *
 * @param connections connections
 * @param sessions sessions of all connections
 * @param destinations queues and topics that are not temporary
 * @param temporaries temporary queues and topics
 * @param transactionMessages messages sent in one transaction and not committed
 * @param preparedTransactions distributed transactions that are prepared and not ended
 * @param messageBytes the size of one message
 */
record Limits(
        int connections,
        int sessions,
        int destinations,
        int temporaries,
        int transactionMessages,
        int preparedTransactions,
        long messageBytes) {
    static final String MAX_CONNECTIONS = "maxConnections";
    static final String MAX_SESSIONS = "maxSessions";
    static final String MAX_DESTINATIONS = "maxDestinations";
    static final String MAX_TEMPORARIES = "maxTemporaries";
    static final String MAX_TRANSACTION_MESSAGES = "maxTransactionMessages";
    static final String MAX_PREPARED_TRANSACTIONS = "maxPreparedTransactions";
    static final String MAX_MESSAGE_SIZE = "maxMessageSize";

    static Limits of(OptionValues options) throws EngineException {
        return new Limits(
                options.count(MAX_CONNECTIONS, 10_000),
                options.count(MAX_SESSIONS, 100_000),
                options.count(MAX_DESTINATIONS, 100_000),
                options.count(MAX_TEMPORARIES, 100_000),
                options.count(MAX_TRANSACTION_MESSAGES, 1_000_000),
                options.count(MAX_PREPARED_TRANSACTIONS, 10_000),
                options.size(MAX_MESSAGE_SIZE, 100L << 20));
    }
}
