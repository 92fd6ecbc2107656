package org.petrelmq.selector;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.petrelmq.selector.Token.Kind;

/** The nodes that have a value: literals, identifiers, arithmetic. */
final class Operands {
    private Operands() {}

    record Literal(Object value, ValueType type) implements Expression {
        @Override
        public Object value(PropertySource message) {
            return value;
        }
    }

    record Identifier(String name) implements Expression {
        @Override
        public ValueType type() {
            return ValueType.ANY;
        }

        @Override
        public @Nullable Object value(PropertySource message) {
            return message.value(name);
        }
    }

    /** An identifier that names something the provider sets on receipt: it has no value when selectors are evaluated. */
    record Absent() implements Expression {
        @Override
        public ValueType type() {
            return ValueType.ANY;
        }

        @Override
        public @Nullable Object value(PropertySource message) {
            return null;
        }
    }

    record Negation(Expression operand) implements Expression {
        @Override
        public ValueType type() {
            return ValueType.NUMBER;
        }

        @Override
        public @Nullable Object value(PropertySource message) {
            Object value = operand.value(message);
            if (value instanceof Double number) {
                return -number;
            } else if (value instanceof Float number) {
                return -number;
            } else if (value instanceof Long number) {
                return -number;
            } else if (value instanceof Number number) {
                return -number.intValue();
            }
            return value == null ? null : MISMATCH;
        }
    }

    /** {@code + x}: a number as it is, in the type that arithmetic gives it. */
    record Plus(Expression operand) implements Expression {
        @Override
        public ValueType type() {
            return ValueType.NUMBER;
        }

        @Override
        public @Nullable Object value(PropertySource message) {
            Object value = operand.value(message);
            return value == null || value instanceof Number ? value : MISMATCH;
        }
    }

    /**
     * A chain of operators of one precedence, from left to right. A chain and not a tree, so that a selector of ten
     * thousand terms does not need ten thousand stack frames.
     */
    record Arithmetic(Expression first, List<Step> rest) implements Expression {

        record Step(Kind operator, Expression operand) {}

        @Override
        public ValueType type() {
            return ValueType.NUMBER;
        }

        @Override
        public @Nullable Object value(PropertySource message) {
            Object result = first.value(message);
            for (Step step : rest) {
                result = apply(step.operator, result, step.operand.value(message));
            }
            return result;
        }

        private static @Nullable Object apply(Kind operator, @Nullable Object left, @Nullable Object right) {
            if (left == null || right == null) {
                return null;
            }
            if (!(left instanceof Number a) || !(right instanceof Number b)) {
                return MISMATCH;
            }
            if (a instanceof Double || b instanceof Double) {
                return onDoubles(operator, a.doubleValue(), b.doubleValue());
            } else if (a instanceof Float || b instanceof Float) {
                return onFloats(operator, a.floatValue(), b.floatValue());
            } else if (a instanceof Long || b instanceof Long) {
                return onLongs(operator, a.longValue(), b.longValue());
            }
            return onInts(operator, a.intValue(), b.intValue());
        }

        private static double onDoubles(Kind operator, double a, double b) {
            return switch (operator) {
                case PLUS -> a + b;
                case MINUS -> a - b;
                case TIMES -> a * b;
                default -> a / b;
            };
        }

        private static float onFloats(Kind operator, float a, float b) {
            return switch (operator) {
                case PLUS -> a + b;
                case MINUS -> a - b;
                case TIMES -> a * b;
                default -> a / b;
            };
        }

        /** Division by zero has no value: the message does not match, negated or not. */
        private static @Nullable Long onLongs(Kind operator, long a, long b) {
            return switch (operator) {
                case PLUS -> a + b;
                case MINUS -> a - b;
                case TIMES -> a * b;
                default -> b == 0 ? null : (Long) (a / b);
            };
        }

        private static @Nullable Integer onInts(Kind operator, int a, int b) {
            return switch (operator) {
                case PLUS -> a + b;
                case MINUS -> a - b;
                case TIMES -> a * b;
                default -> b == 0 ? null : (Integer) (a / b);
            };
        }
    }
}
