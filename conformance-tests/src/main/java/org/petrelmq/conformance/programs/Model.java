package org.petrelmq.conformance.programs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.petrelmq.conformance.programs.ModelParts.OfConnection;
import org.petrelmq.conformance.programs.ModelParts.OfConsumer;
import org.petrelmq.conformance.programs.ModelParts.OfSession;
import org.petrelmq.conformance.programs.ModelParts.OfTemporary;
import org.petrelmq.conformance.programs.ModelParts.Open;
import org.petrelmq.conformance.programs.ModelParts.Subscription;
import org.petrelmq.conformance.programs.Outcome.Delivered;
import org.petrelmq.conformance.programs.Outcome.Failed;

/**
 * What the specification says comes of each step of a program: the reference. It knows no provider and is as plain as it can
 * be; {@link Performing} has the steps, this class what they change. Where the specification leaves the outcome open, it has
 * the one that suits a provider that hands over on request, in the order of arrival; {@link Rules} keeps away from the rest.
 */
final class Model {
    final Map<Integer, OfConnection> connections = new LinkedHashMap<>();
    final Map<Integer, OfSession> sessions = new LinkedHashMap<>();
    final Map<Integer, OfConsumer> consumers = new LinkedHashMap<>();
    final Map<Integer, OfTemporary> temporaries = new LinkedHashMap<>();
    final Subscriptions subscriptions = new Subscriptions(this::isOpenSomewhere);

    /** The consumer that the last step left waiting for more; null if it left none so. */
    @Nullable
    Integer waiting;

    private final Map<Place, Shelf> queues = new HashMap<>();
    private final Performing performing = new Performing(this);
    private long now;
    private long nextPlace;

    /** Performs a step that makes sense. */
    Outcome perform(Step step) {
        waiting = null;
        Outcome own = own(step);
        return Outcome.Along.of(own, hear());
    }

    private Outcome own(Step step) {
        try {
            return step.accept(performing);
        } catch (Refusal refusal) {
            return new Failed(refusal.type);
        }
    }

    /** Listeners that stay hear all that there is for them now. */
    private Map<Integer, List<Delivered>> hear() {
        Map<Integer, List<Delivered>> heard = new LinkedHashMap<>();
        consumers.forEach((number, consumer) -> {
            while (consumer.isListening() && hasMessage(consumer)) {
                Copy copy = Objects.requireNonNull(consumer.shelf.take(consumer.filter(), now));
                handedOver(consumer, copy);
                heard.computeIfAbsent(number, any -> new ArrayList<>()).add(copy.deliver());
            }
        });
        return heard;
    }

    /** A session that has a listener is the listener's alone, but for closing (6.2.5). */
    boolean isListening(OfSession session) {
        return consumers.values().stream().anyMatch(one -> one.session == session && one.isListening());
    }

    /** Whether a listener that stays takes what comes to a shelf. */
    boolean isHeard(Shelf shelf) {
        return consumers.values().stream().anyMatch(one -> one.shelf == shelf && one.isListening());
    }

    void handedOver(OfConsumer consumer, Copy copy) {
        OfSession session = consumer.session;
        session.hasReceived = true;
        if (session.mode.keepsOpen()) {
            session.open.add(new Open(consumer.shelf, copy));
        } else if (session.mode == Mode.DUPS_OK) {
            session.lazy.add(consumer.shelf);
        }
    }

    /** Whether a session has messages of a shelf that it has not acknowledged. */
    boolean isOpenSomewhere(Shelf shelf) {
        return sessions.values().stream()
                .anyMatch(session -> session.open.stream().anyMatch(open -> open.shelf() == shelf));
    }

    /** Whether a session received messages of a shelf and acknowledges them when it likes. */
    boolean isLazySomewhere(Shelf shelf) {
        return sessions.values().stream().anyMatch(session -> !session.closed && session.lazy.contains(shelf));
    }

    /** Whether a listener that stays may or may not hear a message that becomes due and expires meanwhile. */
    boolean isRace(long millis) {
        return consumers.values().stream().anyMatch(one -> one.isListening() && one.shelf.hasPassing(now + millis));
    }

    /** Whether a transaction has sent to a topic and has not ended. */
    boolean isSentSomewhere(Place topic) {
        return sessions.values().stream()
                .anyMatch(session ->
                        session.sent.stream().anyMatch(sent -> sent.place().equals(topic)));
    }

    /** Whether a consumer would be given a message. */
    boolean hasMessage(OfConsumer consumer) {
        return !consumer.isClosed()
                && consumer.session.connection.started
                && !consumer.shelf.see(consumer.filter(), now).isEmpty();
    }

    Shelf queue(Place place) {
        if (place.isTemporary()) {
            return temporary(place.number()).shelf;
        }
        return queues.computeIfAbsent(place, any -> new Shelf());
    }

    // ---- routing and time ----

    /** The time, in milliseconds since the program began. */
    long now() {
        return now;
    }

    /** To a queue, or to each subscription that there is now and that selects it (4.2.2, 7.9). */
    void publish(Place place, Copy copy, OfConnection sender) {
        if (!place.isTopic()) {
            arrive(queue(place), copy);
            return;
        }
        for (Subscription subscription : subscriptions.all()) {
            Source source = subscription.source;
            if (source.place().equals(place)
                    && source.filter().selects(copy.letter)
                    && !subscription.leavesOut(sender)) {
                arrive(subscription.shelf, copy.again());
            }
        }
    }

    private void arrive(Shelf shelf, Copy copy) {
        copy.placeAt(nextPlace++);
        if (copy.isDue(now)) {
            shelf.put(copy);
        } else {
            shelf.delay(copy);
        }
    }

    /** Time passes: a delayed message takes its place when its time has come, behind what arrived until then. */
    void advance(long millis) {
        now += millis;
        for (Shelf shelf : shelves()) {
            List<Copy> due = shelf.takeDue(now);
            due.sort(Comparator.comparingLong((Copy copy) -> copy.deliveryTime).thenComparingLong(Copy::place));
            for (Copy copy : due) {
                copy.placeAt(nextPlace++);
                shelf.put(copy);
            }
        }
    }

    private List<Shelf> shelves() {
        List<Shelf> all = new ArrayList<>(queues.values());
        temporaries.values().forEach(temporary -> all.add(temporary.shelf));
        subscriptions.all().forEach(subscription -> all.add(subscription.shelf));
        return all;
    }

    OfTemporary temporary(int number) {
        return part(temporaries, number);
    }

    static <T> T part(Map<Integer, @Nullable T> parts, int number) {
        return Objects.requireNonNull(parts.get(number), "the step makes no sense here");
    }
}
