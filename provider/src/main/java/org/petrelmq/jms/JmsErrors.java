package org.petrelmq.jms;

import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import jakarta.jms.MessageNotWriteableRuntimeException;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.ResourceAllocationRuntimeException;
import jakarta.jms.TransactionInProgressException;
import jakarta.jms.TransactionInProgressRuntimeException;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.TransactionRolledBackRuntimeException;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

/**
 * The one table from {@link Failure} codes to the two families of exceptions of JMS 3.1 §10: checked ones for the classic
 * API, their runtime twins for the simplified one.
 */
public enum JmsErrors {
    GENERAL(JMSException::new, JMSRuntimeException::new),
    ILLEGAL_STATE(IllegalStateException::new, IllegalStateRuntimeException::new),
    INVALID_CLIENT_ID(InvalidClientIDException::new, InvalidClientIDRuntimeException::new),
    INVALID_DESTINATION(InvalidDestinationException::new, InvalidDestinationRuntimeException::new),
    INVALID_SELECTOR(InvalidSelectorException::new, InvalidSelectorRuntimeException::new),
    SECURITY(JMSSecurityException::new, JMSSecurityRuntimeException::new),
    MESSAGE_EOF(MessageEOFException::new, JMSRuntimeException::new), // the API has no runtime twin
    MESSAGE_FORMAT(MessageFormatException::new, MessageFormatRuntimeException::new),
    MESSAGE_NOT_READABLE(MessageNotReadableException::new, JMSRuntimeException::new), // nor here
    MESSAGE_NOT_WRITEABLE(MessageNotWriteableException::new, MessageNotWriteableRuntimeException::new),
    RESOURCE_ALLOCATION(ResourceAllocationException::new, ResourceAllocationRuntimeException::new),
    TRANSACTION_IN_PROGRESS(TransactionInProgressException::new, TransactionInProgressRuntimeException::new),
    TRANSACTION_ROLLED_BACK(TransactionRolledBackException::new, TransactionRolledBackRuntimeException::new);

    private interface Checked {
        JMSException make(String message, String errorCode);
    }

    private interface Unchecked {
        JMSRuntimeException make(String message, String errorCode, Throwable cause);
    }

    /** Something that the client room does. */
    interface Action {
        void run() throws EngineException;
    }

    /** Something that the client room answers. */
    interface Query<T> {
        T get() throws EngineException;
    }

    // Constructor references have no state; the checker cannot know.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Checked checked;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Unchecked unchecked;

    JmsErrors(Checked checked, Unchecked unchecked) {
        this.checked = checked;
        this.unchecked = unchecked;
    }

    /**
     * A checked exception of this type.
     *
     * @param message a sentence with the values
     * @return the exception; the error code is the name of the failure
     */
    public JMSException exception(String message) {
        return checked.make(message, name());
    }

    /**
     * The checked exception for a failure.
     *
     * @param failure the failure, which becomes the cause
     * @return the exception to throw
     */
    public static JMSException checked(EngineException failure) {
        JMSException exception = valueOf(failure.failure().name()).exception(String.valueOf(failure.getMessage()));
        exception.initCause(failure);
        exception.setLinkedException(failure);
        return exception;
    }

    /**
     * The runtime exception for a failure.
     *
     * @param failure the failure, which becomes the cause
     * @return the exception to throw
     */
    public static JMSRuntimeException unchecked(EngineException failure) {
        JmsErrors error = valueOf(failure.failure().name());
        return error.unchecked.make(String.valueOf(failure.getMessage()), error.name(), failure);
    }

    /** The runtime twin of a checked exception that the simplified API met inside. */
    static JMSRuntimeException unchecked(JMSException exception) {
        for (JmsErrors error : values()) {
            JMSException sample = error.exception("");
            if (sample.getClass() == exception.getClass()) {
                return error.unchecked.make(String.valueOf(exception.getMessage()), error.name(), exception);
            }
        }
        return new JMSRuntimeException(exception.getMessage(), exception.getErrorCode(), exception);
    }

    static void checked(Action action) throws JMSException {
        try {
            action.run();
        } catch (EngineException e) {
            throw checked(e);
        }
    }

    static <T> T checkedGet(Query<T> query) throws JMSException {
        try {
            return query.get();
        } catch (EngineException e) {
            throw checked(e);
        }
    }

    static void unchecked(Action action) {
        try {
            action.run();
        } catch (EngineException e) {
            throw unchecked(e);
        }
    }

    static <T> T uncheckedGet(Query<T> query) {
        try {
            return query.get();
        } catch (EngineException e) {
            throw unchecked(e);
        }
    }
}
