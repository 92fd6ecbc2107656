package org.petrelmq.conformance.report;

/** How a provider did on one behaviour. */
public enum Verdict {
    /** It behaves as the specification says. */
    PASSED,
    /** It does not. */
    FAILED,
    /** It says that it lacks the feature; never counted as passed. */
    NOT_SUPPORTED,
    /** It did in one run and not in another. */
    UNSTABLE
}
