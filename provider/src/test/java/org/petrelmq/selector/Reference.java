package org.petrelmq.selector;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * The selector language a second time, as naive as can be: written from JMS 3.1 §3.8.1 without a look at the parser and the
 * nodes that it is there to check, and sharing nothing with them. Trees are made by {@link RandomSelector}, not parsed.
 *
 * <p>A value is a Boolean, a Number or a String; null is SQL's NULL and, of a condition, unknown. {@link #NONE} is the value
 * of arithmetic on what is no number; it is like nothing, itself included.
 */
final class Reference {
    static final Object NONE = new Object();

    private static final int T = 0;
    private static final int F = 1;
    private static final int U = 2;

    /** Tables 3-4, 3-5 and 3-6. */
    private static final int[][] AND = {{T, F, U}, {F, F, F}, {U, F, U}};

    private static final int[][] OR = {{T, T, T}, {T, F, U}, {T, U, U}};
    private static final int[] NOT = {F, T, U};

    private Reference() {}

    /** A node: what it is worth for a message, and how it is written. */
    interface Node {
        Object value(Map<String, Object> message);

        void write(SelectorWriter out);

        /** How tightly it binds; see {@link SelectorWriter}. */
        int level();
    }

    record Literal(Object value, String spelling, int level) implements Node {
        @Override
        public Object value(Map<String, Object> message) {
            return value;
        }

        @Override
        public void write(SelectorWriter out) {
            out.token(spelling);
        }
    }

    record Identifier(String name) implements Node {
        @Override
        public Object value(Map<String, Object> message) {
            return message.get(name);
        }

        @Override
        public void write(SelectorWriter out) {
            out.token(name);
        }

        @Override
        public int level() {
            return SelectorWriter.PRIMARY;
        }
    }

    // ---- logic ----

    record Not(Node operand) implements Node {
        @Override
        public Object value(Map<String, Object> message) {
            return not(operand.value(message));
        }

        @Override
        public void write(SelectorWriter out) {
            out.keyword("NOT");
            out.operand(operand, SelectorWriter.NOT);
        }

        @Override
        public int level() {
            return SelectorWriter.NOT;
        }
    }

    record And(Node left, Node right) implements Node {
        @Override
        public Object value(Map<String, Object> message) {
            return both(left.value(message), right.value(message));
        }

        @Override
        public void write(SelectorWriter out) {
            out.operand(left, SelectorWriter.AND);
            out.keyword("AND");
            out.operand(right, SelectorWriter.AND);
        }

        @Override
        public int level() {
            return SelectorWriter.AND;
        }
    }

    record Or(Node left, Node right) implements Node {
        @Override
        public Object value(Map<String, Object> message) {
            return either(left.value(message), right.value(message));
        }

        @Override
        public void write(SelectorWriter out) {
            out.operand(left, SelectorWriter.OR);
            out.keyword("OR");
            out.operand(right, SelectorWriter.OR);
        }

        @Override
        public int level() {
            return SelectorWriter.OR;
        }
    }

    private static int truth(Object value) {
        return value == null ? U : value.equals(true) ? T : F;
    }

    private static Boolean value(int truth) {
        return truth == U ? null : (Boolean) (truth == T);
    }

    private static Boolean both(Object a, Object b) {
        return value(AND[truth(a)][truth(b)]);
    }

    private static Boolean either(Object a, Object b) {
        return value(OR[truth(a)][truth(b)]);
    }

    private static Boolean not(Object a) {
        return value(NOT[truth(a)]);
    }

    // ---- comparison ----

    record Comparison(Node left, String operator, Node right) implements Node {
        @Override
        public Object value(Map<String, Object> message) {
            return compare(left.value(message), operator, right.value(message));
        }

        @Override
        public void write(SelectorWriter out) {
            out.operand(left, SelectorWriter.SUM);
            out.token(operator);
            out.operand(right, SelectorWriter.SUM);
        }

        @Override
        public int level() {
            return SelectorWriter.COMPARISON;
        }
    }

