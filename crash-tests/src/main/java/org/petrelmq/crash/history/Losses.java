package org.petrelmq.crash.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.petrelmq.crash.history.Account.Copy;
import org.petrelmq.crash.history.Account.Subscription;

/**
 * C1, C7, C8, C9: what was certainly sent is consumed by the end, everywhere where it belongs.
 *
 * <p>A receive that acknowledges by itself and was cut off may have taken a message that nobody saw. It explains one missing
 * message, which must have been the next in turn when it was cut off.
 */
final class Losses implements Rule {
    private final String deadLetterQueue;

    Losses(String deadLetterQueue) {
        this.deadLetterQueue = deadLetterQueue;
    }

    @Override
    public void judge(Account account, List<Violation> violations) {
        Map<String, List<Missing>> unseen = new HashMap<>();
        for (Copy copy : expected(account)) {
            List<Delivery> deliveries = account.copies.getOrDefault(copy, List.of());
            Sending sending = account.sendings.get(copy.key());
            if (sending == null
                    || deliveries.stream().anyMatch(Delivery::mayHaveSettled)
                    || account.copies.containsKey(new Copy(deadLetterQueue, copy.key()))
                    || hasLeftWithItsSubscription(account, copy, deliveries)) {
                continue;
            }
            if (deliveries.isEmpty()) {
                unseen.computeIfAbsent(copy.source(), source -> new ArrayList<>())
                        .add(missing(account, copy, sending));
            } else {
                Delivery last = deliveries.get(deliveries.size() - 1);
                violations.add(new Violation(
                        label(sending, last),
                        "given back, or never acknowledged, and not seen again: " + last,
                        last.at));
            }
        }
        unseen.forEach((source, missing) -> judgeUnseen(account, source, missing, violations));
    }

    private static Set<Copy> expected(Account account) {
        Set<Copy> expected = new LinkedHashSet<>();
        for (Sending sending : account.sendings.values()) {
            if (!sending.isCertain()) {
                continue;
            }
            if (sending.leavesTraces) {
                expected.add(new Copy(sending.place(), sending.key));
            } else {
                for (Subscription subscription : account.subscriptionsTo(sending.place())) {
                    if (subscription.isThereFrom(sending.possibleAt())) {
                        expected.add(new Copy(subscription.name, sending.key));
                    }
                }
            }
        }
        expected.addAll(account.copies.keySet());
        return expected;
    }

    private static boolean hasLeftWithItsSubscription(Account account, Copy copy, List<Delivery> deliveries) {
        Subscription subscription = account.subscriptions.get(copy.source());
        return subscription != null
                && !deliveries.isEmpty()
                && subscription.mayHaveEndedAfter(deliveries.get(deliveries.size() - 1).at);
    }

    private static String label(Sending sending, @Nullable Delivery last) {
        Work work = last != null && last.work != null ? last.work : sending.work;
        if (work == null) {
            return sending.leavesTraces ? "C1" : "C9";
        }
        return work.isDistributed() ? "C8" : "C7";
    }

    // ---- what nobody saw ----

    /**
     * A message that was never received.
     *
     * @param sending how it was sent
     * @param from the first process that can have taken it
     * @param to the last one
     */
    private record Missing(Sending sending, int from, int to) {}

    private static Missing missing(Account account, Copy copy, Sending sending) {
        int from = sending.send.process;
        int to = Integer.MAX_VALUE;
        for (Delivery delivery : account.deliveries) {
            boolean comparable = delivery.source().equals(copy.source())
                    && delivery.key().producer().equals(copy.key().producer())
                    && samePriority(account, delivery.key(), sending);
            if (!comparable) {
                continue;
            }
            if (delivery.key().number() > copy.key().number()) {
                to = Math.min(to, delivery.receive.process);
            } else if (!delivery.what.redelivered()) {
                from = Math.max(from, delivery.receive.process);
            }
        }
        return new Missing(sending, from, to);
    }

    private static boolean samePriority(Account account, Key key, Sending sending) {
        Sending other = account.sendings.get(key);
        return other != null && other.send.start.priority() == sending.send.start.priority();
    }

    private static void judgeUnseen(Account account, String source, List<Missing> missing, List<Violation> violations) {
        List<Call> swallows = new ArrayList<>(account.swallows.stream()
                .filter(call -> call.start.place().equals(source))
                .sorted(Comparator.comparingInt(call -> call.process))
                .toList());
        missing.sort(Comparator.comparingInt(Missing::to));
        for (Missing one : missing) {
            Call swallow = swallows.stream()
                    .filter(call -> one.from <= call.process && call.process <= one.to)
                    .findFirst()
                    .orElse(null);
            if (swallow == null) {
                violations.add(new Violation(
                        label(one.sending, null),
                        "sent and never received: " + one.sending.key + " for " + source,
                        one.sending.send.startedAt));
            } else {
                swallows.remove(swallow);
            }
        }
    }
}
