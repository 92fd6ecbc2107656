package org.petrelmq.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/testing.md shows is what is compiled, run and built. */
class TestingPageTest {
    private static final String SOURCES = "samples/src/test/java/org/petrelmq/samples/";

    @Test
    void theExamplesAreTheCompiledOnes() throws IOException {
        List<String> examples = new ArrayList<>(Page.marked(SOURCES + "WarehouseTest.java", "testing.md"));
        examples.addAll(Page.marked(SOURCES + "SharedBrokerTest.java", "testing.md"));
        assertThat(Page.blocks("docs/testing.md", "java")).isEqualTo(examples).hasSize(5);
    }

    @Test
    void theDependencyIsTheBuiltOne() throws IOException {
        String pom = Page.read("junit/pom.xml");
        String version = pom.substring(pom.indexOf("<version>") + 9, pom.indexOf("</version>"));
        assertThat(Page.blocks("docs/testing.md", "xml"))
                .singleElement()
                .asString()
                .contains("<artifactId>petrel-junit</artifactId>", "<version>" + version + "</version>");
        assertThat(pom).contains("<artifactId>petrel-junit</artifactId>");
    }
}
