package org.petrelmq.conformance.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The runs of several providers side by side, the differences explained, and what the specification demands with the tests that
 * check it.
 *
 * @param runs one for each provider
 * @param differences the known differences
 * @param statements the catalogue of what is demanded
 */
public record Report(List<ProviderRun> runs, List<Difference> differences, List<Statement> statements) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * Differences that nobody has explained, and explained ones that are no more: each is a reason to fail.
     *
     * @return sentences; empty if all is as it should be
     */
    public List<String> surprises() {
        List<String> surprises = new ArrayList<>();
        for (ProviderRun run : runs) {
            for (Finding finding : run.findings()) {
                if (isExpected(run, finding)) {
                    continue;
                }
                Difference known = known(run, finding.test());
                String said = known == null ? "not explained in differences.json" : "explained as " + known.verdict();
                surprises.add(run.provider() + ", " + finding.test() + " (" + finding.clause() + "): "
                        + finding.verdict() + ", " + said + (finding.detail() == null ? "." : ": " + finding.detail()));
            }
        }
        differences.stream()
                .filter(known -> !wasRun(known))
                .forEach(known -> surprises.add("differences.json explains " + known.provider() + ", " + known.test()
                        + ", which was not run."));
        return surprises;
    }

    /**
     * Whether a finding is as the specification or the list of differences says. What passes when it is repeated is shown as
     * unstable and fails no build by itself: a provider that meets a race now and then is not one that went wrong today.
     *
     * @param run the run
     * @param finding one of its findings
     * @return false for a difference that nobody has explained, and for an explained one that is no more
     */
    public boolean isExpected(ProviderRun run, Finding finding) {
        Difference known = known(run, finding.test());
        return known == null
                ? finding.verdict() == Verdict.PASSED || finding.verdict() == Verdict.UNSTABLE
                : known.explains(finding.verdict());
    }

    private boolean wasRun(Difference known) {
        return runs.stream()
                .filter(run -> isOf(run, known))
                .allMatch(run -> run.findings().stream()
                        .anyMatch(finding -> finding.test().equals(known.test())));
    }

    /**
     * The explanation of a finding.
     *
     * @param run the run
     * @param test the test
     * @return null if there is none
     */
    public @Nullable Difference known(ProviderRun run, String test) {
        for (Difference difference : differences) {
            if (isOf(run, difference) && difference.test().equals(test)) {
                return difference;
            }
        }
        return null;
    }

    private static boolean isOf(ProviderRun run, Difference difference) {
        return run.provider().equals(difference.provider()) || run.provider().startsWith(difference.provider() + " ");
    }

    /**
     * Writes the report as {@code report.json}, {@code report.html} and {@code report.md}.
     *
     * @param directory where
     * @throws IOException if it cannot be written
     */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        JSON.writeValue(directory.resolve("report.json").toFile(), this);
        Files.writeString(directory.resolve("report.html"), new HtmlReport(this).render());
        Files.writeString(directory.resolve("report.md"), new MarkdownReport(this).render());
    }

    /**
     * Writes one run.
     *
     * @param run the run
     * @param file where
     * @throws IOException if it cannot be written
     */
    public static void writeRun(ProviderRun run, Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        JSON.writeValue(file.toFile(), run);
    }

    /**
     * Reads what {@link #writeRun} wrote.
     *
     * @param file the file
     * @return the run
     * @throws IOException if it cannot be read
     */
    public static ProviderRun readRun(Path file) throws IOException {
        return JSON.readValue(file.toFile(), ProviderRun.class);
    }

    /**
     * Reads a {@code differences.json}: an array of {@link Difference}.
     *
     * @param file the file
     * @return the differences
     * @throws IOException if it cannot be read
     */
    public static List<Difference> readDifferences(Path file) throws IOException {
        return List.of(JSON.readValue(file.toFile(), Difference[].class));
    }
}
