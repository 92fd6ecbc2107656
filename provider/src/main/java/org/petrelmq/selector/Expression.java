package org.petrelmq.selector;

import org.jspecify.annotations.Nullable;

/**
 * A node of a parsed selector. A value is a boxed Java value, null for SQL's NULL, or {@link #MISMATCH} where an operator
 * met a type that it is not for: everything compared with a mismatch is FALSE, everything compared with NULL is UNKNOWN.
 *
 * <p>The nodes are in {@link Conditions} and {@link Operands}.
 */
interface Expression {

    /** The value of arithmetic on something that is no number. */
    Object MISMATCH = new Object();

    /** The type as far as the text tells it. */
    ValueType type();

    /** The value for one message. */
    @Nullable
    Object value(PropertySource message);

    /** The value as a condition. */
    default Truth test(PropertySource message) {
        Object value = value(message);
        return value == null ? Truth.UNKNOWN : Truth.of(Boolean.TRUE.equals(value));
    }
}
