package org.petrelmq.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came of the scenarios in one server, written down after each so that a run that breaks off leaves what it knows. */
final class Results {
    static final String NAME = "name";
    static final String TITLE = "server";
    static final String VERSION = "version";
    static final String JAVA = "java";
    static final String START_MILLIS = "startMillis";
    static final String SCENARIOS = "scenarios";
    static final String OUTCOME = "outcome";
    static final String REASON = "reason";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int LONGEST_REASON = 300;

    /** One cell of the table. */
    enum Outcome {
        /** It was tried, and it works. */
        PASSED,
        /** It was tried, and works but for what the reason says. */
        PARTLY,
        /** It was tried, and does not work. */
        FAILED,
        /** The server cannot do it. */
        NOT_SUPPORTED,
        /** It was not reached. */
        NOT_RUN
    }

    private final Server server;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> cells = new LinkedHashMap<>();

    Results(Server server) {
        this.server = server;
        facts.put(NAME, server.name());
        facts.put(TITLE, server.title());
        facts.put(VERSION, server.version());
        facts.put(JAVA, "");
        facts.put(START_MILLIS, 0L);
        facts.put(SCENARIOS, cells);
        for (Scenario scenario : Scenario.values()) {
            cells.put(scenario.name(), cell(Outcome.NOT_RUN, ""));
        }
    }

    /** The server has answered. */
    void started(String java, long millis) throws IOException {
        facts.put(JAVA, java);
        facts.put(START_MILLIS, millis);
        write();
    }

    /** A scenario has ended. */
    void add(Scenario scenario, Outcome outcome, String reason) throws IOException {
        cells.put(scenario.name(), cell(outcome, reason));
        write();
    }

    private static Map<String, String> cell(Outcome outcome, String reason) {
        Map<String, String> cell = new LinkedHashMap<>();
        cell.put(OUTCOME, outcome.name());
        String line = reason.strip().lines().findFirst().orElse("");
        if (!line.isEmpty()) {
            cell.put(REASON, line.substring(0, Math.min(LONGEST_REASON, line.length())));
        }
        return cell;
    }

    private void write() throws IOException {
        Path file = Settings.results().resolve(server.name() + suffix() + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writeValueAsString(facts) + "\n");
    }

    /** A JDK that is not the build's has a file of its own. */
    private static String suffix() throws IOException {
        return Settings.jdk().equals(Path.of(System.getProperty("java.home"))) ? "" : "-java" + Java.feature();
    }
}
