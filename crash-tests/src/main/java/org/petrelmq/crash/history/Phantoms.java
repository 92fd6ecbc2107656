package org.petrelmq.crash.history;

import java.util.List;
import org.petrelmq.crash.history.Account.Subscription;

/** C2: what is received was sent, to there, and is what was sent; what was rolled back never appears. */
final class Phantoms implements Rule {
    private final String deadLetterQueue;

    Phantoms(String deadLetterQueue) {
        this.deadLetterQueue = deadLetterQueue;
    }

    @Override
    public void judge(Account account, List<Violation> violations) {
        for (Delivery delivery : account.deliveries) {
            judge(account, delivery, violations);
        }
    }

    private void judge(Account account, Delivery delivery, List<Violation> violations) {
        Sending sending = account.sendings.get(delivery.key());
        if (sending == null || sending.send.startedAt > delivery.at) {
            violations.add(new Violation("C2", "never sent: " + delivery, delivery.at));
            return;
        }
        if (!delivery.what.intact()) {
            violations.add(new Violation("C2", "not what was sent: " + delivery, delivery.at));
        }
        Work work = sending.work;
        if (work != null && sending.possibleAt() > delivery.at) {
            String rule = work.preparedAt() < delivery.at ? "C8" : "C2";
            violations.add(new Violation(rule, "its transaction has not committed: " + delivery, delivery.at));
        } else if (work != null && work.rolledBackAt() < delivery.at) {
            violations.add(new Violation("C2", "its transaction was rolled back: " + delivery, delivery.at));
        }
        if (!belongs(account, sending, delivery)) {
            violations.add(new Violation("C2", "sent to " + sending.place() + ": " + delivery, delivery.at));
        }
        Subscription subscription = account.subscriptions.get(delivery.source());
        if (subscription != null && sending.certainAt() < subscription.beginBefore(delivery.receive.startedAt)) {
            violations.add(new Violation("C9", "sent before the subscription began: " + delivery, delivery.at));
        }
    }

    private boolean belongs(Account account, Sending sending, Delivery delivery) {
        if (delivery.source().equals(deadLetterQueue)) {
            return delivery.what.origin().equals(sending.place());
        }
        Subscription subscription = account.subscriptions.get(delivery.source());
        return sending.place().equals(subscription == null ? delivery.source() : subscription.topic());
    }
}
