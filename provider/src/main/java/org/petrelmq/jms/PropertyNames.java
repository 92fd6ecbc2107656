package org.petrelmq.jms;

import jakarta.jms.JMSException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which names a property may have (JMS 3.1 §3.5.1, §3.5.9, §3.8.1.1). */
final class PropertyNames {
    static final String DELIVERY_COUNT = "JMSXDeliveryCount";

    private static final Set<String> SET_BY_CLIENTS = Set.of("JMSXGroupID", "JMSXGroupSeq");
    private static final Set<String> KEYWORDS =
            Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE");

    private PropertyNames() {}

    /** Refuses names that an application cannot set. */
    static String require(@Nullable String name) throws JMSException {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("The name of a property must not be null or empty.");
        }
        if (!isIdentifier(name) || KEYWORDS.contains(name.toUpperCase(Locale.ROOT))) {
            throw JmsErrors.GENERAL.exception("'" + name
                    + "' is not a property name: not an identifier of the selector language (JMS 3.1 §3.5.1).");
        }
        if (name.startsWith("JMS") && !name.startsWith("JMS_") && !SET_BY_CLIENTS.contains(name)) {
            throw JmsErrors.GENERAL.exception("The property '" + name
                    + "' is not for applications to set: of the names that begin with JMS, those are " + SET_BY_CLIENTS
                    + " and names that begin with JMS_ (JMS 3.1 §3.5.9).");
        }
        return name;
    }

    /** Whether a property of another provider's message is the application's, and travels with the message. */
    static boolean isCarried(String name) {
        return !name.startsWith("JMSX") || SET_BY_CLIENTS.contains(name);
    }

    private static boolean isIdentifier(String name) {
        if (!Character.isJavaIdentifierStart(name.codePointAt(0))) {
            return false;
        }
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            if (!Character.isJavaIdentifierPart(name.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }
}
