package org.petrelmq.crash.history;

import static org.petrelmq.crash.history.Call.NEVER;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.petrelmq.crash.history.Account.Copy;

/**
 * C5: what one producer sends to one destination with one priority is first delivered in that order; what returns, returns to
 * its old place, also across restarts.
 *
 * <p>With several consumers the order of hand-out is not seen. So the first part says: nobody begins to wait for a message and
 * gets it for the first time, when a later one has been received already. The second part looks at queues with one consumer:
 * between two times that it gives back, it sees an order.
 */
final class Order implements Rule {
    private record Line(String source, String producer, int priority) {}

    private record Stretch(Line line, int process, String session, long release) {}

    @Override
    public void judge(Account account, List<Violation> violations) {
        Map<Line, List<Delivery>> lines = new LinkedHashMap<>();
        Map<Stretch, List<Delivery>> stretches = new LinkedHashMap<>();
        Set<String> shared = shared(account);
        for (Delivery delivery : account.deliveries) {
            Sending sending = account.sendings.get(delivery.key());
            if (sending == null) {
                continue;
            }
            Line line = new Line(delivery.source(), delivery.key().producer(), sending.send.start.priority());
            List<Delivery> copy = account.copies.get(new Copy(delivery.source(), delivery.key()));
            if (!delivery.what.redelivered() && copy != null && copy.get(0) == delivery) {
                lines.computeIfAbsent(line, any -> new ArrayList<>()).add(delivery);
            }
            if (!shared.contains(place(delivery))) {
                stretches
                        .computeIfAbsent(stretch(account, line, delivery), any -> new ArrayList<>())
                        .add(delivery);
            }
        }
        lines.values().forEach(line -> judgeFirst(line, violations));
        stretches.values().forEach(stretch -> judgeStretch(stretch, violations));
    }

    private static void judgeFirst(List<Delivery> line, List<Violation> violations) {
        line.sort(Comparator.comparingLong((Delivery delivery) -> delivery.key().number())
                .reversed());
        int laterAt = NEVER;
        for (Delivery delivery : line) {
            if (laterAt < delivery.receive.startedAt) {
                violations.add(new Violation("C5", "a later one came first: " + delivery, delivery.at));
            }
            laterAt = Math.min(laterAt, delivery.at);
        }
    }

    private static void judgeStretch(List<Delivery> stretch, List<Violation> violations) {
        for (int i = 1; i < stretch.size(); i++) {
            Delivery earlier = stretch.get(i - 1);
            Delivery delivery = stretch.get(i);
            if (delivery.key().number() < earlier.key().number()) {
                violations.add(
                        new Violation("C5", "not in its old place, after " + earlier + ": " + delivery, delivery.at));
            }
        }
    }

    private static Stretch stretch(Account account, Line line, Delivery delivery) {
        long releases = account.releases.getOrDefault(delivery.session(), List.of()).stream()
                .filter(at -> at < delivery.at)
                .count();
        return new Stretch(line, delivery.receive.process, delivery.session(), releases);
    }

    private static String place(Delivery delivery) {
        return delivery.receive.process + " " + delivery.source();
    }

    /** Where several consumers, or distributed transactions, give back to each other. */
    private static Set<String> shared(Account account) {
        Map<String, String> consumers = new HashMap<>();
        Set<String> distributed = new HashSet<>();
        Set<String> shared = new HashSet<>();
        for (Delivery delivery : account.deliveries) {
            String before = consumers.putIfAbsent(place(delivery), delivery.session());
            if (before != null && !before.equals(delivery.session())) {
                shared.add(place(delivery));
            }
            if (delivery.work != null && delivery.work.isDistributed()) {
                distributed.add(delivery.source());
            }
        }
        for (Delivery delivery : account.deliveries) {
            if (distributed.contains(delivery.source())) {
                shared.add(place(delivery));
            }
        }
        return shared;
    }
}
