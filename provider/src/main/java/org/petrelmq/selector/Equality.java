package org.petrelmq.selector;

import org.jspecify.annotations.Nullable;
import org.petrelmq.selector.Conditions.And;
import org.petrelmq.selector.Conditions.Comparison;
import org.petrelmq.selector.Operands.Identifier;
import org.petrelmq.selector.Operands.Literal;
import org.petrelmq.selector.Token.Kind;

/**
 * That an identifier has a certain value, which a selector asks for whatever else it asks for. By this selectors can be found
 * for a message instead of being evaluated one by one.
 *
 * @param identifier whose value
 * @param key of the value, see {@link #key}
 */
public record Equality(String identifier, Object key) {
    /** Up to here integers are the same number as float, too, however a message and a selector spell them. */
    private static final long EXACT = 1 << 24;

    /** What an expression cannot be true without; null if it is no such thing. */
    static @Nullable Equality requiredBy(Expression root) {
        if (root instanceof And and) {
            for (Expression operand : and.operands()) {
                Equality equality = requiredBy(operand);
                if (equality != null) {
                    return equality;
                }
            }
            return null;
        }
        if (!(root instanceof Comparison comparison) || comparison.operator() != Kind.EQUAL) {
            return null;
        }
        Equality equality = of(comparison.left(), comparison.right());
        return equality == null ? of(comparison.right(), comparison.left()) : equality;
    }

    private static @Nullable Equality of(Expression identifier, Expression literal) {
        if (!(identifier instanceof Identifier named) || !(literal instanceof Literal constant)) {
            return null;
        }
        Object value = constant.value();
        Object key = value instanceof Float || value instanceof Double ? null : key(value);
        return key == null ? null : new Equality(named.name(), key);
    }

    /**
     * The key of a message's value: those that a selector finds equal have the same one.
     *
     * @param value of a property or header field
     * @return null if no key is equal to it
     */
    public static @Nullable Object key(@Nullable Object value) {
        if (value instanceof String) {
            return value;
        }
        if (!(value instanceof Number number)) {
            return null;
        }
        boolean floating = number instanceof Double || number instanceof Float;
        long whole = number.longValue();
        boolean exact = -EXACT < whole && whole < EXACT && (!floating || number.doubleValue() == whole);
        return exact ? (Object) whole : null;
    }
}
