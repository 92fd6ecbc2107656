package org.petrelmq.conformance.programs;

import org.petrelmq.conformance.programs.Outcome.Delivered;

/** A message in one queue or subscription of the model; each subscription has a copy of its own (4.2.2). */
final class Copy {
    final Letter letter;
    /** In milliseconds since the program began. */
    final long deliveryTime;

    private final long expiration;
    private long place;
    private int deliveries;

    Copy(Letter letter, long sentAt) {
        this.letter = letter;
        this.deliveryTime = sentAt + letter.delay();
        this.expiration = letter.timeToLive() == 0 ? 0 : sentAt + letter.timeToLive();
    }

    private Copy(Copy original) {
        this.letter = original.letter;
        this.deliveryTime = original.deliveryTime;
        this.expiration = original.expiration;
    }

    Copy again() {
        return new Copy(this);
    }

    boolean isExpired(long now) {
        return expiration != 0 && expiration <= now;
    }

    boolean isDue(long now) {
        return deliveryTime <= now;
    }

    void placeAt(long newPlace) {
        place = newPlace;
    }

    long place() {
        return place;
    }

    /** Whether it is delivered before that one: by priority, then in the order of arrival. */
    boolean before(Copy that) {
        return letter.priority() == that.letter.priority()
                ? place < that.place
                : letter.priority() > that.letter.priority();
    }

    /** Hands it over once more. */
    Delivered deliver() {
        deliveries++;
        return new Delivered(
                letter.number(),
                letter.kind(),
                letter.priority(),
                letter.persistent(),
                expiration,
                deliveryTime,
                deliveries > 1,
                deliveries);
    }
}
