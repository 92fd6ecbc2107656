package org.petrelmq.conformance.programs;

/**
 * A destination of a program.
 *
 * @param kind what it is
 * @param number which one of its kind
 */
record Place(Kind kind, int number) {
    enum Kind {
        QUEUE,
        TOPIC,
        TEMPORARY_QUEUE
    }

    static Place queue(int number) {
        return new Place(Kind.QUEUE, number);
    }

    static Place topic(int number) {
        return new Place(Kind.TOPIC, number);
    }

    static Place temporary(int number) {
        return new Place(Kind.TEMPORARY_QUEUE, number);
    }

    boolean isTopic() {
        return kind == Kind.TOPIC;
    }

    boolean isTemporary() {
        return kind == Kind.TEMPORARY_QUEUE;
    }

    /** The name, also of the variable in a printed program. */
    @Override
    public String toString() {
        return switch (kind) {
            case QUEUE -> "queue" + number;
            case TOPIC -> "topic" + number;
            case TEMPORARY_QUEUE -> "temporary" + number;
        };
    }
}
