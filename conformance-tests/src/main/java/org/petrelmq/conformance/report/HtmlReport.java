package org.petrelmq.conformance.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A report as one HTML page without scripts: the differences first, then every behaviour by clause. */
final class HtmlReport {
    private static final String STYLE =
            "body{font:15px/1.45 system-ui,sans-serif;margin:2em auto;max-width:75em;padding:0 1em}"
                    + "table{border-collapse:collapse;width:100%;margin:1em 0}th,td{border:1px solid #ccc;padding:.3em .6em;"
                    + "text-align:left;vertical-align:top}th{background:#f3f3f3}.passed{background:#e6f4e6}.failed{background:#fbdcdc}"
                    + ".not_supported{background:#eee}.unstable{background:#fff2cc}small{color:#555}";

    private final Report report;
    private final StringBuilder html = new StringBuilder(100_000);

    HtmlReport(Report report) {
        this.report = report;
    }

    String render() {
        html.append(
                        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Jakarta Messaging conformance")
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>Jakarta Messaging 3.1 conformance</h1>");
        summary();
        coverage();
        differences();
        behaviours();
        statements();
        return html.append("</body></html>\n").toString();
    }

    private void summary() {
        html.append("<table><tr><th>Provider</th><th>JVM</th><th>Behaviours</th>");
        for (Verdict verdict : Verdict.values()) {
            html.append("<th>").append(name(verdict)).append("</th>");
        }
        html.append("<th>Seconds</th></tr>");
        for (ProviderRun run : report.runs()) {
            html.append("<tr>");
            cell(run.provider());
            cell(run.java());
            cell(Integer.toString(run.findings().size()));
            run.counts().values().forEach(count -> cell(Integer.toString(count)));
            cell(Long.toString(run.seconds()));
            html.append("</tr>");
        }
        html.append("</table>");
    }

    /** How much of what is demanded has a test that can fail. */
    private void coverage() {
        html.append("<h2>Coverage of the specification</h2><table><tr><th>Where</th><th>Statements</th>")
                .append("<th>A test can check</th><th>Checked</th><th>%</th></tr>");
        for (Coverage coverage : Coverage.byChapter(report.statements())) {
            html.append("<tr>");
            coverage.cells().forEach(this::cell);
            html.append("</tr>");
        }
        html.append("</table>");
    }

    static String sortableChapter(String chapter) {
        return chapter.startsWith("Chapter ")
                ? String.format(Locale.ROOT, "%03d", Integer.parseInt(chapter.substring("Chapter ".length())))
                : chapter;
    }

    /** Every statement, with what its tests say of each provider, or why there can be none. */
    private void statements() {
        html.append("<h2>Statements</h2><table><tr><th>Clause</th><th>Statement</th>");
        report.runs()
                .forEach(run ->
                        html.append("<th>").append(escaped(run.provider())).append("</th>"));
        html.append("</tr>");
        report.statements().stream()
                .sorted(Comparator.comparing(statement -> sortable(statement.clause())))
                .forEach(this::statement);
        html.append("</table>");
    }

    private void statement(Statement statement) {
        html.append("<tr>");
        cell(statement.clause());
        html.append("<td>")
                .append(escaped(statement.statement()))
                .append("<br><small>")
                .append(escaped(
                        statement.tests() == null
                                ? "Not checked. " + statement.unchecked()
                                : statement.tests().isEmpty() ? "No test yet." : String.join(", ", statement.tests())))
                .append("</small></td>");
        for (ProviderRun run : report.runs()) {
            Verdict verdict = statement.verdict(run);
            if (verdict == null) {
                cell("");
            } else {
                verdict(verdict);
            }
        }
        html.append("</tr>");
    }

    private void differences() {
        html.append("<h2>Differences</h2><table><tr><th>Provider</th><th>Clause</th><th>The specification says</th>")
                .append("<th>Verdict</th><th>Explanation</th></tr>");
        for (ProviderRun run : report.runs()) {
            for (Finding finding : run.findings()) {
                if (finding.verdict() != Verdict.PASSED) {
                    difference(run, finding);
                }
            }
        }
        html.append("</table>");
    }

    private void difference(ProviderRun run, Finding finding) {
        Difference known = report.known(run, finding.test());
        html.append("<tr>");
        cell(run.provider());
        cell(finding.clause());
        html.append("<td>")
                .append(escaped(finding.statement()))
                .append("<br><small>")
                .append(escaped(finding.test()))
                .append("</small></td>");
        verdict(finding.verdict());
        cell(known != null ? known.explanation() : "Not explained. " + finding.detail());
        html.append("</tr>");
    }

    private void behaviours() {
        html.append("<h2>Behaviours</h2><table><tr><th>Clause</th><th>Statement</th>");
        report.runs()
                .forEach(run ->
                        html.append("<th>").append(escaped(run.provider())).append("</th>"));
        html.append("</tr>");
        byClause().values().forEach(this::behaviour);
        html.append("</table>");
    }

    /** The findings of each behaviour by provider, in the order of clauses. */
    private Map<String, Map<String, Finding>> byClause() {
        Map<String, Map<String, Finding>> rows = new TreeMap<>();
        for (ProviderRun run : report.runs()) {
            for (Finding finding : run.findings()) {
                rows.computeIfAbsent(sortable(finding.clause()) + " " + finding.test(), any -> new LinkedHashMap<>())
                        .put(run.provider(), finding);
            }
        }
        return rows;
    }

    private void behaviour(Map<String, Finding> byProvider) {
        Finding any = byProvider.values().iterator().next();
        html.append("<tr>");
        cell(any.clause());
        html.append("<td>")
                .append(escaped(any.statement()))
                .append("<br><small>")
                .append(escaped(any.test()))
                .append("</small></td>");
        for (ProviderRun run : report.runs()) {
            Finding finding = byProvider.get(run.provider());
            if (finding == null) {
                cell("");
            } else {
                verdict(finding.verdict());
            }
        }
        html.append("</tr>");
    }

    private void verdict(Verdict verdict) {
        html.append("<td class=\"")
                .append(verdict.name().toLowerCase(Locale.ROOT))
                .append("\">")
                .append(name(verdict))
                .append("</td>");
    }

    private void cell(@Nullable String text) {
        html.append("<td>").append(escaped(text == null ? "" : text)).append("</td>");
    }

    private static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Pads the numbers of a clause, so that 3.10 comes after 3.9. */
    static String sortable(String clause) {
        StringBuilder key = new StringBuilder();
        for (String part : clause.split("\\.", -1)) {
            key.append(part.matches("[0-9]+") ? String.format(Locale.ROOT, "%03d", Integer.parseInt(part)) : part)
                    .append('.');
        }
        return key.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
