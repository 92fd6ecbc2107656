package org.petrelmq.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes what was measured into the documentation: {@code Report RESULTS-DIRECTORY MARKDOWN-FILE}. What is between the marks in
 * the file is replaced by the table of all rows and those of each row; the charts go beside the results.
 */
public final class Report {
    private static final String BEGIN = "<!-- measured: begin -->\n";
    private static final String END = "<!-- measured: end -->\n";

    private Report() {}

    /**
     * Reads the results and writes.
     *
     * @param arguments as above
     * @throws IOException if it cannot
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Path file = Path.of(arguments[1]);
        List<Result> results = new ArrayList<>();
        for (Row row : Row.ALL) {
            Path json = Result.file(directory, row.name());
            if (Files.exists(json)) {
                results.add(Result.read(json));
            }
        }
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        String folder = file.toAbsolutePath()
                .resolveSibling("")
                .relativize(directory.toAbsolutePath())
                .toString();
        String measured = overview(results) + charts(results, directory, folder) + rows(results);
        Files.writeString(file, text.substring(0, begin) + measured + text.substring(text.indexOf(END)));
    }

    private static String overview(List<Result> results) {
        StringBuilder table = new StringBuilder("""
                | row | | Petrel | Artemis | Classic | limit | × the better peer | goals, and what was reached |
                |---|---|---|---|---|---|---|---|
                """);
        for (Result result : results) {
            Row row = Row.named(result.row());
            table.append("| ").append(row.name()).append(" | ").append(row.title());
            for (String kind : List.of("petrel", "artemis", "classic", "limit")) {
                table.append(" | ").append(main(result, kind));
            }
            boolean peers = result.forks().keySet().stream().anyMatch(name -> name.startsWith("classic"));
            table.append(" | ")
                    .append(peers ? Goal.shown(result.toBetterPeer()) : "–")
                    .append(" | ");
            List<String> goals = row.goals().stream()
                    .map(goal -> {
                        double reached = goal.reached().applyAsDouble(result);
                        boolean holds = goal.holds().test(reached);
                        return goal.text() + ": " + (holds ? Goal.shown(reached) : "**" + Goal.shown(reached) + "**");
                    })
                    .toList();
            table.append(String.join("; ", goals)).append(" |\n");
        }
        return table.append('\n').toString();
    }

    /** The main figure of the best provider of that kind; a round trip is shown by its median. */
    private static String main(Result result, String kind) {
        boolean roundTrip = result.row().startsWith("G");
        String figure = roundTrip ? "p50Micros" : result.figures().get(0);
        String unit = roundTrip ? " µs" : result.isTime() ? " ms" : "/s";
        return result.forks().keySet().stream()
                .filter(name -> name.startsWith(kind) && !name.equals("artemis-disk"))
                .findFirst()
                .map(name -> brief(result.median(name, figure)) + unit)
                .orElse("–");
    }

    private static String brief(double value) {
        if (value >= 1e6) {
            return String.format(Locale.ROOT, "%.2fM", value / 1e6);
        }
        return value >= 10_000
                ? String.format(Locale.ROOT, "%.0fk", value / 1e3)
                : value >= 1000 ? String.format(Locale.ROOT, "%.1fk", value / 1e3) : Goal.shown(value);
    }

    private static String charts(List<Result> results, Path directory, String folder) throws IOException {
        StringBuilder images = new StringBuilder();
        for (Chart chart : List.of(
                new Chart("memory", "Messages a second, in memory", "[A-E]."),
                new Chart("disk", "Messages a second, on disk", "F.*"),
                new Chart("growth", "Messages a second, as things grow", "I[1-3].*"),
                new Chart("time", "Milliseconds (less is better)", "E3|H.*|I4"))) {
            Files.writeString(directory.resolve(chart.name() + ".svg"), chart.svg(results));
            images.append("![")
                    .append(chart.title())
                    .append("](")
                    .append(folder)
                    .append('/');
            images.append(chart.name()).append(".svg)\n\n");
        }
        return images.toString();
    }

    private static String rows(List<Result> results) {
        StringBuilder text = new StringBuilder();
        for (Result result : results) {
            Row row = Row.named(result.row());
            text.append("### ")
                    .append(row.name())
                    .append(": ")
                    .append(row.title())
                    .append('\n');
            int forks = result.forksOf(result.first()).size();
            text.append(forks).append(" forks; ").append(result.machine());
            if (result.figures().contains("rate")) {
                text.append("; ").append(result.warmUp()).append(" s of warm-up, ");
                text.append(result.seconds()).append(" s measured");
            }
            text.append(row.heap().isEmpty() ? "" : "; heap " + row.heap()).append(". ");
            text.append(String.join(" ", result.notes())).append("\n\n");
            text.append(new Table(result).markdown()).append('\n');
        }
        return text.toString();
    }
}
