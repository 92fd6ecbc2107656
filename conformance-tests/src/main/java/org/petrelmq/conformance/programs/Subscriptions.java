package org.petrelmq.conformance.programs;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.petrelmq.conformance.programs.ModelParts.OfConnection;
import org.petrelmq.conformance.programs.ModelParts.Subscription;

/** The subscriptions of the model: which one a consumer gets, and when it ends (8.3). */
final class Subscriptions {
    private record Identity(@Nullable String clientId, String name, boolean durable) {}

    private final Map<Identity, Subscription> named = new HashMap<>();
    private final List<Subscription> all = new ArrayList<>();
    private final Set<Identity> ended = new HashSet<>();
    private final Predicate<Shelf> isOpenSomewhere;

    /**
     * No subscriptions yet.
     *
     * @param isOpenSomewhere whether some session has messages of a shelf that it has not acknowledged
     */
    Subscriptions(Predicate<Shelf> isOpenSomewhere) {
        this.isOpenSomewhere = isOpenSomewhere;
    }

    List<Subscription> all() {
        return all;
    }

    /** The durable subscription of that name that a client would unsubscribe; null if there is none. */
    @Nullable
    Subscription durable(@Nullable String clientId, String name) {
        return named.get(new Identity(clientId, name, true));
    }

    /** Whether there has been a shared subscription of that name that ended with its last consumer. */
    boolean isReturning(Source source, OfConnection by) {
        return source.kind() == Source.Kind.SHARED
                && ended.contains(new Identity(by.clientId, source.subscription(), false));
    }

    /** The subscription of that identity; null if there is none. */
    @Nullable
    Subscription find(Source source, OfConnection by) {
        return source.kind().hasName()
                ? named.get(new Identity(
                        by.clientId, source.subscription(), source.kind().isDurable()))
                : null;
    }

    /** Gives a new consumer its subscription. */
    Subscription join(Source source, OfConnection by) throws Refusal {
        if (source.kind() == Source.Kind.DURABLE && by.clientId == null) {
            throw new Refusal(IllegalStateException.class);
        }
        if (!source.kind().hasName()) {
            return enter(new Subscription(source, by));
        }
        Identity identity =
                new Identity(by.clientId, source.subscription(), source.kind().isDurable());
        Subscription existing = named.get(identity);
        if (existing != null && !existing.source.equals(source)) {
            replace(identity, existing, source);
            existing = null;
        } else if (existing != null && existing.consumers > 0 && !source.kind().isShared()) {
            throw new Refusal(JMSException.class);
        }
        Subscription joined = existing == null ? enter(new Subscription(source, by)) : existing;
        named.put(identity, joined);
        return joined;
    }

    /** Another topic, selector or noLocal is like unsubscribing and creating a new one, where that is allowed. */
    private void replace(Identity identity, Subscription existing, Source source) throws Refusal {
        boolean sameKind = existing.source.kind() == source.kind();
        if (!sameKind || existing.consumers > 0 || isOpenSomewhere.test(existing.shelf)) {
            throw new Refusal(JMSException.class);
        }
        end(identity, existing);
    }

    private Subscription enter(Subscription entered) {
        all.add(entered);
        return entered;
    }

    /** A consumer has closed; what is not durable ends with its last one. */
    void left(Subscription subscription) {
        subscription.consumers--;
        if (subscription.consumers == 0 && !subscription.source.kind().isDurable()) {
            all.remove(subscription);
            named.values().remove(subscription);
            subscription.shelf.end();
            if (subscription.source.kind().isShared()) {
                ended.add(new Identity(subscription.creator.clientId, subscription.source.subscription(), false));
            }
        }
    }

    void unsubscribe(@Nullable String clientId, String name) throws Refusal {
        Identity identity = new Identity(clientId, name, true);
        Subscription existing = named.get(identity);
        if (existing == null) {
            throw new Refusal(InvalidDestinationException.class);
        }
        if (existing.consumers > 0 || isOpenSomewhere.test(existing.shelf)) {
            throw new Refusal(JMSException.class);
        }
        end(identity, existing);
    }

    private void end(Identity identity, Subscription ended) {
        all.remove(ended);
        named.remove(identity);
        ended.shelf.end();
    }
}
