package org.petrelmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.report.Coverage;
import org.petrelmq.conformance.report.Statement;

/** The catalogue of the specification's statements says which tests check them; that has to be true. */
class StatementsTest {
    private static final Path CATALOGUE = Path.of("src/main/resources/org/petrelmq/conformance/statements");

    private static List<Statement> statements = List.of();

    @BeforeAll
    static void read() throws IOException {
        statements = Statement.all();
    }

    @Test
    void everyFile_isInTheCatalogue() throws IOException {
        int inFiles = 0;
        try (Stream<Path> files = Files.list(CATALOGUE)) {
            for (Path file : files.toList()) {
                inFiles += new ObjectMapper().readTree(file.toFile()).size();
            }
        }
        assertThat(statements).hasSize(inFiles);
    }

    @Test
    void coverage_isAtLeast95PercentOfWhatCanBeChecked() {
        assertThat(Coverage.of("All", statements).percent()).isGreaterThanOrEqualTo(95);
    }

    @Test
    void ids_areUniqueAndBeginWithTheClause() {
        assertThat(statements).isNotEmpty().extracting(Statement::id).doesNotHaveDuplicates();
        assertThat(statements).allMatch(statement -> statement.id().startsWith(statement.clause() + "-"));
    }

    @Test
    void everyStatement_hasTestsOrAReason() {
        assertThat(statements)
                .allSatisfy(statement -> assertThat(statement.tests() == null)
                        .as(statement.id())
                        .isEqualTo(statement.unchecked() != null));
    }

    @Test
    void everyTestNamed_exists() {
        Set<String> named = statements.stream()
                .filter(statement -> statement.tests() != null)
                .flatMap(statement -> statement.tests().stream())
                .collect(Collectors.toSet());
        assertThat(named).isNotEmpty().allSatisfy(StatementsTest::assertIsTest);
    }

    private static void assertIsTest(String name) throws ClassNotFoundException {
        int dot = name.lastIndexOf('.');
        Class<?> type = Class.forName(StatementsTest.class.getPackageName() + "." + name.substring(0, dot));
        assertThat(type.getDeclaredMethods())
                .as(name)
                .anyMatch(method ->
                        method.getName().equals(name.substring(dot + 1)) && method.isAnnotationPresent(Test.class));
    }
}
