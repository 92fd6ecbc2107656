package org.petrelmq.crash.history;

/**
 * Which message: the one that a producer sent as its n-th.
 *
 * @param producer unique in a history
 * @param number grows with each send of the producer
 */
public record Key(String producer, long number) {

    /** As it stands in a line of a history. */
    static Key parse(String text) {
        int at = text.lastIndexOf('#');
        return new Key(text.substring(0, at), Long.parseLong(text.substring(at + 1)));
    }

    @Override
    public String toString() {
        return producer + "#" + number;
    }
}
