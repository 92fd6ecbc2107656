package org.petrelmq.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.petrelmq.conformance.report.Finding;
import org.petrelmq.conformance.report.ProviderRun;
import org.petrelmq.conformance.report.Report;
import org.petrelmq.conformance.report.Statement;
import org.petrelmq.conformance.report.Verdict;

/**
 * Runs the suite against a provider:
 *
 * <pre>java -cp petrel-conformance-all.jar:their.jar org.petrelmq.conformance.Main --provider com.example.MyProvider</pre>
 *
 * Options: {@code --out DIRECTORY} for the report (default {@code conformance-report}), {@code --tests REGEX} to run only
 * some test classes. The exit status is 0 if no behaviour failed, 1 if some did, 2 if the suite could not run.
 */
public final class Main {
    private Main() {}

    /**
     * Runs the suite.
     *
     * @param arguments as described above
     */
    public static void main(String[] arguments) {
        int status;
        try {
            status = run(options(arguments), System.out);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println("usage: Main --provider CLASS [--out DIRECTORY] [--tests REGEX]");
            status = 2;
        } catch (ReflectiveOperationException | IOException | IllegalStateException e) {
            System.err.println("The suite could not run: " + e);
            status = 2;
        }
        // A provider may have left threads behind, which would keep this JVM alive.
        System.exit(status);
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new TreeMap<>(Map.of("--out", "conformance-report", "--tests", ".*"));
        for (int i = 0; i < arguments.length; i += 2) {
            boolean known = List.of("--provider", "--out", "--tests").contains(arguments[i]);
            if (!known || i + 1 == arguments.length) {
                throw new IllegalArgumentException("Cannot read the option '" + arguments[i] + "'.");
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        if (!options.containsKey("--provider")) {
            throw new IllegalArgumentException("Which provider?");
        }
        return options;
    }

    private static int run(Map<String, String> options, PrintStream out)
            throws ReflectiveOperationException, IOException {
        String providerClass = options.getOrDefault("--provider", "");
        String name = newProvider(providerClass).name();
        out.println("Running the suite on " + name + ".");
        ProviderRun run = new SuiteRunner(providerClass, options.getOrDefault("--tests", ".*")).run(name);
        Path directory = Path.of(options.getOrDefault("--out", ""));
        Report.writeRun(run, directory.resolve("run.json"));
        new Report(List.of(run), List.of(), Statement.all()).write(directory);
        print(run, out);
        out.println("Report: " + directory.resolve("report.html").toAbsolutePath());
        Map<Verdict, Integer> counts = run.counts();
        return counts.getOrDefault(Verdict.FAILED, 0) + counts.getOrDefault(Verdict.UNSTABLE, 0) == 0 ? 0 : 1;
    }

    static ProviderUnderTest newProvider(String className) throws ReflectiveOperationException {
        return Class.forName(className)
                .asSubclass(ProviderUnderTest.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static void print(ProviderRun run, PrintStream out) {
        for (Finding finding : run.findings()) {
            if (finding.verdict() == Verdict.FAILED || finding.verdict() == Verdict.UNSTABLE) {
                out.println(finding.verdict() + " " + finding.clause() + " " + finding.test());
                out.println("    " + finding.statement());
                out.println("    " + finding.detail());
            }
        }
        out.println(run.provider() + ": " + run.findings().size() + " behaviours in " + run.seconds() + " s, "
                + run.counts());
    }
}
