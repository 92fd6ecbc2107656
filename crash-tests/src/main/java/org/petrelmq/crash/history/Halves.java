package org.petrelmq.crash.history;

import static org.petrelmq.crash.history.Call.NEVER;

import java.util.List;

/** C7: of a transaction everything happens or nothing. What is missing of one that committed, {@link Losses} finds. */
final class Halves implements Rule {
    @Override
    public void judge(Account account, List<Violation> violations) {
        for (Work work : account.works.values()) {
            String rule = work.isDistributed() ? "C8" : "C7";
            if (work.undoneAt != NEVER && work.seenAt != NEVER) {
                violations.add(new Violation(
                        rule,
                        "what " + work.name + " sent appeared (event " + work.seenAt + "), what it received came back",
                        work.undoneAt));
            }
        }
    }
}
