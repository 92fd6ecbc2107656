package org.petrelmq.message;

import java.util.Objects;

/**
 * Where a message goes: a queue or a topic, by name. A temporary address was made by a connection and dies with it; the
 * flag is part of the identity, because a temporary name is never the name of anything else.
 *
 * <p>Immutable, usable by any thread, equal by kind, name and flag.
 */
public sealed interface Address {

    /**
     * The name, without any prefix; never empty.
     *
     * @return the name
     */
    String name();

    /**
     * Whether a connection owns this address and takes it along when it closes (JMS 3.1 §6.2.2).
     *
     * @return true for a temporary queue or topic
     */
    boolean temporary();

    /**
     * The address as an error message names it, for example {@code queue 'orders'}.
     *
     * @return a description for people
     */
    String describe();

    /**
     * A queue of that name.
     *
     * @param name not empty
     * @return the address
     */
    static Queue queue(String name) {
        return new Queue(name, false);
    }

    /**
     * A topic of that name.
     *
     * @param name not empty
     * @return the address
     */
    static Topic topic(String name) {
        return new Topic(name, false);
    }

    /** A queue: each message goes to one consumer. */
    final class Queue implements Address {
        private final String name;
        private final boolean temporary;

        /**
         * Names a queue.
         *
         * @param name not empty
         * @param temporary whether a connection owns it
         */
        public Queue(String name, boolean temporary) {
            this.name = requireName(name);
            this.temporary = temporary;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean temporary() {
            return temporary;
        }

        @Override
        public String describe() {
            return (temporary ? "temporary queue '" : "queue '") + name + "'";
        }

        @Override
        public boolean equals(Object other) {
            return this == other
                    || (other instanceof Queue that && temporary == that.temporary && name.equals(that.name));
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return describe();
        }
    }

    /** A topic: each message goes to every subscription. */
    final class Topic implements Address {
        private final String name;
        private final boolean temporary;

        /**
         * Names a topic.
         *
         * @param name not empty
         * @param temporary whether a connection owns it
         */
        public Topic(String name, boolean temporary) {
            this.name = requireName(name);
            this.temporary = temporary;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean temporary() {
            return temporary;
        }

        @Override
        public String describe() {
            return (temporary ? "temporary topic '" : "topic '") + name + "'";
        }

        @Override
        public boolean equals(Object other) {
            return this == other
                    || (other instanceof Topic that && temporary == that.temporary && name.equals(that.name));
        }

        @Override
        public int hashCode() {
            return ~name.hashCode();
        }

        @Override
        public String toString() {
            return describe();
        }
    }

    private static String requireName(String name) {
        if (Objects.requireNonNull(name, "name").isEmpty()) {
            throw new IllegalArgumentException("The name of a destination must not be empty.");
        }
        return name;
    }
}