    record Between(Node operand, Negation negation, Node low, Node high) implements Node {
        @Override
        public Object value(Map<String, Object> message) {
            Object value = operand.value(message);
            Object from = low.value(message);
            Object to = high.value(message);
            return negation == Negation.PLAIN
                    ? both(compare(value, ">=", from), compare(value, "<=", to))
                    : either(compare(value, "<", from), compare(value, ">", to));
        }

        @Override
        public void write(SelectorWriter out) {
            out.operand(operand, SelectorWriter.SUM);
            out.keywords(negation.before("BETWEEN"));
            out.operand(low, SelectorWriter.SUM);
            out.keyword("AND");
            out.operand(high, SelectorWriter.SUM);
        }

        @Override
        public int level() {
            return SelectorWriter.COMPARISON;
        }
    }

    record In(Identifier identifier, Negation negation, List<Literal> texts) implements Node {
        @Override
        public Object value(Map<String, Object> message) {
            Boolean found = false;
            for (Literal text : texts) {
                found = either(found, compare(identifier.value(message), "=", text.value()));
            }
            return negation.of(found);
        }

        @Override
        public void write(SelectorWriter out) {
            identifier.write(out);
            out.keywords(negation.before("IN"));
            String separator = "(";
            for (Literal text : texts) {
                out.token(separator);
                text.write(out);
                separator = ",";
            }
            out.token(")");
        }

        @Override
        public int level() {
            return SelectorWriter.COMPARISON;
        }
    }

    /** A pattern in code points, {@link #ONE} and {@link #ANY}, and as it is written. */
    record Like(Identifier identifier, Negation negation, List<Integer> pattern, Literal spelling, Literal escape)
            implements Node {
        static final int ONE = -1;
        static final int ANY = -2;

        @Override
        public Object value(Map<String, Object> message) {
            Object value = identifier.value(message);
            if (value == null) {
                return null;
            }
            return negation.of(value instanceof String text
                    && like(text.codePoints().boxed().toList(), pattern));
        }

        private static boolean like(List<Integer> text, List<Integer> pattern) {
            if (pattern.isEmpty()) {
                return text.isEmpty();
            }
            List<Integer> rest = pattern.subList(1, pattern.size());
            if (pattern.get(0) == ANY) {
                return like(text, rest) || (!text.isEmpty() && like(text.subList(1, text.size()), pattern));
            }
            return !text.isEmpty()
                    && (pattern.get(0) == ONE || pattern.get(0).equals(text.get(0)))
                    && like(text.subList(1, text.size()), rest);
        }

        @Override
        public void write(SelectorWriter out) {
            identifier.write(out);
            out.keywords(negation.before("LIKE"));
            spelling.write(out);
            if (escape != null) {
                out.keyword("ESCAPE");
                escape.write(out);
            }
        }

        @Override
        public int level() {
            return SelectorWriter.COMPARISON;
        }
    }

    record IsNull(Identifier identifier, Negation negation) implements Node {
        @Override
        public Object value(Map<String, Object> message) {
            return negation.of(identifier.value(message) == null);
        }

        @Override
        public void write(SelectorWriter out) {
            identifier.write(out);
            out.keyword("IS");
            out.keywords(negation.before("NULL"));
        }

        @Override
        public int level() {
            return SelectorWriter.COMPARISON;
        }
    }

    enum Negation {
        PLAIN,
        NEGATED;

        private String[] before(String keyword) {
            return this == PLAIN ? new String[] {keyword} : new String[] {"NOT", keyword};
        }

        private Boolean of(Boolean value) {
            return this == PLAIN ? value : not(value);
        }
    }

    private static Boolean compare(Object a, String operator, Object b) {
        if (a == null || b == null) {
            return null;
        }
        if (a instanceof Number x && b instanceof Number y) {
            return numbers(x, operator, y);
        }
        boolean alike = (a instanceof String && b instanceof String) || (a instanceof Boolean && b instanceof Boolean);
        if (!alike) {
            return false;
        }
        return (operator.equals("=") && a.equals(b)) || (operator.equals("<>") && !a.equals(b));
    }

