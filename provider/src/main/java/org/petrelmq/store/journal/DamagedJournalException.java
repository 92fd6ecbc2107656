package org.petrelmq.store.journal;

import java.io.IOException;

/** Something that was durable is not there as it was: the journal does not open, since it would lose it silently. */
final class DamagedJournalException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedJournalException(String message) {
        super(message);
    }
}
