package org.petrelmq.selector;

/** What the text of a selector tells of a value, before any message is seen. */
enum ValueType {
    BOOLEAN,
    NUMBER,
    TEXT,
    /** An identifier: its type is the message's business. */
    ANY;

    boolean mayBe(ValueType other) {
        return this == ANY || this == other;
    }
}
