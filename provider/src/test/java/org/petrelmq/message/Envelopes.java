package org.petrelmq.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Envelopes for tests. */
public final class Envelopes {
    private Envelopes() {}

    /** A persistent text message to a queue. */
    public static Envelope text(String text) {
        return text(text, 4, 0);
    }

    /** A text message to a queue that may be lost. */
    public static Envelope nonPersistent(String text) {
        Envelope persistent = text(text);
        Stamp stamp = persistent.stamp();
        return persistent.withStamp(new Stamp(
                stamp.id(),
                stamp.timestamp(),
                stamp.destination(),
                false,
                stamp.priority(),
                stamp.expiration(),
                stamp.deliveryTime()));
    }

    public static Envelope text(String text, int priority, long expiration) {
        Stamp stamp = new Stamp(MessageId.ofText("ID:" + text), 1, Address.queue("q"), true, priority, expiration, 1);
        return new Envelope(stamp, Headers.NONE, NamedValues.EMPTY, new Body.Text(text));
    }

    /** A text message with properties: names and values in turn. */
    public static Envelope with(String text, Object... properties) {
        NamedValues.Editor editor = new NamedValues.Editor();
        for (int i = 0; i < properties.length; i += 2) {
            editor.put((String) properties[i], properties[i + 1]);
        }
        return text(text).withProperties(editor.freeze());
    }

    public static String textOf(Envelope envelope) {
        return ((Body.Text) envelope.body()).text();
    }

    /** Any envelope at all, from a seed. */
    public static Envelope random(Random random) {
        Stamp stamp = new Stamp(
                random.nextBoolean() ? null : MessageId.of("ID:x:", random.nextInt(1000)),
                random.nextLong(),
                address(random),
                random.nextBoolean(),
                random.nextInt(10),
                random.nextLong(),
                random.nextLong());
        Headers headers = Headers.of(
                random.nextBoolean() ? null : string(random),
                random.nextBoolean() ? null : address(random),
                random.nextBoolean() ? null : string(random));
        return new Envelope(stamp, headers, named(random, false), body(random));
    }

    private static Address address(Random random) {
        String name = "d" + string(random);
        return random.nextBoolean()
                ? new Address.Queue(name, random.nextBoolean())
                : new Address.Topic(name, random.nextBoolean());
    }

    private static NamedValues named(Random random, boolean forBody) {
        NamedValues.Editor editor = new NamedValues.Editor();
        for (int i = random.nextInt(12); i > 0; i--) {
            editor.put("n" + random.nextInt(20), value(random, forBody));
        }
        return editor.freeze();
    }

    private static Body body(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> Body.Empty.INSTANCE;
            case 1 -> new Body.Text(string(random));
            case 2 -> Body.Text.NONE;
            case 3 -> new Body.Bytes(bytes(random), 0);
            case 4 -> new Body.Entries(named(random, true));
            case 5 -> {
                List<Object> elements = new ArrayList<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    elements.add(value(random, true));
                }
                yield new Body.Stream(elements);
            }
            default -> random.nextBoolean() ? Body.Serialized.NONE : new Body.Serialized(bytes(random));
        };
    }

    private static Object value(Random random, boolean forBody) {
        return switch (random.nextInt(forBody ? 11 : 9)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> (byte) random.nextInt();
            case 3 -> (short) random.nextInt();
            case 4 -> random.nextInt();
            case 5 -> random.nextLong();
            case 6 -> Float.intBitsToFloat(random.nextInt());
            case 7 -> random.nextDouble();
            case 8 -> string(random);
            case 9 -> (char) random.nextInt();
            default -> bytes(random);
        };
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Latin text, wide text, and unpaired surrogates. */
    private static String string(Random random) {
        StringBuilder text = new StringBuilder();
        int range = random.nextBoolean() ? 256 : 65536;
        for (int i = random.nextInt(10); i > 0; i--) {
            text.append((char) random.nextInt(range));
        }
        return text.toString();
    }
}
