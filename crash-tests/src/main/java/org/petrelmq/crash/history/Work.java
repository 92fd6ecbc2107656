package org.petrelmq.crash.history;

import static org.petrelmq.crash.history.Call.NEVER;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction, local or distributed.
 *
 * <p>Where the calls do not tell how it ended, its traces do: a message that it sent was received, so it committed; a message
 * that it received was received again, so it did not; it is not in the list of prepared transactions, so the last attempt to
 * end it succeeded, or it never was prepared.
 */
final class Work {
    /** How a resource says that it knows no such transaction. */
    static final String NOT_KNOWN = "XAER_NOTA";

    final String name;
    final List<Sending> sendings = new ArrayList<>();
    final List<Delivery> deliveries = new ArrayList<>();
    final List<Call> prepares = new ArrayList<>();

    /** Commits and rollbacks. */
    final List<Call> ends = new ArrayList<>();

    /** When the process that it was in died before there was anything to survive. */
    int lostAt = NEVER;

    /** When a list of prepared transactions showed that it is none, and what was attempted last until then. */
    private int absentAt = NEVER;

    private @Nullable Kind attempted;

    /** When one of its messages was received first. */
    int seenAt = NEVER;

    /** When one of the messages that it received was received again, without that it had been given back before. */
    int undoneAt = NEVER;

    Work(String name) {
        this.name = name;
    }

    /** A list of prepared transactions is without this one, and nothing is under way that would explain that. */
    void absent(int at) {
        if (absentAt == NEVER) {
            absentAt = at;
            for (Call end : ends) {
                if (!end.failure().contains(NOT_KNOWN)) {
                    attempted = end.start.kind();
                }
            }
        }
    }

    boolean isDistributed() {
        return !prepares.isEmpty();
    }

    int preparedAt() {
        return first(prepares, null).okAt;
    }

    int prepareStartedAt() {
        return first(prepares, null).startedAt;
    }

    int commitStartedAt() {
        return first(ends, Kind.COMMIT).startedAt;
    }

    int rollbackStartedAt() {
        return first(ends, Kind.ROLLBACK).startedAt;
    }

    int committedAt() {
        int told = first(ends, Kind.COMMIT).okAt;
        return attempted == Kind.COMMIT ? Math.min(told, absentAt) : told;
    }

    int rolledBackAt() {
        int told = Math.min(first(ends, Kind.ROLLBACK).okAt, lostAt);
        return attempted != Kind.COMMIT ? Math.min(told, absentAt) : told;
    }

    /** When it is known to have ended. */
    int endedAt() {
        return Math.min(committedAt(), rolledBackAt());
    }

    boolean hasCommitted() {
        return committedAt() != NEVER || seenAt != NEVER;
    }

    boolean hasRolledBack() {
        return rolledBackAt() != NEVER || undoneAt != NEVER;
    }

    /** Whether the messages that it received may be gone, or will be some day. */
    boolean mayHaveCommitted() {
        if (hasCommitted()) {
            return true;
        }
        if (hasRolledBack()) {
            return false;
        }
        if (isDistributed() && commitStartedAt() == NEVER) {
            return true;
        }
        // Cut off: it would have left a trace if everything that it sent is received by the end.
        return commitStartedAt() != NEVER
                && sendings.stream().noneMatch(sending -> sending.send.isOk() && sending.leavesTraces);
    }

    private record Times(int startedAt, int okAt) {}

    private static Times first(List<Call> calls, @Nullable Kind kind) {
        int startedAt = NEVER;
        int okAt = NEVER;
        for (Call call : calls) {
            if (kind == null || call.start.kind() == kind) {
                startedAt = Math.min(startedAt, call.startedAt);
                okAt = Math.min(okAt, call.okAt());
            }
        }
        return new Times(startedAt, okAt);
    }
}
