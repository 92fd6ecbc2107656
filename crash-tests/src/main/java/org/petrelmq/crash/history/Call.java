package org.petrelmq.crash.history;

import org.jspecify.annotations.Nullable;
import org.petrelmq.crash.history.Event.Ended;
import org.petrelmq.crash.history.Event.Failed;
import org.petrelmq.crash.history.Event.Started;

/** A call with its end, if that is known. Times are places in the list of events. */
final class Call {
    /** A time after everything. */
    static final int NEVER = Integer.MAX_VALUE;

    final Started start;
    final int process;
    final int startedAt;

    int endedAt = NEVER;
    private @Nullable Ended end;

    Call(Started start, int process, int startedAt) {
        this.start = start;
        this.process = process;
        this.startedAt = startedAt;
    }

    void end(Ended with, int at) {
        end = with;
        endedAt = at;
    }

    /** Whether it returned: otherwise it may have had its effect. */
    boolean isOk() {
        return end != null && !(end instanceof Failed);
    }

    boolean isCutOff() {
        return end == null;
    }

    /** Why it failed; empty if it did not. */
    String failure() {
        return end instanceof Failed failed ? failed.why() : "";
    }

    /** When it returned; never, if it did not or failed. */
    int okAt() {
        return isOk() ? endedAt : NEVER;
    }
}
