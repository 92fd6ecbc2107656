package org.petrelmq.crash.history;

import static org.petrelmq.crash.history.Call.NEVER;

import java.util.List;
import org.petrelmq.crash.history.Event.Listed;

/** C8: a prepared transaction is listed until it is ended, whatever happens, and ends once. */
final class Branches implements Rule {
    @Override
    public void judge(Account account, List<Violation> violations) {
        for (Call scan : account.scans) {
            Listed listed = account.lists.get(scan);
            if (listed != null) {
                judgeList(account, scan, listed, violations);
            }
        }
        for (Work work : account.works.values()) {
            if (work.isDistributed()) {
                judgeEnds(work, violations);
            }
        }
    }

    private static void judgeList(Account account, Call scan, Listed listed, List<Violation> violations) {
        for (String name : listed.transactions()) {
            Work work = account.works.get(name);
            if (work == null || work.prepareStartedAt() > scan.endedAt) {
                violations.add(new Violation("C8", "listed and never prepared: " + name, scan.endedAt));
            } else if (work.endedAt() < scan.startedAt) {
                violations.add(new Violation("C8", "listed and has ended: " + name, scan.endedAt));
            }
        }
        for (Work work : account.works.values()) {
            boolean mustBeThere = work.preparedAt() < scan.startedAt
                    && work.ends.stream().noneMatch(end -> end.startedAt < scan.endedAt);
            if (mustBeThere && !listed.transactions().contains(work.name)) {
                violations.add(new Violation("C8", "prepared and not listed: " + work.name, scan.endedAt));
            }
        }
    }

    private static void judgeEnds(Work work, List<Violation> violations) {
        boolean attempted = false;
        int endedAt = NEVER;
        for (Call end : work.ends) {
            boolean unknown = end.failure().contains(Work.NOT_KNOWN);
            if (unknown && !attempted && work.preparedAt() < end.startedAt) {
                violations.add(new Violation("C8", "prepared and not known: " + work.name, end.endedAt));
            }
            if (end.isOk() && endedAt < end.startedAt) {
                violations.add(new Violation("C8", "ended twice: " + work.name, end.endedAt));
            }
            attempted |= !unknown;
            endedAt = Math.min(endedAt, end.okAt());
        }
    }
}
