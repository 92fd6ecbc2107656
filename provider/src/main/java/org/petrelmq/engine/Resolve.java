package org.petrelmq.engine;

/** What {@link EngineConnection#resolve} does about an address. */
public enum Resolve {
    /** Bring it into being unless it exists, to receive from it; a temporary one must exist. */
    ENSURE,
    /** Bring it into being unless it exists, to send to it, which patterns do not allow and composite ones do. */
    SEND,
    /** Make a temporary one of that kind, with a name that nothing else has. */
    TEMPORARY
}
