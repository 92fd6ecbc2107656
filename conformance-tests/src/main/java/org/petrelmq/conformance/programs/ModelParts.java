package org.petrelmq.conformance.programs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects of a program as the model sees them. */
final class ModelParts {
    private ModelParts() {}

    /** A connection. */
    static final class OfConnection {
        final @Nullable String clientId;
        boolean started;
        boolean closed;

        OfConnection(@Nullable String clientId) {
            this.clientId = clientId;
        }
    }

    /** A message that a session has received and not acknowledged, and where it goes if it is not. */
    record Open(Shelf shelf, Copy copy) {}

    /** A message that a transaction has sent. */
    record Sent(Place place, Copy copy) {}

    /** A session. */
    static final class OfSession {
        final OfConnection connection;
        final Mode mode;
        final List<Open> open = new ArrayList<>();
        final List<Sent> sent = new ArrayList<>();
        /** Where a session that acknowledges lazily has received something, which may be acknowledged or not. */
        final List<Shelf> lazy = new ArrayList<>();

        boolean hasReceived;
        boolean recovered;
        boolean closed;

        OfSession(OfConnection connection, Mode mode) {
            this.connection = connection;
            this.mode = mode;
        }
    }

    /** A subscription (8.3). */
    static final class Subscription {
        final Source source;
        final OfConnection creator;
        final Shelf shelf = new Shelf();
        int consumers;

        Subscription(Source source, OfConnection creator) {
            this.source = source;
            this.creator = creator;
        }

        /** Whether that sender's messages are left out: its own connection's, and those of its client if durable. */
        boolean leavesOut(OfConnection sender) {
            boolean sameClient =
                    source.kind().isDurable() && creator.clientId != null && creator.clientId.equals(sender.clientId);
            return source.noLocal() && (creator == sender || sameClient);
        }
    }

    /** A consumer; on a queue it has no subscription. */
    static final class OfConsumer {
        final OfSession session;
        final Source source;
        final Shelf shelf;
        final @Nullable Subscription subscription;
        boolean listening;
        boolean closed;

        OfConsumer(OfSession session, Source source, Shelf shelf, @Nullable Subscription subscription) {
            this.session = session;
            this.source = source;
            this.shelf = shelf;
            this.subscription = subscription;
        }

        boolean isClosed() {
            return closed || session.closed;
        }

        boolean isListening() {
            return listening && !isClosed();
        }

        /** A subscription's messages were selected when they came in. */
        Filter filter() {
            return subscription == null ? source.filter() : Filter.ALL;
        }
    }

    /** A temporary queue, which belongs to a connection. */
    static final class OfTemporary {
        final OfConnection owner;
        final Shelf shelf = new Shelf();
        boolean deleted;

        OfTemporary(OfConnection owner) {
            this.owner = owner;
        }

        boolean isGone() {
            return deleted || owner.closed;
        }
    }
}
