package org.petrelmq.crash.history;

import org.jspecify.annotations.Nullable;

/** A message on its way into the broker. */
final class Sending {
    final Call send;
    final Key key;
    final @Nullable Work work;

    /** Whether it would be received, if it was sent: not so if it went to a topic, which may be without subscriptions. */
    boolean leavesTraces = true;

    /** Whether somebody received it, so that it was certainly sent. */
    boolean seen;

    Sending(Call send, Key key, @Nullable Work work) {
        this.send = send;
        this.key = key;
        this.work = work;
    }

    String place() {
        return send.start.place();
    }

    /** From when on it may be in the broker. */
    int possibleAt() {
        return work == null ? send.startedAt : work.commitStartedAt();
    }

    /** From when on it is certainly in the broker; never, if that is not known. */
    int certainAt() {
        return work == null ? send.okAt() : work.committedAt();
    }

    /** Whether the broker must have it. */
    boolean isCertain() {
        if (seen) {
            return true;
        }
        return work == null ? send.isOk() : send.isOk() && work.hasCommitted();
    }
}
