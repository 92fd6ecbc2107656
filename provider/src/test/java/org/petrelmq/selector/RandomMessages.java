package org.petrelmq.selector;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values at random, many of them equal, at a border, or of a type that nobody expects under that name. */
final class RandomMessages {

    /** Names by the first letter of what they mostly hold; the header fields always hold their type, or null. */
    static final List<String> NAMES = List.of(
            "b",
            "S",
            "i",
            "i2",
            "l",
            "f",
            "d",
            "d2",
            "s",
            "s2",
            "t",
            "t2",
            "$_1",
            "größe",
            "名前",
            "\uD835\uDCB3",
            "nota",
            "INx",
            "JMSPriority",
            "JMSTimestamp",
            "JMSDeliveryMode",
            "JMSMessageID",
            "JMSCorrelationID",
            "JMSType",
            "JMSXGroupID",
            "JMSXGroupSeq",
            "JMS_Petrel_x",
            "absent");

    private static final Object[] NUMBERS = {
        0,
        1,
        2,
        3,
        5,
        7,
        -1,
        -3,
        100,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        16_777_217,
        0L,
        1L,
        5L,
        -2L,
        3_000_000_000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        9_007_199_254_740_993L,
        0.0,
        -0.0,
        1.0,
        2.5,
        0.1,
        -7.25,
        1e10,
        1e308,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        16_777_217.0,
        0f,
        -0f,
        1f,
        2.5f,
        0.1f,
        3e38f,
        16_777_216f,
        Float.NaN,
        (byte) 0,
        (byte) 1,
        (byte) -128,
        (byte) 127,
        (short) 2,
        (short) -32768,
        (short) 300
    };

    private static final String[] LETTERS = {"a", "b", "a", "b", "%", "_", "'", "\\", "é", "\uD83D\uDE00", "\uD83D", " "
    };

    private RandomMessages() {}

    static Map<String, Object> message(Random random) {
        Map<String, Object> message = new HashMap<>();
        for (String name : NAMES) {
            Object value = random.nextInt(12) == 0 ? null : property(name, random);
            if (value != null) {
                message.put(name, value);
            }
        }
        return message;
    }

    private static Object property(String name, Random random) {
        return switch (name) {
            case "absent" -> null;
            case "JMSPriority" -> random.nextInt(10);
            case "JMSTimestamp" -> random.nextInt(5) - 1L;
            case "JMSDeliveryMode" -> random.nextBoolean() ? "PERSISTENT" : "NON_PERSISTENT";
            case "JMSMessageID", "JMSCorrelationID", "JMSType", "JMSXGroupID", "s", "s2", "名前" ->
                mostly(text(random), random);
            case "t", "t2", "nota" -> mostly(random.nextBoolean(), random);
            case "b" -> mostly((byte) (random.nextInt(12) - 4), random);
            case "S" -> mostly((short) (random.nextInt(12) - 4), random);
            case "i" -> mostly(random.nextInt(12) - 4, random);
            case "l" -> mostly(random.nextInt(12) - 4L, random);
            case "f" -> mostly((random.nextInt(12) - 4) / 2f, random);
            case "d" -> mostly((random.nextInt(12) - 4) / 2.0, random);
            default -> mostly(number(random), random);
        };
    }

    private static Object mostly(Object value, Random random) {
        return switch (random.nextInt(30)) {
            case 0 -> text(random);
            case 1 -> random.nextBoolean();
            case 2 -> number(random);
            default -> value;
        };
    }

    static Number number(Random random) {
        return (Number) NUMBERS[random.nextInt(NUMBERS.length)];
    }

    /** A text, short more often than long, so that equal ones are frequent. */
    static String text(Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < 8 && random.nextInt(3) != 0) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }
}
