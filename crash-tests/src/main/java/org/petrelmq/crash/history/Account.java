package org.petrelmq.crash.history;

import static org.petrelmq.crash.history.Call.NEVER;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrelmq.crash.history.Event.Booted;
import org.petrelmq.crash.history.Event.Ended;
import org.petrelmq.crash.history.Event.Killed;
import org.petrelmq.crash.history.Event.Listed;
import org.petrelmq.crash.history.Event.Received;
import org.petrelmq.crash.history.Event.Started;
import org.petrelmq.crash.history.Event.Stopped;

/**
 * What became of everything in a history: each send, each delivery, each transaction. Made by going through the events once,
 * then by drawing conclusions from what was received about what was cut off.
 */
final class Account {
    /** A message in one queue or subscription. */
    record Copy(String source, Key key) {}

    final Map<Key, Sending> sendings = new LinkedHashMap<>();
    final Map<Copy, List<Delivery>> copies = new LinkedHashMap<>();
    final Map<String, Work> works = new LinkedHashMap<>();
    final List<Delivery> deliveries = new ArrayList<>();
    final List<Call> scans = new ArrayList<>();
    final Map<Call, Listed> lists = new HashMap<>();
    final Map<String, Subscription> subscriptions = new LinkedHashMap<>();

    /** Receives that may each have swallowed a message that nobody saw. */
    final List<Call> swallows = new ArrayList<>();

    /** When processes were killed. */
    final List<Integer> kills = new ArrayList<>();

    /** When sessions gave back, for each session. */
    final Map<String, List<Integer>> releases = new HashMap<>();

    private final Map<Long, Call> open = new HashMap<>();
    private final Map<String, List<Delivery>> held = new HashMap<>();
    private final Map<String, Work> current = new HashMap<>();
    private int process;

    Account(History history) {
        int at = 0;
        for (Event event : history.events()) {
            note(event, at++);
        }
        cutOff(at);
        settleWorks();
        conclude();
    }

    private void note(Event event, int at) {
        if (event instanceof Booted) {
            process++;
        } else if (event instanceof Killed) {
            kills.add(at);
            cutOff(at);
        } else if (event instanceof Stopped) {
            cutOff(at);
        } else if (event instanceof Started started) {
            begin(new Call(started, process, at));
        } else if (event instanceof Ended ended) {
            Call call = open.remove(ended.call());
            if (call == null) {
                throw new IllegalArgumentException("A call ends that has not begun: " + event.line());
            }
            call.end(ended, at);
            finish(call, ended);
        }
    }

    // ---- beginnings ----

    private void begin(Call call) {
        Started start = call.start;
        open.put(start.call(), call);
        Work work = workOf(start);
        switch (start.kind()) {
            case SEND -> send(call, work);
            case RECEIVE, RECEIVE_AUTO -> {}
            case ACKNOWLEDGE -> heldBy(start).forEach(delivery -> delivery.pendingAt = call.startedAt);
            case RECOVER -> release(start.session(), call.startedAt);
            case CLOSE -> {
                release(start.session(), call.startedAt);
                lose(current.remove(start.session()), call.startedAt);
            }
            case PREPARE -> required(work, start).prepares.add(call);
            case COMMIT, ROLLBACK -> {
                required(work, start).ends.add(call);
                current.remove(start.session());
                if (start.kind() == Kind.ROLLBACK) {
                    releasesOf(start.session()).add(call.startedAt);
                }
            }
            case SCAN -> scans.add(call);
            case SUBSCRIBE, UNSUBSCRIBE ->
                subscriptions
                        .computeIfAbsent(start.place(), Subscription::new)
                        .calls
                        .add(call);
        }
    }

    private void send(Call call, @Nullable Work work) {
        Key key = call.start.message();
        if (key == null) {
            throw new IllegalArgumentException("A send names no message: " + call.start.line());
        }
        Sending sending = new Sending(call, key, work);
        if (sendings.put(key, sending) != null) {
            throw new IllegalArgumentException("A message is sent twice: " + call.start.line());
        }
        if (work != null) {
            work.sendings.add(sending);
        }
    }

    private @Nullable Work workOf(Started start) {
        if (start.transaction().isEmpty()) {
            return null;
        }
        Work work = works.computeIfAbsent(start.transaction(), Work::new);
        if (start.kind() == Kind.SEND || start.kind() == Kind.RECEIVE) {
            current.put(start.session(), work);
        }
        return work;
    }

    private static Work required(@Nullable Work work, Started start) {
        if (work == null) {
            throw new IllegalArgumentException("Which transaction? " + start.line());
        }
        return work;
    }

    // ---- ends ----

    private void finish(Call call, Ended ended) {
        Kind kind = call.start.kind();
        if (ended instanceof Received received) {
            receive(call, received);
        } else if (ended instanceof Listed listed) {
            lists.put(call, listed);
            list(call, listed);
        } else if (kind == Kind.ACKNOWLEDGE && call.isOk()) {
            heldBy(call.start).forEach(delivery -> delivery.settledAt = call.endedAt);
            heldBy(call.start).clear();
        } else if (kind == Kind.RECEIVE_AUTO && !call.isOk()) {
            swallows.add(call);
        }
    }

