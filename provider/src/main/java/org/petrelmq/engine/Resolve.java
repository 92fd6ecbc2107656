package org.petrelmq.engine;

/** What {@link EngineConnection#resolve} does about an address. */
public enum Resolve {
    /** Bring it into being unless it exists; a temporary one must exist. */
    ENSURE,
    /** Make a temporary one of that kind, with a name that nothing else has. */
    TEMPORARY
}
