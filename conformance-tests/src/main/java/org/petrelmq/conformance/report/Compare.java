package org.petrelmq.conformance.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts runs of several providers side by side, as HTML, JSON and Markdown:
 *
 * <pre>java -cp petrel-conformance-all.jar org.petrelmq.conformance.report.Compare --out DIRECTORY [--differences FILE] run.json…</pre>
 */
public final class Compare {
    private Compare() {}

    /**
     * Writes the report.
     *
     * @param arguments as described above
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Path out = Path.of("conformance-report");
        List<Difference> differences = List.of();
        List<ProviderRun> runs = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--out" -> out = Path.of(arguments[++i]);
                case "--differences" -> differences = Report.readDifferences(Path.of(arguments[++i]));
                default -> runs.add(Report.readRun(Path.of(arguments[i])));
            }
        }
        new Report(runs, differences, Statement.all()).write(out);
        System.out.println("Report: " + out.resolve("report.html").toAbsolutePath());
    }
}
