package org.petrelmq.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables and charts of the documentation are what the report makes of the figures beside them. */
class ReportTest {
    private static final Path DOCS = Path.of("..", "..", "docs");

    @TempDir
    Path directory;

    @Test
    void documentation_isWhatTheFiguresMake() throws IOException {
        Path results = Files.createDirectory(directory.resolve("performance"));
        for (Path file : files(DOCS.resolve("performance"), ".json")) {
            Files.copy(file, results.resolve(file.getFileName()));
        }
        Path markdown = directory.resolve("performance.md");
        Files.copy(DOCS.resolve("performance.md"), markdown);

        Report.main(new String[] {results.toString(), markdown.toString()});

        assertThat(markdown).hasSameTextualContentAs(DOCS.resolve("performance.md"));
        assertThat(files(results, ".svg"))
                .isNotEmpty()
                .allSatisfy(chart -> assertThat(chart)
                        .hasSameTextualContentAs(DOCS.resolve("performance").resolve(chart.getFileName())));
    }

    @Test
    void everyRowThatWasMeasured_isARowOfTheComparison() throws IOException {
        assertThat(files(DOCS.resolve("performance"), ".json"))
                .extracting(file -> file.getFileName().toString().replace(".json", ""))
                .isSubsetOf(Row.ALL.stream().map(Row::name).toList());
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }
}