    private void receive(Call call, Received received) {
        Work work = workOf(call.start);
        Delivery delivery = new Delivery(call, received, call.endedAt, work);
        deliveries.add(delivery);
        copies.computeIfAbsent(new Copy(delivery.source(), delivery.key()), copy -> new ArrayList<>())
                .add(delivery);
        if (work != null) {
            work.deliveries.add(delivery);
            return;
        }
        List<Delivery> before = heldBy(call.start);
        if (call.start.kind() == Kind.RECEIVE_AUTO) {
            before.forEach(earlier -> earlier.settledAt = call.endedAt);
            before.clear();
            delivery.pendingAt = call.endedAt;
        }
        before.add(delivery);
    }

    private void list(Call scan, Listed listed) {
        for (Work work : works.values()) {
            if (work.isDistributed()
                    && work.prepareStartedAt() < scan.startedAt
                    && !isUnderWay(work.prepares)
                    && !isUnderWay(work.ends)
                    && !listed.transactions().contains(work.name)) {
                work.absent(scan.endedAt);
            }
        }
    }

    private boolean isUnderWay(List<Call> calls) {
        return calls.stream().anyMatch(call -> call.isCutOff() && call.process == process);
    }

    /** The end of a process: what was open in it will not go on. */
    private void cutOff(int at) {
        for (Call call : open.values()) {
            if (call.start.kind() == Kind.RECEIVE_AUTO) {
                swallows.add(call);
            }
        }
        open.clear();
        List.copyOf(held.keySet()).forEach(session -> release(session, at));
        current.values().forEach(work -> lose(work, at));
        current.clear();
    }

    private void release(String session, int at) {
        List<Delivery> given = held.remove(session);
        if (given != null) {
            given.forEach(delivery -> delivery.releasedAt = at);
        }
        releasesOf(session).add(at);
    }

    private static void lose(@Nullable Work work, int at) {
        if (work != null && work.prepares.isEmpty() && work.ends.isEmpty()) {
            work.lostAt = at;
        }
    }

    private List<Delivery> heldBy(Started start) {
        return held.computeIfAbsent(start.session(), session -> new ArrayList<>());
    }

    private List<Integer> releasesOf(String session) {
        return releases.computeIfAbsent(session, any -> new ArrayList<>());
    }

    // ---- conclusions ----

    private void settleWorks() {
        for (Work work : works.values()) {
            for (Delivery delivery : work.deliveries) {
                delivery.pendingAt = Math.min(work.commitStartedAt(), work.prepareStartedAt());
                delivery.settledAt = work.committedAt();
                delivery.releasedAt = Math.min(work.rollbackStartedAt(), work.rolledBackAt());
            }
        }
        for (Sending sending : sendings.values()) {
            sending.leavesTraces = subscriptions.values().stream()
                    .noneMatch(subscription -> subscription.topic().equals(sending.place()));
        }
    }

    private void conclude() {
        for (Delivery delivery : deliveries) {
            Sending sending = sendings.get(delivery.key());
            if (sending != null) {
                sending.seen = true;
                if (sending.work != null) {
                    sending.work.seenAt = Math.min(sending.work.seenAt, delivery.at);
                }
            }
        }
        for (List<Delivery> copy : copies.values()) {
            for (int i = 1; i < copy.size(); i++) {
                concludeUndone(copy.get(i - 1), copy.get(i));
            }
        }
    }

    private static void concludeUndone(Delivery earlier, Delivery later) {
        Work work = earlier.work;
        if (work != null
                && earlier.settledAt > later.at
                && earlier.releasedAt > later.at
                && earlier.pendingAt < later.at
                && work.preparedAt() > later.at) {
            work.undoneAt = Math.min(work.undoneAt, later.at);
        }
    }

    // ---- questions of several rules ----

    boolean killedBetween(int from, int to) {
        return kills.stream().anyMatch(at -> from < at && at < to);
    }

    /** The subscriptions to a topic. */
    List<Subscription> subscriptionsTo(String topic) {
        return subscriptions.values().stream()
                .filter(subscription -> subscription.topic().equals(topic))
                .toList();
    }

    /** A durable subscription: the calls that began and ended it. */
    static final class Subscription {
        final String name;
        final List<Call> calls = new ArrayList<>();

        Subscription(String name) {
            this.name = name;
        }

        String topic() {
            return name.substring(0, name.indexOf('/'));
        }

        private int lastUnsubscribeAt() {
            int last = -1;
            for (Call call : calls) {
                if (call.start.kind() == Kind.UNSUBSCRIBE) {
                    last = call.startedAt;
                }
            }
            return last;
        }

        /** Whether everything that may be sent from that time on is for it, to the end. */
        boolean isThereFrom(int time) {
            int ended = lastUnsubscribeAt();
            return calls.stream()
                    .anyMatch(call ->
                            call.start.kind() == Kind.SUBSCRIBE && call.startedAt > ended && call.okAt() < time);
        }

        boolean mayHaveEndedAfter(int time) {
            return lastUnsubscribeAt() > time;
        }

        /** When the subscription that is there at that time began at the earliest; what was sent before is not for it. */
        int beginBefore(int time) {
            int begin = -1;
            int ended = NEVER;
            boolean first = true;
            for (Call call : calls) {
                if (call.startedAt > time) {
                    break;
                }
                if (call.start.kind() == Kind.UNSUBSCRIBE) {
                    ended = call.okAt();
                } else if (first || ended < call.startedAt) {
                    begin = call.startedAt;
                    ended = NEVER;
                    first = false;
                }
            }
            return begin;
        }
    }
}
