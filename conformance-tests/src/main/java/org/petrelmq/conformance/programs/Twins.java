package org.petrelmq.conformance.programs;

import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TransactionRolledBackException;
import jakarta.jms.TransactionRolledBackRuntimeException;
import java.util.Map;

/** The exceptions of the simplified API, and those of the classic API that say the same (10.3). */
final class Twins {
    private static final Map<Class<? extends Exception>, Class<? extends Exception>> CLASSIC = Map.of(
            JMSRuntimeException.class, JMSException.class,
            IllegalStateRuntimeException.class, IllegalStateException.class,
            InvalidClientIDRuntimeException.class, InvalidClientIDException.class,
            InvalidDestinationRuntimeException.class, InvalidDestinationException.class,
            TransactionRolledBackRuntimeException.class, TransactionRolledBackException.class);

    private Twins() {}

    /** The classic one of a kind of exception; itself if it has no twin. */
    static Class<? extends Exception> classic(Class<? extends Exception> type) {
        return CLASSIC.getOrDefault(type, type);
    }
}
