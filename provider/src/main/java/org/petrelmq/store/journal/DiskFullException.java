package org.petrelmq.store.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** There was no space for something, and nothing of it was written. The journal goes on. */
final class DiskFullException extends IOException {
    private static final long serialVersionUID = 1L;

    DiskFullException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
