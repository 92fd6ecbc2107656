package org.petrelmq.engine;

/** How a session settles what it was handed, so that an engine can prepare for it. */
public enum AckModel {
    /** Each delivery by itself, before the next. */
    EACH,
    /** From time to time, all so far; a failure may repeat some. */
    LAZY,
    /** When the application says so, all so far. */
    ALL,
    /** Not at all: what it polls, other sessions of its connection adopt, or it takes back; from any thread. */
    NONE
}
