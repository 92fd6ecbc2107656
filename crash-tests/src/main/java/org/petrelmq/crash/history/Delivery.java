package org.petrelmq.crash.history;

import static org.petrelmq.crash.history.Call.NEVER;

import org.jspecify.annotations.Nullable;
import org.petrelmq.crash.history.Event.Received;

/** A message in somebody's hands, and what became of that. Times are places in the list of events. */
final class Delivery {
    final Call receive;
    final Received what;
    final int at;
    final @Nullable Work work;

    /** From when on it may be settled. */
    int pendingAt = NEVER;

    /** From when on it is settled for good. */
    int settledAt = NEVER;

    /** From when on others may get it. */
    int releasedAt = NEVER;

    Delivery(Call receive, Received what, int at, @Nullable Work work) {
        this.receive = receive;
        this.what = what;
        this.at = at;
        this.work = work;
    }

    Key key() {
        return what.message();
    }

    String source() {
        return receive.start.place();
    }

    String session() {
        return receive.start.session();
    }

    /** Whether it would be no loss if nobody saw the message again. */
    boolean mayHaveSettled() {
        if (settledAt != NEVER) {
            return true;
        }
        if (work != null) {
            return work.mayHaveCommitted();
        }
        return pendingAt != NEVER;
    }

    @Override
    public String toString() {
        return key() + " from " + source() + " to " + session() + " (event " + at + ", count " + what.count() + ")";
    }
}
