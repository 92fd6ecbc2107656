package org.petrelmq.crash.history;

/**
 * A broken promise.
 *
 * @param rule C1 to C9
 * @param what what was seen
 * @param at the event that shows it, counted from 0
 */
public record Violation(String rule, String what, int at) {
    @Override
    public String toString() {
        return rule + " at event " + at + ": " + what;
    }
}
