package org.petrelmq.selector;

/**
 * A word of the language.
 *
 * @param kind what it is
 * @param text its characters; of a string literal the content, without quotes and with doubled quotes undone
 * @param position where it begins in the selector, from 0
 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        IDENTIFIER,
        STRING,
        /** An exact number; the text is the Java literal. */
        INTEGER,
        /** An approximate number; the text is the Java literal. */
        DECIMAL,
        AND,
        OR,
        NOT,
        BETWEEN,
        LIKE,
        ESCAPE,
        IN,
        IS,
        NULL,
        TRUE,
        FALSE,
        OPEN,
        CLOSE,
        COMMA,
        PLUS,
        MINUS,
        TIMES,
        DIVIDE,
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        END
    }

    /** The token as an error message names it. */
    String describe() {
        return switch (kind) {
            case END -> "the end";
            case STRING -> "the text '" + text + "'";
            default -> "\"" + text + "\"";
        };
    }
}
