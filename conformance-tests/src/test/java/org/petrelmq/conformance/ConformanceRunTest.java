package org.petrelmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.petrelmq.conformance.report.Difference;
import org.petrelmq.conformance.report.Finding;
import org.petrelmq.conformance.report.ProviderRun;
import org.petrelmq.conformance.report.Report;
import org.petrelmq.conformance.report.Statement;
import org.petrelmq.conformance.report.Verdict;

/**
 * Runs the suite on Petrel in memory, on Petrel on disk and on Artemis, each in a JVM of its own, and writes the report to
 * {@code target/conformance}. What is not as the specification says has to be in {@code differences.json}, with its reason.
 */
class ConformanceRunTest {
    private static final Path OUT = Path.of("target", "conformance");
    private static final List<String> PROVIDERS = List.of("PetrelProvider", "PetrelFileProvider", "ArtemisProvider");

    private static Report report;

    @BeforeAll
    static void runProviders() throws IOException, InterruptedException {
        Files.createDirectories(OUT);
        // They wait more than they work, so they need not wait for each other.
        List<Process> processes = new ArrayList<>();
        for (String provider : PROVIDERS) {
            processes.add(start(provider));
        }
        List<ProviderRun> runs = new ArrayList<>();
        for (int i = 0; i < PROVIDERS.size(); i++) {
            runs.add(result(PROVIDERS.get(i), processes.get(i)));
        }
        List<Difference> differences = Report.readDifferences(Path.of("differences.json"));
        report = new Report(runs, differences, Statement.all());
        report.write(OUT);
    }

    private static Process start(String provider) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--provider",
                        "org.petrelmq.conformance.providers." + provider,
                        "--out",
                        OUT.resolve(provider).toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(OUT.toFile(), provider + ".log"))
                .start();
    }

    private static ProviderRun result(String provider, Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor())
                .as("exit status of the run on %s; see target/conformance/%s.log", provider, provider)
                .isLessThan(2);
        return Report.readRun(OUT.resolve(provider).resolve("run.json"));
    }

    @TestFactory
    Stream<DynamicTest> everyBehaviourIsAsTheSpecificationSaysOrExplained() {
        return report.runs().stream()
                .flatMap(run -> run.findings().stream()
                        .map(finding -> DynamicTest.dynamicTest(
                                run.provider() + " " + finding.clause() + " " + finding.test(),
                                () -> check(run, finding))));
    }

    private static void check(ProviderRun run, Finding finding) {
        if (!report.isExpected(run, finding)) {
            Difference known = report.known(run, finding.test());
            Verdict expected = known == null ? Verdict.PASSED : known.verdict();
            fail(finding.statement() + "\n  expected " + expected + " but was " + finding.verdict() + ": "
                    + finding.detail());
        }
    }

    @Test
    void noSurprises() {
        assertThat(report.surprises()).isEmpty();
    }

    @Test
    void everyTestNamesItsClause() {
        assertThat(report.runs().get(0).findings())
                .isNotEmpty()
                .allSatisfy(finding ->
                        assertThat(finding.clause()).as(finding.test()).isNotEqualTo("?"));
    }

    @Test
    void petrelFailsNothing() {
        assertThat(report.runs())
                .filteredOn(run -> run.provider().startsWith("Petrel"))
                .hasSize(2)
                .flatExtracting(ProviderRun::findings)
                .filteredOn(finding -> finding.verdict() == Verdict.FAILED || finding.verdict() == Verdict.UNSTABLE)
                .isEmpty();
    }
}
