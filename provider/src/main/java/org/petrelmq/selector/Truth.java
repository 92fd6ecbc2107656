package org.petrelmq.selector;

/** A truth value of SQL: JMS 3.1 §3.8.1.2, tables 3-4 to 3-6. */
enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    Truth not() {
        return this == UNKNOWN ? UNKNOWN : of(this == FALSE);
    }
}
