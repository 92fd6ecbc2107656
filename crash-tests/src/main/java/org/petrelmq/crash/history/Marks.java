package org.petrelmq.crash.history;

import java.util.List;

/** C4: a duplicate is marked, in both ways, and counted; what nobody can have seen is not marked. */
final class Marks implements Rule {
    @Override
    public void judge(Account account, List<Violation> violations) {
        for (List<Delivery> copy : account.copies.values()) {
            for (int i = 0; i < copy.size(); i++) {
                Delivery delivery = copy.get(i);
                if (delivery.what.redelivered() != (delivery.what.count() >= 2)) {
                    violations.add(new Violation(
                            "C4", "JMSRedelivered and JMSXDeliveryCount disagree: " + delivery, delivery.at));
                }
                if (i > 0) {
                    judgeLater(copy.get(i - 1), delivery, violations);
                } else {
                    judgeFirst(account, delivery, violations);
                }
            }
        }
    }

    private static void judgeLater(Delivery earlier, Delivery delivery, List<Violation> violations) {
        if (!delivery.what.redelivered()) {
            violations.add(new Violation("C4", "not marked after " + earlier + ": " + delivery, delivery.at));
        } else if (earlier.receive.process == delivery.receive.process
                && delivery.what.count() != earlier.what.count() + 1) {
            violations.add(new Violation("C6", "not counted from " + earlier + ": " + delivery, delivery.at));
        }
    }

    private static void judgeFirst(Account account, Delivery delivery, List<Violation> violations) {
        Sending sending = account.sendings.get(delivery.key());
        if (delivery.what.redelivered()
                && sending != null
                && !account.killedBetween(sending.send.startedAt, delivery.at)) {
            violations.add(new Violation("C4", "marked, and was never delivered: " + delivery, delivery.at));
        }
    }
}
