package org.petrelmq.conformance.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run of the suite on one provider.
 *
 * @param provider the provider's name
 * @param java the version of the JVM
 * @param seconds how long it took
 * @param findings one for each behaviour, sorted by test
 */
public record ProviderRun(String provider, String java, long seconds, List<Finding> findings) {

    /**
     * How often each verdict was given.
     *
     * @return every verdict, also those with no findings
     */
    public Map<Verdict, Integer> counts() {
        Map<Verdict, Integer> counts = new TreeMap<>();
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict, 0);
        }
        findings.forEach(finding -> counts.merge(finding.verdict(), 1, Integer::sum));
        return counts;
    }
}
