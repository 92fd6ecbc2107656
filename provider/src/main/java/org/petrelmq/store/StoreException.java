package org.petrelmq.store;

import org.jspecify.annotations.Nullable;

/** The store could not keep or read something. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A failure of the store.
     *
     * @param message a sentence with the values
     * @param cause what led to it, or null
     */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
