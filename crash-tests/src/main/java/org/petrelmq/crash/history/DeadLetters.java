package org.petrelmq.crash.history;

import java.util.List;
import org.petrelmq.crash.history.Account.Copy;

/** C6: a message becomes a dead letter after as many deliveries as allowed, once, and leaves where it was. */
final class DeadLetters implements Rule {
    private final String deadLetterQueue;
    private final int maxDeliveries;

    DeadLetters(String deadLetterQueue, int maxDeliveries) {
        this.deadLetterQueue = deadLetterQueue;
        this.maxDeliveries = maxDeliveries;
    }

    @Override
    public void judge(Account account, List<Violation> violations) {
        account.copies.forEach((copy, deliveries) -> {
            if (copy.source().equals(deadLetterQueue)) {
                judgeLetter(account, copy.key(), deliveries.get(0), violations);
            } else {
                judgeCount(deliveries, violations);
            }
        });
    }

    private void judgeLetter(Account account, Key key, Delivery letter, List<Violation> violations) {
        if (letter.what.origin().isEmpty()) {
            violations.add(new Violation("C6", "a dead letter without origin: " + letter, letter.at));
            return;
        }
        List<Delivery> alive = account.copies.getOrDefault(new Copy(letter.what.origin(), key), List.of());
        if (alive.size() < maxDeliveries) {
            violations.add(new Violation("C6", "dead after " + alive.size() + " deliveries: " + letter, letter.at));
        }
        for (Delivery delivery : alive) {
            if (delivery.at > letter.at) {
                violations.add(new Violation("C6", "received after it was dead: " + delivery, delivery.at));
            }
            if (delivery.settledAt != Call.NEVER) {
                violations.add(new Violation("C6", "settled, and a dead letter too: " + delivery, letter.at));
            }
        }
    }

    private void judgeCount(List<Delivery> deliveries, List<Violation> violations) {
        int inProcess = 0;
        int process = -1;
        for (Delivery delivery : deliveries) {
            inProcess = delivery.receive.process == process ? inProcess + 1 : 1;
            process = delivery.receive.process;
            // One more than allowed is what a crash adds, which does not count.
            if (delivery.what.count() > maxDeliveries + 1 || inProcess > maxDeliveries) {
                violations.add(new Violation("C6", "should be a dead letter: " + delivery, delivery.at));
            }
        }
    }
}
