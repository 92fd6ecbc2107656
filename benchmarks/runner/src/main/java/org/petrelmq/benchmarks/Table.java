package org.petrelmq.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** The figures of all forks as a table: medians with their range, and ratios to the first provider. */
record Table(String workload, Map<String, List<Figures>> results, Set<String> notes) {
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("rate", "messages/s"),
            Map.entry("cpuMicros", "CPU µs/message"),
            Map.entry("allocatedBytes", "bytes allocated/message"),
            Map.entry("othersCpuPercent", "CPU of others, % of a core"),
            Map.entry("p50Micros", "p50 µs"),
            Map.entry("p99Micros", "p99 µs"),
            Map.entry("millis", "ms to the first message"),
            Map.entry("coldMillis", "ms with a cold cache"),
            Map.entry("megabytes", "MB on disk"),
            Map.entry("emptyMegabytes", "MB of an empty store"),
            Map.entry("threadsLeft", "threads left after close"),
            Map.entry("residentMegabytes", "resident MB"));

    String markdown() {
        List<String> names =
                List.copyOf(results.values().iterator().next().get(0).values().keySet());
        StringBuilder table = new StringBuilder();
        table.append("Workload ").append(workload).append(": median (min–max) of ");
        table.append(results.values().iterator().next().size()).append(" interleaved forks; ");
        table.append(System.getProperty("java.vm.name")).append(' ').append(System.getProperty("java.version"));
        table.append(", ").append(Runtime.getRuntime().availableProcessors()).append(" processors.");
        notes.forEach(note -> table.append(' ').append(note));
        table.append("\n\n|");
        table.append(" provider |");
        names.forEach(name ->
                table.append(' ').append(TITLES.getOrDefault(name, name)).append(" |"));
        table.append(" ratio of the first to it |\n|---|")
                .append("---|".repeat(names.size() + 1))
                .append('\n');
        String first = results.keySet().iterator().next();
        String main = names.get(0);
        results.forEach((provider, forks) -> {
            table.append("| ").append(provider).append(" |");
            names.forEach(name -> table.append(' ').append(cell(forks, name)).append(" |"));
            double ratio = median(results.getOrDefault(first, forks), main) / median(forks, main);
            table.append(String.format(Locale.ROOT, " %.2f × |%n", ratio));
        });
        return table.toString();
    }

    private static String cell(List<Figures> forks, String name) {
        if (!forks.get(0).values().containsKey(name)) {
            return "–";
        }
        double median = median(forks, name);
        String format = median >= 100 ? "%,.0f" : median >= 10 ? "%.1f" : "%.2f";
        return String.format(
                Locale.ROOT,
                format + " (" + format + "–" + format + ")",
                median,
                forks.stream().mapToDouble(figures -> figures.get(name)).min().orElse(Double.NaN),
                forks.stream().mapToDouble(figures -> figures.get(name)).max().orElse(Double.NaN));
    }

    private static double median(List<Figures> forks, String name) {
        double[] sorted = forks.stream()
                .mapToDouble(figures -> figures.get(name))
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    String json() {
        StringJoiner providers =
                new StringJoiner(",\n", "{\"workload\": \"" + workload + "\", \"forks\": {\n", "\n}}\n");
        results.forEach((provider, forks) -> {
            StringJoiner all = new StringJoiner(", ", "  \"" + provider + "\": [", "]");
            for (Figures figures : forks) {
                StringJoiner one = new StringJoiner(", ", "{", "}");
                figures.values().forEach((name, value) -> one.add("\"" + name + "\": " + value));
                all.add(one.toString());
            }
            providers.add(all.toString());
        });
        return providers.toString();
    }
}
