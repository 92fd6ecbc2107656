package org.petrelmq.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What is in the RAR: the descriptor, the two jars, and nothing that the application server has itself. It runs when there is one. */
@EnabledIfSystemProperty(named = "petrel.rar", matches = ".+")
class RarTest {
    private static final Path RAR = Path.of(System.getProperty("petrel.rar", "petrel.rar"));

    @Test
    void holdsTheDescriptorAndTwoJars() throws IOException {
        assertThat(entries(Files.newInputStream(RAR)))
                .hasSize(3)
                .contains("META-INF/ra.xml")
                .anyMatch(name -> name.startsWith("petrel-resource-adapter-"))
                .anyMatch(name -> name.startsWith("petrel-provider-"));
    }

    @Test
    void holdsNoClassesOfOthers() throws IOException {
        try (ZipInputStream rar = new ZipInputStream(Files.newInputStream(RAR))) {
            for (ZipEntry entry = rar.getNextEntry(); entry != null; entry = rar.getNextEntry()) {
                if (entry.getName().endsWith(".jar")) {
                    List<String> classes = new ArrayList<>(entries(rar));
                    classes.removeIf(name -> !name.endsWith(".class"));
                    assertThat(classes)
                            .isNotEmpty()
                            .allMatch(name -> name.startsWith("org/petrelmq/") || name.equals("module-info.class"));
                }
            }
        }
    }

    @Test
    void isAsSmallAsWhatIsInIt() throws IOException {
        assertThat(Files.size(RAR)).isLessThan(1_000_000);
    }

    @Test
    void descriptorNamesTheVersionAndClassesThatExist() throws IOException, ClassNotFoundException {
        String descriptor = descriptor();
        assertThat(descriptor).doesNotContain("@project.version@").contains("metadata-complete=\"true\"");
        for (String type : Pattern.compile("[<>]").split(descriptor, -1)) {
            if (type.startsWith("org.petrelmq.")) {
                assertThat(Class.forName(type, false, getClass().getClassLoader()))
                        .isNotNull();
            }
        }
    }

    private static String descriptor() throws IOException {
        try (ZipInputStream rar = new ZipInputStream(Files.newInputStream(RAR))) {
            for (ZipEntry entry = rar.getNextEntry(); entry != null; entry = rar.getNextEntry()) {
                if (entry.getName().equals("META-INF/ra.xml")) {
                    return new String(rar.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("No descriptor in " + RAR);
    }

    private static List<String> entries(InputStream archive) throws IOException {
        List<String> names = new ArrayList<>();
        ZipInputStream zip = new ZipInputStream(archive);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
