package org.petrelmq.conformance.programs;

import jakarta.jms.Session;

/** How a session acknowledges (6.2.10). */
enum Mode {
    AUTO(Session.AUTO_ACKNOWLEDGE, "Session.AUTO_ACKNOWLEDGE"),
    CLIENT(Session.CLIENT_ACKNOWLEDGE, "Session.CLIENT_ACKNOWLEDGE"),
    DUPS_OK(Session.DUPS_OK_ACKNOWLEDGE, "Session.DUPS_OK_ACKNOWLEDGE"),
    TRANSACTED(Session.SESSION_TRANSACTED, "Session.SESSION_TRANSACTED");

    final int constant;
    final String java;

    Mode(int constant, String java) {
        this.constant = constant;
        this.java = java;
    }

    /** Whether what was received is open until the application says more. */
    boolean keepsOpen() {
        return this == CLIENT || this == TRANSACTED;
    }
}
