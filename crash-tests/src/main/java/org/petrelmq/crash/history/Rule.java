package org.petrelmq.crash.history;

import java.util.List;

/** Judges an account by one promise. */
interface Rule {
    void judge(Account account, List<Violation> violations);
}
