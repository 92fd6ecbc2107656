package org.petrelmq.selector;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.petrelmq.selector.Token.Kind;

/** The nodes that are true, false or unknown. */
final class Conditions {
    private Conditions() {}

    /** A node whose value is its truth. */
    interface Condition extends Expression {
        @Override
        default ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        default @Nullable Object value(PropertySource message) {
            return switch (test(message)) {
                case TRUE -> true;
                case FALSE -> false;
                case UNKNOWN -> null;
            };
        }

        @Override
        Truth test(PropertySource message);
    }

    record Not(Expression operand) implements Condition {
        @Override
        public Truth test(PropertySource message) {
            return operand.test(message).not();
        }
    }

    record And(List<Expression> operands) implements Condition {
        @Override
        public Truth test(PropertySource message) {
            Truth result = Truth.TRUE;
            for (Expression operand : operands) {
                Truth truth = operand.test(message);
                if (truth == Truth.FALSE) {
                    return Truth.FALSE;
                } else if (truth == Truth.UNKNOWN) {
                    result = Truth.UNKNOWN;
                }
            }
            return result;
        }
    }

    record Or(List<Expression> operands) implements Condition {
        @Override
        public Truth test(PropertySource message) {
            Truth result = Truth.FALSE;
            for (Expression operand : operands) {
                Truth truth = operand.test(message);
                if (truth == Truth.TRUE) {
                    return Truth.TRUE;
                } else if (truth == Truth.UNKNOWN) {
                    result = Truth.UNKNOWN;
                }
            }
            return result;
        }
    }

    /** One of the six comparisons. Unlike types compare FALSE, {@code <>} included. */
    record Comparison(Kind operator, Expression left, Expression right) implements Condition {
        @Override
        public Truth test(PropertySource message) {
            Object a = left.value(message);
            Object b = right.value(message);
            if (a == null || b == null) {
                return Truth.UNKNOWN;
            }
            if (a instanceof Number x && b instanceof Number y) {
                return Truth.of(numbers(operator, x, y));
            }
            boolean alike =
                    (a instanceof String && b instanceof String) || (a instanceof Boolean && b instanceof Boolean);
            if (alike && operator == Kind.EQUAL) {
                return Truth.of(a.equals(b));
            }
            return Truth.of(alike && operator == Kind.NOT_EQUAL && !a.equals(b));
        }

        private static boolean numbers(Kind operator, Number a, Number b) {
            if (a instanceof Double || b instanceof Double) {
                return doubles(operator, a.doubleValue(), b.doubleValue());
            } else if (a instanceof Float || b instanceof Float) {
                return doubles(operator, a.floatValue(), b.floatValue());
            }
            int order = Long.compare(a.longValue(), b.longValue());
            return switch (operator) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                default -> order >= 0;
            };
        }

        private static boolean doubles(Kind operator, double a, double b) {
            return switch (operator) {
                case EQUAL -> a == b;
                case NOT_EQUAL -> a != b;
                case LESS -> a < b;
                case LESS_OR_EQUAL -> a <= b;
                case GREATER -> a > b;
                default -> a >= b;
            };
        }
    }

    record IsNull(Expression identifier) implements Condition {
        @Override
        public Truth test(PropertySource message) {
            return Truth.of(identifier.value(message) == null);
        }
    }

    record In(Expression identifier, Set<String> texts) implements Condition {
        @Override
        public Truth test(PropertySource message) {
            Object value = identifier.value(message);
            return value == null ? Truth.UNKNOWN : Truth.of(value instanceof String text && texts.contains(text));
        }
    }

    record Like(Expression identifier, LikePattern pattern) implements Condition {
        @Override
        public Truth test(PropertySource message) {
            Object value = identifier.value(message);
            return value == null ? Truth.UNKNOWN : Truth.of(value instanceof String text && pattern.matches(text));
        }
    }
}
