package org.petrelmq.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is what is compiled, run and built. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    /** The code blocks of that language; the empty one has the commands. */
    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        String of = "";
        for (String line : read("README.md").lines().toList()) {
            if (!line.startsWith("```")) {
                if (block != null) {
                    block.append(line).append('\n');
                }
            } else if (block == null) {
                block = new StringBuilder();
                of = line.substring(3);
            } else {
                if (of.equals(language)) {
                    blocks.add(block.toString());
                }
                block = null;
            }
        }
        return blocks;
    }

    @Test
    void theExamplesAreTheCompiledOnes() throws IOException {
        String source = read("samples/src/main/java/org/petrelmq/samples/ReadmeExample.java");
        Matcher marked = Pattern.compile(" +// README begins\n(.*?)\n +// README ends", Pattern.DOTALL)
                .matcher(source);
        List<String> examples = marked.results()
                .map(example -> example.group(1).stripIndent() + "\n")
                .toList();
        assertThat(blocks("java")).isEqualTo(examples).hasSize(2);
    }

    @Test
    void theExamplesDoWhatTheySay() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            ReadmeExample.main(new String[0]);
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("To pack: 3 anchors, 40 kg", "Still to pack: 1 sextant, brass");
    }

    @Test
    void theDependencyIsTheBuiltOne() throws IOException {
        String pom = read("pom.xml");
        String version = pom.substring(pom.indexOf("<version>") + 9, pom.indexOf("</version>"));
        assertThat(blocks("xml").get(0)).contains("<version>" + version + "</version>");
    }

    @Test
    void theCommandsAreThoseOfTheBuild() throws IOException {
        assertThat(blocks("")).hasSize(2);
        assertThat(blocks("").get(0).strip()).isEqualTo("mvn -q -Ptour -pl samples -am");
        assertThat(read("pom.xml")).contains("<id>tour</id>", "<defaultGoal>verify</defaultGoal>");
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(
                Path.of("README.md"),
                Path.of("ARCHITECTURE.md"),
                Path.of("CONTRIBUTING.md"),
                Path.of("SECURITY.md"),
                Path.of("CHANGELOG.md")));
        try (var docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(file -> pages.add(ROOT.relativize(file)));
        }
        for (Path page : pages) {
            Matcher links = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)").matcher(read(page.toString()));
            while (links.find()) {
                String target = links.group(1);
                if (!target.startsWith("https:")) {
                    assertThat(ROOT.resolve(page).resolveSibling(target))
                            .as("link in %s", page)
                            .exists();
                }
            }
        }
    }
}
