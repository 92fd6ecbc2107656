package org.petrelmq;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of rooms in ARCHITECTURE.md is law: this test reads it there and holds the classes against it. */
class ArchitectureTest {
    private static final String ROOT = "org.petrelmq";
    private static final Pattern ROW = Pattern.compile("\\| `(R(?:\\.\\w+)*)` \\|.*\\| ([^|]+) \\|");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Package → the packages that it may depend on. */
    private final Map<String, Set<String>> table = readTable();

    @TestFactory
    Stream<DynamicTest> eachRoomKnowsOnlyWhatTheTableAllows() {
        return table.keySet().stream()
                .map(room -> DynamicTest.dynamicTest(room, () -> rule(room).check(classes)));
    }

    private ArchRule rule(String room) {
        Set<String> allowed = new TreeSet<>(table.get(room));
        allowed.add(room);
        return ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat(describe(
                        "are in a room other than " + allowed,
                        dependency -> dependency.getPackageName().startsWith(ROOT)
                                && !allowed.contains(dependency.getPackageName())));
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> packages = new TreeSet<>();
        classes.forEach(type -> packages.add(type.getPackageName()));
        assertThat(packages).isEqualTo(new TreeSet<>(table.keySet()));
    }

    @Test
    void thereAreNoCyclesBetweenPackages() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(classes);
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    @Test
    void onlyTheAdaptersAndTheRootKnowTheApi() {
        ArchRuleDefinition.noClasses()
                .that(resideInAPackage(ROOT + "..")
                        .and(describe(
                                "are neither in R, jms nor jndi",
                                type -> !Set.of(ROOT, ROOT + ".jms", ROOT + ".jndi")
                                        .contains(type.getPackageName()))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.jms..")
                .check(classes);
    }

    @Test
    void nothingOpensASocketOrReflects() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.net\\.(Server|Datagram|Multicast)?Socket.*|java\\.nio\\.channels\\.(Server)?Socket.*"
                                + "|java\\.lang\\.reflect\\.(Method|Field|Constructor|Proxy)")
                .check(classes);
    }

    private static Map<String, Set<String>> readTable() {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        Matcher rows = ROW.matcher(read(Path.of("..", "ARCHITECTURE.md")));
        while (rows.find()) {
            Set<String> allowed = new LinkedHashSet<>();
            for (String name : rows.group(2).trim().split(", ", -1)) {
                if (!name.equals("–")) {
                    allowed.add(name.equals("R") ? ROOT : ROOT + "." + name);
                }
            }
            table.put(rows.group(1).replaceFirst("R", ROOT), allowed);
        }
        return table;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
