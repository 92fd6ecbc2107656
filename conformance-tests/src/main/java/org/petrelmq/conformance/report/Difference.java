package org.petrelmq.conformance.report;

/**
 * A known difference of a provider to the specification: an entry of {@code differences.json}.
 *
 * @param provider the provider's name, without its version
 * @param test the test that shows it
 * @param clause the clause it is about
 * @param verdict what the test finds
 * @param explanation what the provider does instead, and why the specification says otherwise
 */
public record Difference(String provider, String test, String clause, Verdict verdict, String explanation) {

    /**
     * Whether this explains what a run found. A difference that is known to be unstable is there in one run and not in another.
     *
     * @param found the verdict of the run
     * @return whether it is no surprise
     */
    boolean explains(Verdict found) {
        return found == verdict
                || found == Verdict.UNSTABLE
                || (verdict == Verdict.UNSTABLE && found != Verdict.NOT_SUPPORTED);
    }
}
