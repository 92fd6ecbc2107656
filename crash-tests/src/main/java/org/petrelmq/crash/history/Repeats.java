package org.petrelmq.crash.history;

import static org.petrelmq.crash.history.Call.NEVER;

import java.util.List;

/** C3, C8: what is acknowledged, held by somebody else, or taken by a prepared transaction is not delivered. */
final class Repeats implements Rule {
    @Override
    public void judge(Account account, List<Violation> violations) {
        for (List<Delivery> copy : account.copies.values()) {
            for (int later = 1; later < copy.size(); later++) {
                for (int earlier = 0; earlier < later; earlier++) {
                    judge(copy.get(earlier), copy.get(later), violations);
                }
            }
        }
    }

    private static void judge(Delivery earlier, Delivery later, List<Violation> violations) {
        Work work = earlier.work;
        if (earlier.settledAt < later.at) {
            String rule = work != null && work.isDistributed() ? "C8" : "C3";
            violations.add(new Violation(rule, "received again after " + earlier + " was settled: " + later, later.at));
        } else if (earlier.releasedAt <= later.at) {
            return;
        } else if (work == null || earlier.pendingAt > later.at) {
            violations.add(new Violation("C3", "received while held by " + earlier + ": " + later, later.at));
        } else if (work.preparedAt() < later.at) {
            violations.add(new Violation("C8", "received while prepared after " + earlier + ": " + later, later.at));
        } else if (work.committedAt() != NEVER) {
            violations.add(new Violation("C3", "received before a commit settled " + earlier + ": " + later, later.at));
        }
    }
}
