package org.petrelmq.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Writes the table of what each build tests in its own JVM, from the reports that the last build has left. Arguments: the directory
 * of the project, and the directory of the documentation.
 */
public final class EmbeddedTable {
    private static final String BEGIN = "<!-- embedded: written by org.petrelmq.servers.EmbeddedTable -->\n";
    private static final String END = "<!-- end of embedded -->";

    /** What is tested where: the version stands in that POM, the reports are of that module and begin with that name. */
    private record Place(String title, String pom, String property, String module, String reports) {}

    private static final List<Place> PLACES = List.of(
            new Place(
                    "OpenEJB",
                    "resource-adapter/pom.xml",
                    "openejb.version",
                    "resource-adapter",
                    "org.petrelmq.ra.openejb."),
            new Place("Tomcat", "pom.xml", "tomcat.version", "samples", "org.petrelmq.samples.tomcat."),
            new Place(
                    "Spring Boot 3", "pom.xml", "spring.boot3.version", "spring-boot-starter", "org.petrelmq.spring."),
            new Place(
                    "Spring Boot 4",
                    "pom.xml",
                    "spring.boot4.version",
                    "spring-boot-starter/boot-4",
                    "org.petrelmq.spring."),
            new Place("JUnit 5", "pom.xml", "junit5.version", "junit/on-junit-5", "org.petrelmq.junit."),
            new Place("JUnit 6", "pom.xml", "junit.version", "junit", "org.petrelmq.junit."));

    private final Path project;

    private EmbeddedTable(Path project) {
        this.project = project;
    }

    /** Writes it. */
    public static void main(String[] arguments) throws IOException, SAXException, ParserConfigurationException {
        Path page = Path.of(arguments[1]).resolve("README.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        String table = new EmbeddedTable(Path.of(arguments[0])).markdown();
        Files.writeString(page, text.substring(0, begin) + table + text.substring(text.indexOf(END)));
    }

    private String markdown() throws IOException, SAXException, ParserConfigurationException {
        StringBuilder table = new StringBuilder("""
                | in | version | JDK | tests | failed | skipped | s |
                |---|---|---|---|---|---|---|
                """);
        for (Place place : PLACES) {
            row(table, place);
        }
        return table.toString();
    }

    private void row(StringBuilder table, Place place) throws IOException, SAXException, ParserConfigurationException {
        int tests = 0;
        int failed = 0;
        int skipped = 0;
        double seconds = 0;
        TreeSet<String> javas = new TreeSet<>();
        for (Path report : reports(place)) {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
            Element suite = document.getDocumentElement();
            tests += Integer.parseInt(suite.getAttribute("tests"));
            failed += Integer.parseInt(suite.getAttribute("failures")) + Integer.parseInt(suite.getAttribute("errors"));
            skipped += Integer.parseInt(suite.getAttribute("skipped"));
            seconds += Double.parseDouble(suite.getAttribute("time"));
            javas.add(property(document, "java.version"));
        }
        table.append("| ").append(place.title());
        table.append(" | ").append(version(place));
        table.append(" | ").append(String.join(", ", javas));
        table.append(" | ").append(tests);
        table.append(" | ").append(failed);
        table.append(" | ").append(skipped);
        table.append(" | ").append(String.format(Locale.ROOT, "%.1f", seconds)).append(" |\n");
    }

    private List<Path> reports(Place place) throws IOException {
        Path directory = project.resolve(place.module()).resolve("target").resolve("surefire-reports");
        if (Files.notExists(directory)) {
            return new ArrayList<>();
        }
        try (Stream<Path> all = Files.list(directory)) {
            String prefix = "TEST-" + place.reports();
            return all.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(prefix) && name.endsWith(".xml");
                    })
                    .sorted()
                    .toList();
        }
    }

    private static String property(Document report, String name) {
        NodeList properties = report.getElementsByTagName("property");
        for (int i = 0; i < properties.getLength(); i++) {
            Element property = (Element) properties.item(i);
            if (property.getAttribute("name").equals(name)) {
                return property.getAttribute("value");
            }
        }
        return "";
    }

    private String version(Place place) throws IOException {
        Matcher version = Pattern.compile("<" + Pattern.quote(place.property()) + ">([^<]+)<")
                .matcher(Files.readString(project.resolve(place.pom())));
        return version.find() ? version.group(1) : "";
    }
}
