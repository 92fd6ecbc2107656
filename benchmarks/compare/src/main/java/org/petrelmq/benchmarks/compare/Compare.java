package org.petrelmq.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Measures providers side by side, in interleaved forks, and prints a table for each row:
 *
 * <pre>Compare ROW… | quick | all  [--forks N] [--warm-up SECONDS] [--seconds N] [--messages N] [--providers a,b,c]
 *         [--home DIRECTORY] [--results DIRECTORY]</pre>
 *
 * {@code quick} is some rows, with short forks, in a few minutes; {@code all} is all rows but those whose results are there
 * already, so that it can be stopped and started again: a row is whole or not there. Messages are those that a restart finds.
 *
 * <p>The home is the folder of the benchmark modules. The figures of each fork are written to {@code ROW.json} in the folder of
 * the results, {@code target/results} of the home if none is given.
 */
public final class Compare {
    private final Map<String, String> options;
    private final Forks forks;
    private final Path results;

    private Compare(Map<String, String> options) {
        this.options = options;
        Path home = Path.of(options.getOrDefault("--home", "."));
        forks = new Forks(home, options.getOrDefault("--messages", "100000"));
        results = options.containsKey("--results") ? Path.of(options.get("--results")) : home.resolve("target/results");
    }

    /**
     * Measures and prints.
     *
     * @param arguments as above
     * @throws Exception if a fork fails
     */
    public static void main(String[] arguments) throws Exception {
        List<String> rows = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].startsWith("--")) {
                rows.add(arguments[i]);
            } else if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("The option '" + arguments[i] + "' has no value.");
            } else {
                options.put(arguments[i], arguments[++i]);
            }
        }
        Compare compare = new Compare(options);
        if (rows.equals(List.of("quick"))) {
            compare.quick();
        } else if (rows.equals(List.of("all"))) {
            compare.all();
        } else {
            for (String row : rows.isEmpty() ? List.of("A1") : rows) {
                compare.measure(Row.named(row));
            }
        }
    }

    private void quick() throws IOException, InterruptedException {
        options.putIfAbsent("--forks", "2");
        options.putIfAbsent("--warm-up", "4");
        options.putIfAbsent("--seconds", "2");
        for (String row : Row.QUICK) {
            measure(Row.named(row));
        }
    }

    private void all() throws IOException, InterruptedException {
        for (Row row : Row.ALL) {
            if (Files.notExists(Result.file(results, row.name()))) {
                measure(row);
            }
        }
    }

    private void measure(Row row) throws IOException, InterruptedException {
        int count = number("--forks", 3);
        int warmUp = number("--warm-up", 6);
        int seconds = number("--seconds", 6);
        List<String> providers = options.containsKey("--providers")
                ? List.of(options.get("--providers").split(",", -1))
                : row.providers();
        Map<String, List<Map<String, Double>>> figures = new LinkedHashMap<>();
        TreeSet<String> notes = new TreeSet<>();
        for (int fork = 1; fork <= count; fork++) {
            for (String provider : providers) {
                Map<String, Double> one = forks.figures(row, provider, warmUp, seconds, notes);
                figures.computeIfAbsent(provider, any -> new ArrayList<>()).add(one);
                System.out.println(row.name() + ", fork " + fork + " of " + count + ", " + provider + ": " + one);
            }
        }
        Result result = new Result(row.name(), machine(), warmUp, seconds, notes, figures);
        result.write(results);
        System.out.println("\n" + row.name() + ": " + row.title() + "\n\n" + new Table(result).markdown());
    }

    private static String machine() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + " "
                + System.getProperty("os.version");
    }

    private int number(String option, int otherwise) {
        return Integer.parseInt(options.getOrDefault(option, String.valueOf(otherwise)));
    }
}
