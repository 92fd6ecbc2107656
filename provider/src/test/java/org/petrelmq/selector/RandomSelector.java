package org.petrelmq.selector;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.petrelmq.selector.Reference.Identifier;
import org.petrelmq.selector.Reference.Like;
import org.petrelmq.selector.Reference.Literal;
import org.petrelmq.selector.Reference.Negation;
import org.petrelmq.selector.Reference.Node;

/** Makes trees of selectors at random. All of them are valid: where only a number can stand, no text is put. */
final class RandomSelector {
    private static final String[] COMPARISONS = {"=", "<>", "<", "<=", ">", ">="};
    private static final String[] OPERATORS = {"+", "-", "*", "/"};
    private static final String ESCAPES = "!\\'%_aé";

    private final Random random;

    private RandomSelector(Random random) {
        this.random = random;
    }

    static Node make(Random random) {
        return new RandomSelector(random).condition(1 + random.nextInt(4));
    }

    // ---- conditions ----

    private Node condition(int depth) {
        return switch (depth == 0 ? -1 : random.nextInt(5)) {
            case 0 -> new Reference.And(condition(depth - 1), condition(depth - 1));
            case 1 -> new Reference.Or(condition(depth - 1), condition(depth - 1));
            case 2 -> new Reference.Not(condition(depth - 1));
            default -> simple(depth + random.nextInt(3));
        };
    }

