package org.petrelmq.store;

import org.jspecify.annotations.Nullable;

/** The store could not keep or read something. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean full;

    /**
     * A failure of the store.
     *
     * @param message a sentence with the values
     * @param cause what led to it, or null
     */
    public StoreException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private StoreException(String message, @Nullable Throwable cause, boolean full) {
        super(message, cause);
        this.full = full;
    }

    /**
     * There is no room for something; nothing of it was kept, and the store goes on.
     *
     * @param message a sentence with the values
     * @param cause what led to it, or null
     * @return the exception
     */
    public static StoreException full(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, true);
    }

    /**
     * Whether nothing was kept for want of room; otherwise it is not known what was.
     *
     * @return true if the same may succeed later
     */
    public boolean isFull() {
        return full;
    }
}
