package org.petrelmq.selector;

/** Text that is not a selector; the message says what is wrong, where, and quotes the text. */
public final class SelectorException extends Exception {
    private static final long serialVersionUID = 1L;

    SelectorException(String problem, String selector, int position) {
        super(problem + " at position " + position + " of the selector \"" + abbreviated(selector) + "\"");
    }

    private static String abbreviated(String selector) {
        return selector.length() <= 200 ? selector : selector.substring(0, 200) + "…";
    }
}