    private Node simple(int depth) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> new Reference.Between(number(depth), negation(), number(depth), number(depth));
            case 2, 3 -> new Reference.In(identifier(), negation(), listOf(1 + random.nextInt(4), this::text));
            case 4, 5 -> like();
            case 6 -> new Reference.IsNull(identifier(), negation());
            case 7 -> random.nextInt(3) == 0 ? truth() : identifier();
            case 8, 9 -> new Reference.Comparison(any(depth), COMPARISONS[random.nextInt(2)], any(depth));
            default ->
                new Reference.Comparison(number(depth), COMPARISONS[random.nextInt(COMPARISONS.length)], number(depth));
        };
    }

    private Node any(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> text();
            case 1 -> truth();
            case 2 -> depth > 0 ? condition(depth - 1) : identifier();
            case 3 -> number(depth);
            default -> identifier();
        };
    }

    private Node number(int depth) {
        if (depth > 0 && random.nextInt(2) == 0) {
            return random.nextInt(5) == 0
                    ? new Reference.Sign(OPERATORS[random.nextInt(2)], number(depth - 1))
                    : new Reference.Arithmetic(
                            number(depth - 1), OPERATORS[random.nextInt(OPERATORS.length)], number(depth - 1));
        }
        return random.nextBoolean() ? identifier() : numberLiteral();
    }

    private Node like() {
        List<Integer> pattern = new ArrayList<>();
        int escape = random.nextBoolean() ? ESCAPES.charAt(random.nextInt(ESCAPES.length())) : -1;
        StringBuilder text = new StringBuilder();
        for (int point : RandomMessages.text(random).codePoints().toArray()) {
            boolean wildcard = point != escape && (point == '_' || point == '%');
            if (wildcard) {
                pattern.add(point == '_' ? Like.ONE : Like.ANY);
            } else {
                pattern.add(point);
            }
            // The escape before a character that needs none changes nothing.
            if (!wildcard && escape >= 0 && (point == escape || random.nextInt(3) == 0)) {
                text.appendCodePoint(escape);
            }
            text.appendCodePoint(point);
            if (escape >= 0 && random.nextInt(6) == 0) {
                text.appendCodePoint(escape).append('%');
                pattern.add((int) '%');
            }
        }
        Literal escapeLiteral = escape < 0 ? null : quoted(Character.toString(escape));
        return new Like(identifier(), negation(), pattern, quoted(text.toString()), escapeLiteral);
    }

    private Negation negation() {
        return random.nextInt(3) == 0 ? Negation.NEGATED : Negation.PLAIN;
    }

    private <T> List<T> listOf(int size, Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return list;
    }

    // ---- operands ----

    private Identifier identifier() {
        return new Identifier(RandomMessages.NAMES.get(random.nextInt(RandomMessages.NAMES.size())));
    }

    private Literal truth() {
        return random.nextBoolean()
                ? new Literal(true, pick("TRUE", "true", "True"), SelectorWriter.PRIMARY)
                : new Literal(false, pick("FALSE", "false", "fALSE"), SelectorWriter.PRIMARY);
    }

    private Literal text() {
        return quoted(random.nextInt(8) == 0 ? pick("PERSISTENT", "NON_PERSISTENT") : RandomMessages.text(random));
    }

    private static Literal quoted(String text) {
        return new Literal(text, "'" + text.replace("'", "''") + "'", SelectorWriter.PRIMARY);
    }

    private Literal numberLiteral() {
        Number number = RandomMessages.number(random);
        if (number instanceof Double value) {
            return approximate(Double.isFinite(value) ? Math.abs(value) : 4.5);
        } else if (number instanceof Float value) {
            return approximate(Float.isFinite(value) ? Math.abs(value) : 4.5f);
        }
        return number instanceof Long value ? exact(value) : exact(number.intValue());
    }

    private Literal exact(int value) {
        return switch (random.nextInt(6)) {
            case 0 -> primary(value, pick("0x", "0X") + Integer.toHexString(value));
            case 1 -> primary(value, pick("0b", "0B") + Integer.toBinaryString(value));
            case 2 -> primary(value, pick("0", "00", "0_") + Integer.toOctalString(value));
            default -> decimal(value, Integer.toString(value));
        };
    }

    private Literal exact(long value) {
        String suffix = pick("L", "l");
        return switch (random.nextInt(6)) {
            case 0 -> primary(value, pick("0x", "0X") + Long.toHexString(value) + suffix);
            case 1 -> primary(value, pick("0b", "0B") + Long.toBinaryString(value) + suffix);
            case 2 -> primary(value, pick("0", "00", "0_") + Long.toOctalString(value) + suffix);
            default -> decimal(value, value + (fitsInt(value) ? suffix : pick("", "L")));
        };
    }

    private static boolean fitsInt(long value) {
        return value == (int) value;
    }

    /** A negative decimal literal begins with its sign, so it binds like one. */
    private Literal decimal(Number value, String spelling) {
        String digits = spelling.length() > 3 && random.nextInt(4) == 0
                ? spelling.substring(0, 2) + "_" + spelling.substring(2)
                : spelling;
        if (digits.startsWith("-_")) {
            digits = spelling;
        }
        return new Literal(value, digits, value.longValue() < 0 ? SelectorWriter.SIGN : SelectorWriter.PRIMARY);
    }

    private Literal approximate(double value) {
        String text = Double.toString(value);
        return primary(
                value,
                switch (random.nextInt(5)) {
                    case 0 -> text.replace("E", "e") + pick("d", "D");
                    case 1 -> Double.toHexString(value);
                    case 2 -> shortened(text);
                    default -> text;
                });
    }

    private Literal approximate(float value) {
        String text = Float.toString(value);
        return primary(
                value,
                switch (random.nextInt(4)) {
                    case 0 -> Float.toHexString(value) + pick("f", "F");
                    case 1 -> shortened(text) + pick("f", "F");
                    default -> text + pick("f", "F");
                });
    }

    /** {@code 7.0} as {@code 7.}, {@code 0.5} as {@code .5}. */
    private static String shortened(String text) {
        if (text.endsWith(".0")) {
            return text.substring(0, text.length() - 1);
        }
        return text.startsWith("0.") ? text.substring(1) : text;
    }

    private static Literal primary(Object value, String spelling) {
        return new Literal(value, spelling, SelectorWriter.PRIMARY);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
