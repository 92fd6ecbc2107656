package org.petrelmq.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures providers side by side, in interleaved forks, and prints a table:
 *
 * <pre>Compare WORKLOAD [--forks N] [--warm-up SECONDS] [--seconds N] [--providers a,b,c] [--home DIRECTORY]</pre>
 *
 * The home is the folder of the benchmark modules. The table is written to {@code target/WORKLOAD.md} and the figures of each
 * fork to {@code target/WORKLOAD.json} in it.
 */
public final class Compare {
    private static final Map<String, String> BROKERS = Map.of(
            "petrel", "org.petrelmq.benchmarks.petrel.PetrelInMemory",
            "artemis", "org.petrelmq.benchmarks.artemis.ArtemisInMemory",
            "classic", "org.petrelmq.benchmarks.classic.ClassicInMemory");

    private final Map<String, String> options;
    private final String workload;
    private final Map<String, List<Figures>> results = new LinkedHashMap<>();

    private Compare(String workload, Map<String, String> options) {
        this.workload = workload;
        this.options = options;
    }

    /**
     * Measures and prints.
     *
     * @param arguments as above
     * @throws Exception if a fork fails
     */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new LinkedHashMap<>(Map.of(
                "--forks",
                "3",
                "--warm-up",
                "12",
                "--seconds",
                "6",
                "--providers",
                "petrel,artemis,classic",
                "--home",
                "."));
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            if (options.put(arguments[i], arguments[i + 1]) == null) {
                throw new IllegalArgumentException("There is no option '" + arguments[i] + "'.");
            }
        }
        new Compare(arguments.length == 0 ? "A1" : arguments[0], options).run();
    }

    private void run() throws IOException, InterruptedException {
        List<String> providers = new ArrayList<>(List.of(option("--providers").split(",", -1)));
        providers.add(workload.equals("H") ? "bare JVM" : Fork.LIMIT);
        int forks = Integer.parseInt(option("--forks"));
        for (int fork = 1; fork <= forks; fork++) {
            for (String provider : providers) {
                Figures figures = workload.equals("H") ? startToFirstMessage(provider) : measure(provider);
                results.computeIfAbsent(provider, any -> new ArrayList<>()).add(figures);
                System.out.println("fork " + fork + " of " + forks + ", " + provider + ": " + figures.values());
            }
        }
        Table table = new Table(workload, results);
        Path target = Path.of(option("--home"), "target");
        Files.createDirectories(target);
        Files.writeString(target.resolve(workload + ".md"), table.markdown());
        Files.writeString(target.resolve(workload + ".json"), table.json());
        System.out.println();
        System.out.println(table.markdown());
    }

    private Figures measure(String provider) throws IOException, InterruptedException {
        String broker = BROKERS.getOrDefault(provider, Fork.LIMIT);
        return fork(
                provider, List.of(Fork.class.getName(), broker, workload, option("--warm-up"), option("--seconds")));
    }

    private Figures startToFirstMessage(String provider) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(FirstMessage.class.getName()));
        if (BROKERS.containsKey(provider)) {
            command.add(BROKERS.get(provider));
        }
        long start = System.currentTimeMillis();
        Figures figures = fork(provider, command);
        return Figures.of(
                "millis", figures.get("there") - start,
                "threadsLeft", figures.get("threadsLeft"),
                "residentMegabytes", figures.get("residentMegabytes"));
    }

    private Figures fork(String provider, List<String> mainAndArguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!workload.equals("H")) {
            command.addAll(List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC"));
        }
        command.addAll(List.of("-cp", classPath(provider)));
        command.addAll(mainAndArguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Figures figures = null;
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                figures = Figures.isLine(line) ? Figures.parse(line) : figures;
            }
        }
        if (process.waitFor() != 0 || figures == null) {
            throw new IllegalStateException("The fork of " + provider + " failed:\n" + output);
        }
        return figures;
    }

    private String classPath(String provider) throws IOException {
        String module = BROKERS.containsKey(provider) ? provider : "runner";
        Path home = Path.of(option("--home"), module, "target");
        String dependencies = Files.readString(home.resolve("class-path.txt")).trim();
        return home.resolve("classes") + java.io.File.pathSeparator + dependencies;
    }

    private String option(String name) {
        return options.getOrDefault(name, "");
    }
}
