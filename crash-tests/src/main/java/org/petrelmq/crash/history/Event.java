package org.petrelmq.crash.history;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thing that happened. Written as a line of fields with tabs between them. */
public sealed interface Event {

    /** The lines without fields. */
    Set<String> STATES = Set.of("BOOTED", "KILLED", "STOPPED");

    /** The line that {@link #parse} reads. */
    String line();

    /** A process has started on the store. */
    record Booted() implements Event {
        @Override
        public String line() {
            return "BOOTED";
        }
    }

    /** The process was killed: whatever it was doing is cut off. */
    record Killed() implements Event {
        @Override
        public String line() {
            return "KILLED";
        }
    }

    /** The process closed the store and ended. */
    record Stopped() implements Event {
        @Override
        public String line() {
            return "STOPPED";
        }
    }

    /**
     * A call begins.
     *
     * @param call its number, unique between two starts of processes
     * @param kind what is called
     * @param session unique in a history
     * @param transaction unique in a history; empty outside of transactions
     * @param place the queue, topic or subscription; empty where it does not matter. A subscription is written {@code
     *     TOPIC/NAME}
     * @param message what is sent; null with other calls
     * @param priority of what is sent
     */
    record Started(
            long call,
            Kind kind,
            String session,
            String transaction,
            String place,
            @Nullable Key message,
            int priority) implements Event {
        @Override
        public String line() {
            return String.join(
                    "\t",
                    "+",
                    Long.toString(call),
                    kind.name(),
                    session,
                    transaction,
                    place,
                    message == null ? "" : message.toString(),
                    Integer.toString(priority));
        }
    }

    /** A call ends. */
    sealed interface Ended extends Event {
        /** Its number. */
        long call();
    }

    /**
     * A call returned; a receive, without a message.
     *
     * @param call its number
     */
    record Returned(long call) implements Ended {
        @Override
        public String line() {
            return "-\t" + call;
        }
    }

    /**
     * A call threw an exception: whether it had its effect is unknown.
     *
     * @param call its number
     * @param why the exception
     */
    record Failed(long call, String why) implements Ended {
        @Override
        public String line() {
            return "!\t" + call + "\t" + why.replaceAll("[\\t\\r\\n]", " ");
        }
    }

    /**
     * A receive returned a message.
     *
     * @param call its number
     * @param message which one
     * @param count JMSXDeliveryCount
     * @param redelivered JMSRedelivered
     * @param intact whether body and properties are what was sent
     * @param origin where it became a dead letter; empty if it is none
     */
    record Received(long call, Key message, int count, boolean redelivered, boolean intact, String origin)
            implements Ended {
        @Override
        public String line() {
            return String.join(
                    "\t",
                    "<",
                    Long.toString(call),
                    message.toString(),
                    Integer.toString(count),
                    Boolean.toString(redelivered),
                    Boolean.toString(intact),
                    origin);
        }
    }

    /**
     * A scan returned.
     *
     * @param call its number
     * @param transactions those that are prepared
     */
    record Listed(long call, List<String> transactions) implements Ended {
        @Override
        public String line() {
            return "=\t" + call + "\t" + String.join(",", transactions);
        }
    }

    /** Reads a line. */
    static Event parse(String line) {
        String[] field = line.split("\t", -1);
        return switch (field[0]) {
            case "BOOTED" -> new Booted();
            case "KILLED" -> new Killed();
            case "STOPPED" -> new Stopped();
            case "+" ->
                new Started(
                        Long.parseLong(field[1]),
                        Kind.valueOf(field[2]),
                        field[3],
                        field[4],
                        field[5],
                        field[6].isEmpty() ? null : Key.parse(field[6]),
                        Integer.parseInt(field[7]));
            case "-" -> new Returned(Long.parseLong(field[1]));
            case "!" -> new Failed(Long.parseLong(field[1]), field[2]);
            case "<" ->
                new Received(
                        Long.parseLong(field[1]),
                        Key.parse(field[2]),
                        Integer.parseInt(field[3]),
                        Boolean.parseBoolean(field[4]),
                        Boolean.parseBoolean(field[5]),
                        field[6]);
            case "=" ->
                new Listed(Long.parseLong(field[1]), field[2].isEmpty() ? List.of() : List.of(field[2].split(",")));
            default -> throw new IllegalArgumentException("This is not a line of a history: " + line);
        };
    }
}
