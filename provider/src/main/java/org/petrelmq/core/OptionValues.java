package org.petrelmq.core;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.message.Address;

/**
 * Options as text, from a URL, or typed, from a program, and what they have to look like.
 *
 * @param options by key
 */
record OptionValues(Map<String, Object> options) {

    boolean has(String key) {
        return options.containsKey(key);
    }

    String text(String key, String otherwise) {
        Object value = options.get(key);
        return value == null ? otherwise : value.toString();
    }

    /** The name of a queue; null where none is given. */
    @Nullable
    String name(String key) throws EngineException {
        Object value = options.get(key);
        if (value == null) {
            return null;
        }
        if (value.toString().isEmpty()) {
            throw malformed(key, "a name");
        }
        return value.toString();
    }

    /** The name of one queue that can be received from; null where none is given. */
    @Nullable
    String queue(String key) throws EngineException {
        String name = name(key);
        if (name != null) {
            Names.requireLegal(Address.queue(name));
            Names.requireSingle(Address.queue(name));
        }
        return name;
    }

    <T> @Nullable T object(String key, Class<T> type) throws EngineException {
        Object value = options.get(key);
        if (value != null && !type.isInstance(value)) {
            throw malformed(key, "set by a program; it cannot be set in a URL");
        }
        return type.cast(value);
    }

    boolean flag(String key) throws EngineException {
        return switch (text(key, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw malformed(key, "true or false");
        };
    }

    int count(String key, int otherwise) throws EngineException {
        String text = text(key, Integer.toString(otherwise));
        return (int) number(key, text, 1, Integer.MAX_VALUE, "a whole number from 0 to " + Integer.MAX_VALUE);
    }

    /** A number that is not smaller than 1. */
    double factor(String key) throws EngineException {
        try {
            double factor = Double.parseDouble(text(key, "1"));
            if (factor >= 1 && factor <= 1000) {
                return factor;
            }
        } catch (NumberFormatException e) {
            throw malformed(key, "a number from 1 to 1000");
        }
        throw malformed(key, "a number from 1 to 1000");
    }

    long size(String key, long otherwise) throws EngineException {
        String text = text(key, Long.toString(otherwise));
        long unit = 1;
        int digits = text.length() - 1;
        if (digits > 0) {
            int scale = "kmg".indexOf(Character.toLowerCase(text.charAt(digits)));
            unit = scale < 0 ? 1 : 1L << (10 * (scale + 1));
            text = scale < 0 ? text : text.substring(0, digits);
        }
        return number(key, text, unit, Long.MAX_VALUE, "a number of bytes, with k, m or g behind it or not");
    }

    long duration(String key, long otherwiseMillis) throws EngineException {
        String text = text(key, otherwiseMillis + "ms");
        String form = "a duration like 500ms, 10s or 2m";
        if (text.endsWith("ms")) {
            return number(key, text.substring(0, text.length() - 2), 1, Long.MAX_VALUE, form);
        } else if (text.endsWith("s")) {
            return number(key, text.substring(0, text.length() - 1), 1000, Long.MAX_VALUE, form);
        } else if (text.endsWith("m")) {
            return number(key, text.substring(0, text.length() - 1), 60_000, Long.MAX_VALUE, form);
        }
        throw malformed(key, form);
    }

    /** One of the constants of an enum, whose names are written as in DROP_OLDEST for dropOldest. */
    <E extends Enum<E>> E choice(String key, E otherwise) throws EngineException {
        Object value = options.get(key);
        if (value == null) {
            return otherwise;
        }
        StringBuilder names = new StringBuilder();
        for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
            if (key(constant).equals(value.toString())) {
                return constant;
            }
            names.append(names.isEmpty() ? "" : ", ").append(key(constant));
        }
        throw malformed(key, "one of " + names);
    }

    private static String key(Enum<?> constant) {
        StringBuilder key = new StringBuilder();
        for (String word : constant.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            key.append(key.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return key.toString();
    }

    long number(String key, String digits, long unit, long largest, String form) throws EngineException {
        try {
            long value = Math.multiplyExact(Long.parseLong(digits), unit);
            if (value >= 0 && value <= largest) {
                return value;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw malformed(key, form);
        }
        throw malformed(key, form);
    }

    EngineException malformed(String key, String form) {
        return new EngineException(
                Failure.GENERAL,
                "The broker option " + key + " is '" + options.get(key) + "'; it has to be " + form + ".");
    }

    /** Refuses a key that is not among the known ones, and names the nearest. */
    static void requireKnown(String key, Collection<String> known, String what) throws EngineException {
        String nearest = null;
        int best = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(candidate, key);
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        if (best > 0) {
            throw new EngineException(
                    Failure.GENERAL, "There is no " + what + " '" + key + "'; the nearest is '" + nearest + "'.");
        }
    }

    /** How many characters must be typed, removed or replaced to make one word the other. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
