package org.petrelmq.conformance.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as one page of Markdown, to be kept: how each provider did, the coverage, and the differences of each with their clauses. */
final class MarkdownReport {
    private static final int LONGEST_DETAIL = 240;

    private final Report report;
    private final StringBuilder text = new StringBuilder(50_000);

    MarkdownReport(Report report) {
        this.report = report;
    }

    String render() {
        line("# Conformance results");
        line(
                "Made by `org.petrelmq.conformance.report.Compare` from runs of the suite; [how to repeat it](conformance.md).");
        line("");
        summary();
        coverage();
        for (ProviderRun run : report.runs()) {
            differences(run);
        }
        return text.toString();
    }

    private void summary() {
        line("| provider | JVM | behaviours | passed | failed | not supported | unstable | seconds |");
        line("|---|---|---|---|---|---|---|---|");
        for (ProviderRun run : report.runs()) {
            Map<Verdict, Integer> counts = run.counts();
            row(
                    run.provider(),
                    run.java(),
                    Integer.toString(run.findings().size()),
                    count(counts, Verdict.PASSED),
                    count(counts, Verdict.FAILED),
                    count(counts, Verdict.NOT_SUPPORTED),
                    count(counts, Verdict.UNSTABLE),
                    Long.toString(run.seconds()));
        }
    }

    private static String count(Map<Verdict, Integer> counts, Verdict verdict) {
        return Integer.toString(counts.getOrDefault(verdict, 0));
    }

    private void coverage() {
        line("");
        line("## Coverage of the specification");
        line(
                "Statements of the specification and the API's Javadoc; those that no test can check carry their reason in the catalogue.");
        line("");
        line("| where | statements | a test can check | checked | % |");
        line("|---|---|---|---|---|");
        for (Coverage coverage : Coverage.byChapter(report.statements())) {
            row(coverage.cells().toArray(new String[0]));
        }
        report.statements().stream()
                .filter(statement -> statement.canBeChecked() && !statement.hasTests())
                .forEach(statement ->
                        line("\nWithout a test so far: " + statement.statement() + " (" + statement.clause() + ")"));
    }

    private void differences(ProviderRun run) {
        List<Finding> differing = run.findings().stream()
                .filter(finding -> finding.verdict() != Verdict.PASSED)
                .sorted(Comparator.comparing(finding -> HtmlReport.sortable(finding.clause())))
                .toList();
        line("");
        line("## " + run.provider());
        if (differing.isEmpty()) {
            line("No differences.");
            return;
        }
        line("");
        line("| clause | what is demanded | verdict | what it does |");
        line("|---|---|---|---|");
        for (Finding finding : differing) {
            row(
                    finding.clause(),
                    finding.statement(),
                    finding.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    explanation(report.known(run, finding.test()), finding));
        }
    }

    private static String explanation(@Nullable Difference known, Finding finding) {
        if (known != null) {
            return known.explanation();
        }
        String detail = finding.detail() == null ? "" : finding.detail();
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…";
    }

    private void row(String... cells) {
        for (String cell : cells) {
            text.append("| ").append(escaped(cell)).append(' ');
        }
        text.append("|\n");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String escaped(String cell) {
        return cell.replace("|", "\\|").replace("<", "&lt;").replaceAll("[\\p{Cntrl}\\s]+", " ");
    }
}
