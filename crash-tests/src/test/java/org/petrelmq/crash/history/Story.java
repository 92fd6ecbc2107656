package org.petrelmq.crash.history;

import java.util.List;
import org.petrelmq.crash.history.Event.Booted;
import org.petrelmq.crash.history.Event.Failed;
import org.petrelmq.crash.history.Event.Killed;
import org.petrelmq.crash.history.Event.Listed;
import org.petrelmq.crash.history.Event.Received;
import org.petrelmq.crash.history.Event.Returned;
import org.petrelmq.crash.history.Event.Started;
import org.petrelmq.crash.history.Event.Stopped;

/** A history made by hand, call by call. Begins with the start of a process, {@link #judged} ends the last one. */
final class Story {
    private final History history = new History();
    private long calls;

    Story() {
        history.add(new Booted());
    }

    /** A kill, and a new process. */
    Story killed() {
        history.add(new Killed());
        history.add(new Booted());
        return this;
    }

    Story restarted() {
        history.add(new Stopped());
        history.add(new Booted());
        return this;
    }

    // ---- calls that return ----

    Story sent(String producer, long number, String place) {
        return sent(producer, number, place, "");
    }

    Story sent(String producer, long number, String place, String transaction) {
        return returned(sending(producer, number, place, transaction));
    }

    Story acknowledged(String session) {
        return returned(begun(Kind.ACKNOWLEDGE, session, "", ""));
    }

    Story recovered(String session) {
        return returned(begun(Kind.RECOVER, session, "", ""));
    }

    Story closed(String session) {
        return returned(begun(Kind.CLOSE, session, "", ""));
    }

    Story committed(String session, String transaction) {
        return returned(begun(Kind.COMMIT, session, transaction, ""));
    }

    Story rolledBack(String session, String transaction) {
        return returned(begun(Kind.ROLLBACK, session, transaction, ""));
    }

    Story prepared(String session, String transaction) {
        return returned(begun(Kind.PREPARE, session, transaction, ""));
    }

    Story subscribed(String subscription) {
        return returned(begun(Kind.SUBSCRIBE, "s", "", subscription));
    }

    Story unsubscribed(String subscription) {
        return returned(begun(Kind.UNSUBSCRIBE, "s", "", subscription));
    }

    Story listed(String... transactions) {
        history.add(new Listed(begun(Kind.SCAN, "scanner", "", ""), List.of(transactions)));
        return this;
    }

    // ---- receiving ----

    Story received(String session, String source, String key, int count) {
        return received(session, "", source, key, count);
    }

    Story received(String session, String transaction, String source, String key, int count) {
        return got(begun(Kind.RECEIVE, session, transaction, source), key, count);
    }

    Story auto(String session, String source, String key, int count) {
        return got(begun(Kind.RECEIVE_AUTO, session, "", source), key, count);
    }

    Story got(long call, String key, int count) {
        return got(call, key, count, count >= 2, true, "");
    }

    Story got(long call, String key, int count, boolean redelivered, boolean intact, String origin) {
        history.add(new Received(call, Key.parse(key), count, redelivered, intact, origin));
        return this;
    }

    // ---- halves of calls ----

    long sending(String producer, long number, String place, String transaction) {
        history.add(new Started(++calls, Kind.SEND, producer, transaction, place, new Key(producer, number), 4));
        return calls;
    }

    long begun(Kind kind, String session, String transaction, String place) {
        history.add(new Started(++calls, kind, session, transaction, place, null, 0));
        return calls;
    }

    Story returned(long call) {
        history.add(new Returned(call));
        return this;
    }

    Story failed(long call, String why) {
        history.add(new Failed(call, why));
        return this;
    }

    /** Does nothing with the number of a call that is cut off. */
    Story cutOff(long call) {
        if (call != calls) {
            throw new IllegalStateException("Another call has begun meanwhile.");
        }
        return this;
    }

    // ---- judgement ----

    History history() {
        return history;
    }

    /** The rules that are broken, each once for each time. */
    List<String> judged() {
        history.add(new Stopped());
        return new Checker().check(history).stream().map(Violation::rule).toList();
    }
}
