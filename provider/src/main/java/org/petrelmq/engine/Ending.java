package org.petrelmq.engine;

/** How an engine ends before it is opened again. */
public enum Ending {
    /** In order: what was handed out goes back, and the store is told that nothing is missing. */
    CLOSED,
    /** As with its process: what the store has at that moment is all there is. */
    KILLED
}
