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
    @Test
    void theExamplesAreTheCompiledOnes() throws IOException {
        List<String> examples = Page.marked("samples/src/main/java/org/petrelmq/samples/ReadmeExample.java", "README");
        assertThat(Page.blocks("README.md", "java")).isEqualTo(examples).hasSize(2);
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
        String pom = Page.read("pom.xml");
        String version = pom.substring(pom.indexOf("<version>") + 9, pom.indexOf("</version>"));
        assertThat(Page.blocks("README.md", "xml").get(0)).contains("<version>" + version + "</version>");
    }

    @Test
    void theCommandsAreThoseOfTheBuild() throws IOException {
        assertThat(Page.blocks("README.md", "")).hasSize(2);
        assertThat(Page.blocks("README.md", "").get(0).strip()).isEqualTo("mvn -q -Ptour -pl samples -am");
        assertThat(Page.read("pom.xml")).contains("<id>tour</id>", "<defaultGoal>verify</defaultGoal>");
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(
                Path.of("README.md"),
                Path.of("ARCHITECTURE.md"),
                Path.of("CONTRIBUTING.md"),
                Path.of("SECURITY.md"),
                Path.of("CHANGELOG.md")));
        try (var docs = Files.walk(Page.ROOT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(file -> pages.add(Page.ROOT.relativize(file)));
        }
        for (Path page : pages) {
            Matcher links = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)").matcher(Page.read(page.toString()));
            while (links.find()) {
                String target = links.group(1);
                if (!target.startsWith("https:")) {
                    assertThat(Page.ROOT.resolve(page).resolveSibling(target))
                            .as("link in %s", page)
                            .exists();
                }
            }
        }
    }
}
