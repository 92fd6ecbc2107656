package org.petrelmq.core;

import java.util.List;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Address;

/** Which names of destinations are legal, and how they are shown. */
final class Names {
    /** Longest name accepted, in characters; the specification asks for 128 (JMS 3.1 §4.2.4). */
    private static final int MAX_LENGTH = 1024;

    /** Longest name shown in a sentence. */
    private static final int SHOWN = 100;

    /** How many destinations a composite one may have. */
    private static final int MAX_PARTS = 100;

    private static final char SEPARATOR = ',';

    private Names() {}

    /** Whether a name stands for several destinations, to which one message is sent. */
    static boolean isComposite(Address address) {
        return !address.temporary() && address.name().indexOf(SEPARATOR) >= 0;
    }

    /** The destinations of a composite one. */
    static List<Address> partsOf(Address composite) throws EngineException {
        String[] names = composite.name().split(",", -1);
        if (names.length > MAX_PARTS) {
            throw illegal(
                    composite,
                    "stands for " + names.length + " destinations where at most " + MAX_PARTS + " are allowed");
        }
        Address[] parts = new Address[names.length];
        for (int i = 0; i < names.length; i++) {
            String name = names[i].strip();
            if (name.isEmpty()) {
                throw illegal(composite, "has an empty part");
            }
            parts[i] = composite instanceof Address.Queue ? Address.queue(name) : Address.topic(name);
        }
        return List.of(parts);
    }

    /** Refuses a name that is too long or has characters that cannot be read. */
    static void requireLegal(Address address) throws EngineException {
        String name = address.name();
        if (name.length() > MAX_LENGTH) {
            throw illegal(address, "has " + name.length() + " characters where at most " + MAX_LENGTH + " are allowed");
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                throw illegal(address, "has the control character " + (int) name.charAt(i) + " at position " + i);
            }
        }
    }

    /** Refuses a composite destination where only one can be meant. */
    static void requireSingle(Address address) throws EngineException {
        if (isComposite(address)) {
            throw illegal(address, "stands for several destinations; those are for sending only");
        }
    }

    private static EngineException illegal(Address address, String why) {
        String kind = address instanceof Address.Queue ? "queue" : "topic";
        return new EngineException(
                Failure.INVALID_DESTINATION,
                "The name of the " + kind + " '" + shown(address.name()) + "' " + why + ".");
    }

    /** A name as it may stand in a sentence: not too long, and without control characters. */
    static String shown(String name) {
        StringBuilder shown = new StringBuilder(Math.min(name.length(), SHOWN + 1));
        for (int i = 0; i < Math.min(name.length(), SHOWN); i++) {
            shown.append(Character.isISOControl(name.charAt(i)) ? '\uFFFD' : name.charAt(i));
        }
        return name.length() <= SHOWN ? shown.toString() : shown.append('…').toString();
    }
}
