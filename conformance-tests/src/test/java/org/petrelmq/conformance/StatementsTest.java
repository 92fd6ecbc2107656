package org.petrelmq.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The catalogue of the specification's statements says which tests check them; that has to be true. */
class StatementsTest {
    private static final Path CATALOGUE = Path.of("src/main/resources/org/petrelmq/conformance/statements");

    /** One entry: either tests, none of them yet, or the reason why there can be none. */
    record Statement(String id, String clause, String statement, List<String> tests, String unchecked) {}

    private static final List<Statement> STATEMENTS = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.list(CATALOGUE)) {
            for (Path file : files.sorted().toList()) {
                STATEMENTS.addAll(Arrays.asList(new ObjectMapper().readValue(file.toFile(), Statement[].class)));
            }
        }
    }

    @Test
    void ids_areUniqueAndBeginWithTheClause() {
        assertThat(STATEMENTS).isNotEmpty().extracting(Statement::id).doesNotHaveDuplicates();
        assertThat(STATEMENTS).allMatch(statement -> statement.id().startsWith(statement.clause() + "-"));
    }

    @Test
    void everyStatement_hasTestsOrAReason() {
        assertThat(STATEMENTS)
                .allSatisfy(statement -> assertThat(statement.tests() == null)
                        .as(statement.id())
                        .isEqualTo(statement.unchecked() != null));
    }

    @Test
    void everyTestNamed_exists() {
        Set<String> named = STATEMENTS.stream()
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
