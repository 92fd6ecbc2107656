package org.petrelmq.engine;

/** Why an operation failed: one code for each of the thirteen exception types of {@code jakarta.jms} (JMS 3.1 §10.3). */
public enum Failure {
    /** Nothing more specific: a plain JMSException. */
    GENERAL,
    /** The object is not in the state for it. */
    ILLEGAL_STATE,
    /** The client ID is refused or taken. */
    INVALID_CLIENT_ID,
    /** The destination is not understood, or is no longer valid. */
    INVALID_DESTINATION,
    /** The selector has an error. */
    INVALID_SELECTOR,
    /** Credentials or rights are missing. */
    SECURITY,
    /** A message was read past its end. */
    MESSAGE_EOF,
    /** A value has a type that does not fit. */
    MESSAGE_FORMAT,
    /** A write-only message was read. */
    MESSAGE_NOT_READABLE,
    /** A read-only message was written. */
    MESSAGE_NOT_WRITEABLE,
    /** A limit is reached. */
    RESOURCE_ALLOCATION,
    /** Not while a transaction is in progress. */
    TRANSACTION_IN_PROGRESS,
    /** The transaction was rolled back instead of committed. */
    TRANSACTION_ROLLED_BACK
}
