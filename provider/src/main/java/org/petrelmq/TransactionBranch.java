package org.petrelmq;

/**
 * A branch of a distributed transaction that waits for its transaction manager.
 *
 * @param id format identifier, global transaction identifier and branch qualifier: a number and two hexadecimal ones, with
 *     colons between
 * @param state what has become of it
 */
public record TransactionBranch(String id, State state) {

    /** What has become of a branch. */
    public enum State {
        /** It has been prepared and can be committed or rolled back. */
        PREPARED,
        /** It was committed by administration; its manager has not forgotten it yet. */
        HEURISTICALLY_COMMITTED,
        /** It was rolled back by administration; its manager has not forgotten it yet. */
        HEURISTICALLY_ROLLED_BACK
    }
}
