package org.petrelmq.store.journal;

/** The process ends here. */
public final class PowerLossException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
