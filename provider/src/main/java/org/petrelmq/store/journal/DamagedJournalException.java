package org.petrelmq.store.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something that was durable is not there as it was: the journal does not open, since it would lose it silently. */
final class DamagedJournalException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedJournalException(String message) {
        super(message);
    }

    DamagedJournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
