package org.petrelmq.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.petrelmq.conformance.VerdictListener.Result;
import org.petrelmq.conformance.report.Finding;
import org.petrelmq.conformance.report.ProviderRun;
import org.petrelmq.conformance.report.Verdict;

/**
 * Runs the suite on one provider in this JVM. What fails is run again, twice at most: what then passes is unstable, which is a
 * verdict of its own and not a pass.
 */
final class SuiteRunner {
    private static final int REPEATS = 2;

    private final String providerClass;
    private final String filter;

    /**
     * A run.
     *
     * @param providerClass implements {@link ProviderUnderTest}
     * @param filter a regular expression for the names of test classes
     */
    SuiteRunner(String providerClass, String filter) {
        this.providerClass = providerClass;
        this.filter = filter;
    }

    ProviderRun run(String providerName) {
        long start = System.nanoTime();
        Map<String, Finding> findings = new TreeMap<>();
        Map<String, Result> results =
                execute(List.of(DiscoverySelectors.selectPackage(getClass().getPackageName())));
        results.forEach((test, result) -> findings.put(test, result.finding()));
        for (int i = 0; i < REPEATS; i++) {
            repeatFailed(results, findings);
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        return new ProviderRun(
                providerName, System.getProperty("java.version"), seconds, List.copyOf(findings.values()));
    }

    private void repeatFailed(Map<String, Result> results, Map<String, Finding> findings) {
        List<DiscoverySelector> again = new ArrayList<>();
        results.forEach((test, result) -> {
            if (isFailed(findings.get(test))) {
                again.add(DiscoverySelectors.selectUniqueId(result.id()));
            }
        });
        if (again.isEmpty()) {
            return;
        }
        execute(again).forEach((test, result) -> {
            Finding first = findings.get(test);
            if (first != null && result.finding().verdict() == Verdict.PASSED) {
                findings.put(
                        test, new Finding(test, first.clause(), first.statement(), Verdict.UNSTABLE, first.detail()));
            }
        });
    }

    /** Whatever other tests are on the class path, those that run the suite among them, are not the suite's. */
    private static PostDiscoveryFilter onlyConformanceTests() {
        return test -> FilterResult.includedIf(test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(method -> method.getJavaClass().isAnnotationPresent(ConformanceTest.class))
                .orElse(true));
    }

    private static boolean isFailed(@Nullable Finding finding) {
        return finding != null && finding.verdict() == Verdict.FAILED;
    }

    private Map<String, Result> execute(List<DiscoverySelector> selectors) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .filters(ClassNameFilter.includeClassNamePatterns(filter), onlyConformanceTests())
                .configurationParameter(ProviderExtension.PROVIDER, providerClass)
                .build();
        VerdictListener listener = new VerdictListener();
        LauncherFactory.create().execute(request, listener);
        if (!listener.problems().isEmpty()) {
            throw new IllegalStateException("The suite could not run: " + listener.problems());
        }
        return listener.results();
    }
}
