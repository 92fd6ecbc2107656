package org.petrelmq.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.petrelmq.servers.Results.Outcome;

/**
 * Writes the table of the documentation from what runs have left. The results of a run take the place of older ones of the same
 * server and JDK in {@code docs/app-servers/results}; the table has all that are there.
 */
public final class Table {
    private static final String BEGIN = "<!-- table: written by org.petrelmq.servers.Table -->\n";
    private static final String END = "<!-- end of the table -->";
    private static final List<String> ORDER = List.of("wildfly", "liberty", "payara-micro", "glassfish", "tomee");
    private static final double MILLIS_PER_SECOND = 1000.0;

    private final List<JsonNode> columns;
    private final List<String> notes = new ArrayList<>();

    private Table(List<JsonNode> columns) {
        this.columns = columns;
    }

    /** Writes it. Arguments: the directory of results, and the directory of the documentation. */
    public static void main(String[] arguments) throws IOException {
        Path documentation = Path.of(arguments[1]);
        Path kept = Files.createDirectories(documentation.resolve("results"));
        for (Path result : results(Path.of(arguments[0]))) {
            Files.copy(result, kept.resolve(result.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(page(documentation), text(documentation));
    }

    static Path page(Path documentation) {
        return documentation.resolve("README.md");
    }

    /** The page, with the table of the results that are kept beside it. */
    static String text(Path documentation) throws IOException {
        String text = Files.readString(page(documentation));
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        String table = new Table(read(documentation.resolve("results"))).markdown();
        return text.substring(0, begin) + table + text.substring(text.indexOf(END));
    }

    private static List<Path> results(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static List<JsonNode> read(Path directory) throws IOException {
        List<JsonNode> columns = new ArrayList<>();
        for (Path result : results(directory)) {
            columns.add(new ObjectMapper().readTree(result.toFile()));
        }
        columns.sort(Comparator.<JsonNode>comparingInt(
                        column -> ORDER.indexOf(column.get(Results.NAME).asText()))
                .thenComparing(Table::java));
        return columns;
    }

    private String markdown() {
        StringBuilder table = new StringBuilder();
        row(table, "", column -> column.get(Results.TITLE).asText());
        row(table, "---", column -> "---");
        row(table, "version", column -> column.get(Results.VERSION).asText());
        row(table, "JDK", Table::java);
        row(
                table,
                "start, s",
                column -> String.format(
                        Locale.ROOT, "%.1f", column.get(Results.START_MILLIS).asLong() / MILLIS_PER_SECOND));
        for (Scenario scenario : Scenario.values()) {
            row(
                    table,
                    scenario.title(),
                    column -> cell(column.get(Results.SCENARIOS).get(scenario.name())));
        }
        table.append('\n');
        for (int i = 0; i < notes.size(); i++) {
            table.append(i + 1).append(". ").append(notes.get(i)).append('\n');
        }
        return table.toString();
    }

    private void row(StringBuilder table, String head, Function<JsonNode, String> cell) {
        table.append("| ").append(head).append(" |");
        columns.forEach(column -> table.append(' ').append(cell.apply(column)).append(" |"));
        table.append('\n');
    }

    private static String java(JsonNode column) {
        String version = column.get(Results.JAVA).asText();
        return version.isEmpty() ? "" : version.replaceAll("\\+.*", "");
    }

    private String cell(JsonNode cell) {
        String sign = switch (Outcome.valueOf(cell.get(Results.OUTCOME).asText())) {
            case PASSED -> "passed";
            case PARTLY -> "passed but for";
            case FAILED -> "**failed**";
            case NOT_SUPPORTED -> "not supported";
            case NOT_RUN -> "not run";
        };
        return cell.has(Results.REASON)
                ? sign + " (" + note(cell.get(Results.REASON).asText()) + ")"
                : sign;
    }

    private int note(String reason) {
        if (!notes.contains(reason)) {
            notes.add(reason);
        }
        return notes.indexOf(reason) + 1;
    }
}
