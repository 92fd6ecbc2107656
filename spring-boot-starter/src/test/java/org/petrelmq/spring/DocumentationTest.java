package org.petrelmq.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

/** What docs/spring.md shows is what is compiled and built. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final String SAMPLE = "samples-spring/boot-3.5/src/%s/java/org/petrelmq/samples/spring/%s.java";

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(read("docs/spring.md"))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String marked(String file) throws IOException {
        Matcher marked = Pattern.compile("// docs begin: \\w+\n(.*?)\n *// docs end", Pattern.DOTALL)
                .matcher(read(file));
        assertThat(marked.find()).as(file).isTrue();
        return marked.group(1) + "\n";
    }

    @Test
    void theExamplesAreTheCompiledOnes() throws IOException {
        assertThat(blocks("java"))
                .containsExactly(
                        marked(SAMPLE.formatted("main", "Fulfilment")),
                        marked("spring-boot-starter/src/test/java/org/petrelmq/spring/XaConfiguration.java"),
                        marked(SAMPLE.formatted("test", "OrderApplicationTest")));
    }

    @Test
    void theVersionsAreTheBuiltOnes() throws IOException {
        String pom = read("pom.xml");
        assertThat(blocks("xml").get(0)).contains("<version>" + element(pom, "version") + "</version>");
        assertThat(read("docs/spring.md"))
                .contains(
                        "| 3.5 | `org.petrelmq:petrel-spring-boot-starter` | " + element(pom, "spring.boot3.version"),
                        "| 4 | `org.petrelmq:petrel-spring-boot4-starter` | " + element(pom, "spring.boot4.version"));
    }

    private static String element(String pom, String name) {
        String open = "<" + name + ">";
        return pom.substring(pom.indexOf(open) + open.length(), pom.indexOf("</" + name + ">"));
    }

    /** Each property with its default, where metadata can say it. */
    @Test
    void thePropertiesAreThoseOfTheMetadata() throws IOException {
        Map<String, String> documented = new LinkedHashMap<>();
        Matcher row = Pattern.compile(
                        "^\\| `((?:petrel|management)\\.[a-z.-]+)` \\| ([^|]+) \\| [^|]+ \\|$", Pattern.MULTILINE)
                .matcher(read("docs/spring.md"));
        while (row.find()) {
            if (!row.group(1).startsWith("petrel.destination")) {
                documented.put(row.group(1), row.group(2));
            }
        }
        Map<String, String> known = metadata();
        assertThat(documented.keySet()).containsExactlyInAnyOrderElementsOf(known.keySet());
        known.forEach((property, value) -> {
            if (value.isEmpty()) {
                assertThat(documented.get(property)).as(property).isIn("none", "whether there is a directory");
            } else {
                assertThat(documented.get(property)).as(property).isEqualTo("`" + value + "`");
            }
        });
    }

    /** Names and defaults; an empty one for none. */
    private static Map<String, String> metadata() throws IOException {
        String json;
        try (var file = PetrelProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            json = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, String> properties = new LinkedHashMap<>();
        for (Object entry :
                (List<?>) JsonParserFactory.getJsonParser().parseMap(json).get("properties")) {
            Map<?, ?> property = (Map<?, ?>) entry;
            assertThat(property.get("description"))
                    .as("description of %s", property.get("name"))
                    .isNotNull();
            Object value = property.get("defaultValue");
            properties.put(
                    property.get("name").toString(), value == null || value instanceof List ? "" : value.toString());
        }
        return properties;
    }
}
