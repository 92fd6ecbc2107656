package org.petrelmq.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** The figures of all forks of a row as a table: medians with their range, and ratios to the first provider. */
record Table(Result result) {
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("rate", "messages/s"),
            Map.entry("cpuMicros", "CPU µs/message"),
            Map.entry("allocatedBytes", "bytes allocated/message"),
            Map.entry("othersCpuPercent", "CPU of others, % of a core"),
            Map.entry("p50Micros", "p50 µs"),
            Map.entry("p99Micros", "p99 µs"),
            Map.entry("millis", "ms to the first message"),
            Map.entry("matchMillis", "ms until all matches are received"),
            Map.entry("slowestMillis", "ms, the slowest"),
            Map.entry("coldMillis", "ms with a cold cache"),
            Map.entry("megabytes", "MB on disk"),
            Map.entry("emptyMegabytes", "MB of an empty store"),
            Map.entry("threadsLeft", "threads left after close"),
            Map.entry("residentMegabytes", "resident MB"),
            Map.entry("heapMegabytes", "MB of live heap"),
            Map.entry("jarMegabytes", "MB of jars"),
            Map.entry("bytesPerQueue", "heap bytes per queue and consumer"));

    String markdown() {
        List<String> names = result.figures();
        StringBuilder table = new StringBuilder("| provider |");
        names.forEach(name ->
                table.append(' ').append(TITLES.getOrDefault(name, name)).append(" |"));
        table.append(" ratio of the first to it |\n|---|")
                .append("---|".repeat(names.size() + 1))
                .append('\n');
        String main = names.get(0);
        result.forks().keySet().forEach(provider -> {
            StringJoiner cells = new StringJoiner(" | ", "| ", " |\n");
            cells.add(provider);
            names.forEach(name -> cells.add(cell(provider, name)));
            double ratio = result.median(result.first(), main) / result.median(provider, main);
            cells.add(String.format(Locale.ROOT, "%.2f ×", ratio));
            table.append(cells);
        });
        return table.toString();
    }

    /** The median and the range. */
    private String cell(String provider, String figure) {
        double[] sorted = result.sorted(provider, figure);
        if (sorted.length == 0) {
            return "–";
        }
        double median = result.median(provider, figure);
        String format = median >= 100 ? "%,.0f" : median >= 10 ? "%.1f" : "%.2f";
        return String.format(
                Locale.ROOT, format + " (" + format + "–" + format + ")", median, sorted[0], sorted[sorted.length - 1]);
    }
}