    private static boolean numbers(Number a, String operator, Number b) {
        Number x = Promotion.of(a, b).apply(a);
        Number y = Promotion.of(a, b).apply(b);
        if (x instanceof Long || x instanceof Integer) {
            return outcome(operator, exact(x).compareTo(exact(y)));
        }
        double p = x.doubleValue();
        double q = y.doubleValue();
        if (Double.isNaN(p) || Double.isNaN(q)) {
            return operator.equals("<>");
        }
        return outcome(operator, p < q ? -1 : p > q ? 1 : 0);
    }

    private static boolean outcome(String operator, int order) {
        return switch (operator) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order < 1;
            case ">" -> order > 0;
            case ">=" -> order > -1;
            default -> throw new AssertionError(operator);
        };
    }

    // ---- arithmetic ----

    record Sign(String operator, Node operand) implements Node {
        @Override
        public Object value(Map<String, Object> message) {
            Object value = operand.value(message);
            return operator.equals("+") ? arithmetic(value, "*", 1) : arithmetic(-1, "*", value);
        }

        @Override
        public void write(SelectorWriter out) {
            out.token(operator);
            out.operand(operand, SelectorWriter.SIGN);
        }

        @Override
        public int level() {
            return SelectorWriter.SIGN;
        }
    }

    /** An operation of two operands, from left to right: its right one binds more tightly than itself. */
    record Arithmetic(Node left, String operator, Node right) implements Node {
        @Override
        public Object value(Map<String, Object> message) {
            return arithmetic(left.value(message), operator, right.value(message));
        }

        @Override
        public void write(SelectorWriter out) {
            out.operand(left, level());
            out.token(operator);
            out.operand(right, level() + 1);
        }

        @Override
        public int level() {
            return "+-".contains(operator) ? SelectorWriter.SUM : SelectorWriter.PRODUCT;
        }
    }

    private static Object arithmetic(Object a, String operator, Object b) {
        if (a == null || b == null) {
            return null;
        }
        if (!(a instanceof Number x) || !(b instanceof Number y)) {
            return NONE;
        }
        Promotion type = Promotion.of(x, y);
        return switch (type) {
            case DOUBLE -> approximate(x.doubleValue(), operator, y.doubleValue());
            // Two floats, computed as doubles and rounded once, give what the arithmetic of floats gives.
            case FLOAT -> (float) approximate(x.floatValue(), operator, y.floatValue());
            case LONG, INT -> exact(type, exact(x), operator, exact(y));
        };
    }

    private static double approximate(double a, String operator, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            default -> throw new AssertionError(operator);
        };
    }

    /** Without bounds, of which Java's arithmetic keeps the low bits. */
    private static Object exact(Promotion type, BigInteger a, String operator, BigInteger b) {
        if (operator.equals("/") && b.signum() == 0) {
            return null;
        }
        return type.apply(
                switch (operator) {
                    case "+" -> a.add(b);
                    case "-" -> a.subtract(b);
                    case "*" -> a.multiply(b);
                    case "/" -> a.divide(b);
                    default -> throw new AssertionError(operator);
                });
    }

    private static BigInteger exact(Number number) {
        return BigInteger.valueOf(number.longValue());
    }

    /** Java's binary numeric promotion. */
    private enum Promotion {
        DOUBLE,
        FLOAT,
        LONG,
        INT;

        static Promotion of(Number a, Number b) {
            List<Class<?>> types = List.of(a.getClass(), b.getClass());
            if (types.contains(Double.class)) {
                return DOUBLE;
            } else if (types.contains(Float.class)) {
                return FLOAT;
            }
            return types.contains(Long.class) ? LONG : INT;
        }

        Number apply(Number number) {
            return switch (this) {
                case DOUBLE -> (Number) number.doubleValue();
                case FLOAT -> (Number) number.floatValue();
                case LONG -> (Number) number.longValue();
                case INT -> (Number) number.intValue();
            };
        }
    }
}
