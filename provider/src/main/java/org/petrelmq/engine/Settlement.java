package org.petrelmq.engine;

/** What becomes of a delivery. */
public enum Settlement {
    /** Consumed: it never comes again. */
    ACCEPT,
    /** It comes again, in its old place and counted as a delivery. */
    RELEASE,
    /** It was not shown to the application: it comes again as if this delivery had not been. */
    RELEASE_UNSEEN
}
