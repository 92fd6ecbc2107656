package org.petrelmq.engine;

/** How a commit ended. An engine never guesses. */
public enum TxOutcome {
    /** All of it happened. */
    COMMITTED,
    /** None of it happened. */
    ROLLED_BACK,
    /** One or the other; {@link EngineSession#resolve} may find out. */
    UNKNOWN
}
