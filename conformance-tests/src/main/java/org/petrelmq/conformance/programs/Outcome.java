package org.petrelmq.conformance.programs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came of a step: what the model predicts, or what a provider did. */
sealed interface Outcome {
    /** Whether a provider that did that instead is right too. */
    default boolean allows(Outcome actual) {
        return equals(actual);
    }

    /** It was done, and there is nothing to see. */
    record Done() implements Outcome {}

    /** There was no message. */
    record Nothing() implements Outcome {}

    /**
     * A message was delivered.
     *
     * @param number which one
     * @param kind its property
     * @param priority its priority
     * @param persistent its delivery mode
     * @param expiration its time of expiry, in milliseconds since the program began; 0 for never
     * @param deliveryTime its time of delivery, likewise; 0 where the provider's clock is not known
     * @param redelivered the header
     * @param count the JMSXDeliveryCount
     */
    record Delivered(
            int number,
            @Nullable String kind,
            int priority,
            boolean persistent,
            long expiration,
            long deliveryTime,
            boolean redelivered,
            int count)
            implements Outcome {

        @Override
        public String toString() {
            Letter letter = new Letter(number, kind, priority, persistent, 0, 0);
            return letter
                    + (expiration == 0 ? "" : " until " + expiration)
                    + (deliveryTime == 0 ? "" : " due " + deliveryTime)
                    + (redelivered ? " redelivered" : "")
                    + (count == 1 ? "" : " delivery " + count);
        }
    }

    /** A listener heard these, one after the other. */
    record Heard(List<Delivered> messages) implements Outcome {}

    /**
     * Beside what came of the step itself, listeners that stay have heard something.
     *
     * @param own what came of the step
     * @param heard by the number of the consumer; none of them empty
     */
    record Along(Outcome own, Map<Integer, List<Delivered>> heard) implements Outcome {
        /** What came of a step, with what was heard meanwhile. */
        static Outcome of(Outcome own, Map<Integer, List<Delivered>> heard) {
            return heard.isEmpty() ? own : new Along(own, heard);
        }

        @Override
        public boolean allows(Outcome actual) {
            return actual instanceof Along along
                    && own.allows(along.own)
                    && lanes(heard).equals(lanes(along.heard));
        }

        /** When a step brings several messages, a listener may hear the first before a more urgent one arrives. */
        private static Map<Integer, Map<Integer, List<Delivered>>> lanes(Map<Integer, List<Delivered>> heard) {
            Map<Integer, Map<Integer, List<Delivered>>> lanes = new HashMap<>();
            heard.forEach((consumer, messages) ->
                    lanes.put(consumer, messages.stream().collect(Collectors.groupingBy(Delivered::priority))));
            return lanes;
        }
    }

    /** What came of the step itself. */
    default Outcome own() {
        return this instanceof Along along ? along.own : this;
    }

    /** How many messages a listener that stays has heard during the step. */
    default int heardBy(int consumer) {
        return this instanceof Along along
                ? along.heard.getOrDefault(consumer, List.of()).size()
                : 0;
    }

    /** A browser saw these. */
    record Seen(List<Integer> numbers) implements Outcome {}

    /** It was refused; a subclass of what is predicted is as good. */
    record Failed(Class<? extends Exception> type) implements Outcome {
        @Override
        public boolean allows(Outcome actual) {
            return actual instanceof Failed failed && type.isAssignableFrom(failed.type);
        }

        @Override
        public String toString() {
            return "Failed[" + type.getSimpleName() + "]";
        }
    }
}
