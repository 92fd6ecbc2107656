package org.petrelmq.engine;

/** Whether a session's work waits for a commit. */
public enum TxModel {
    /** It does not. */
    NONE,
    /** It waits for the session's own commit. */
    LOCAL,
    /** It waits for a transaction manager, while the session works for one of its transactions; see {@link EngineSession#xa}. */
    DISTRIBUTED
}
