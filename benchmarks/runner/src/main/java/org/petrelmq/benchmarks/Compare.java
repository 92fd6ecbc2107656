package org.petrelmq.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures providers side by side, in interleaved forks, and prints a table:
 *
 * <pre>Compare WORKLOAD [--forks N] [--warm-up SECONDS] [--seconds N] [--messages N] [--providers a,b,c] [--home DIRECTORY]</pre>
 *
 * By default workloads on disk are short, so that one sees quickly what changed; what is published takes 6 s of each.
 * Messages are those that a restart finds.
 *
 * The home is the folder of the benchmark modules. The table is written to {@code target/WORKLOAD.md} and the figures of each
 * fork to {@code target/WORKLOAD.json} in it.
 */
public final class Compare {
    private static final Map<String, String> BROKERS = Map.of(
            "petrel", "org.petrelmq.benchmarks.petrel.PetrelInMemory",
            "artemis", "org.petrelmq.benchmarks.artemis.ArtemisInMemory",
            "classic", "org.petrelmq.benchmarks.classic.ClassicInMemory",
            "petrel-disk", "org.petrelmq.benchmarks.petrel.PetrelOnDisk",
            "artemis-disk", "org.petrelmq.benchmarks.artemis.ArtemisOnDisk",
            "artemis-tuned-disk", "org.petrelmq.benchmarks.artemis.ArtemisOnDiskTuned",
            "classic-disk", "org.petrelmq.benchmarks.classic.ClassicOnDisk");

    private static final String ON_DISK = "petrel-disk,artemis-disk,artemis-tuned-disk,classic-disk";

    private final Map<String, String> options;
    private final String workload;
    private final Map<String, List<Figures>> results = new LinkedHashMap<>();
    private final Set<String> notes = new TreeSet<>();

    /** Whether the next fork drops the file system's cache before it begins. */
    private boolean coldCache;

    /** Whose data the next fork reads; null for its own. */
    private @Nullable String directoryOf;

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
        String workload = arguments.length == 0 ? "A1" : arguments[0];
        boolean onDisk = workload.startsWith("F") || workload.equals("I4");
        Map<String, String> options = new LinkedHashMap<>(Map.of(
                "--forks",
                "3",
                "--warm-up",
                workload.startsWith("F") ? "2" : "12",
                "--seconds",
                workload.startsWith("F") ? "1" : "6",
                "--messages",
                "1000000",
                "--providers",
                onDisk ? ON_DISK : "petrel,artemis,classic",
                "--home",
                "."));
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            if (options.put(arguments[i], arguments[i + 1]) == null) {
                throw new IllegalArgumentException("There is no option '" + arguments[i] + "'.");
            }
        }
        new Compare(workload, options).run();
    }

    private void run() throws IOException, InterruptedException {
        List<String> providers = new ArrayList<>(List.of(option("--providers").split(",", -1)));
        providers.add(workload.equals("H") ? "bare JVM" : Fork.LIMIT);
        if (workload.startsWith("F")) {
            providers.add(Fork.LIMIT_FORCE);
        }
        int forks = Integer.parseInt(option("--forks"));
        for (int fork = 1; fork <= forks; fork++) {
            for (String provider : providers) {
                Figures figures = figuresOf(provider);
                results.computeIfAbsent(provider, any -> new ArrayList<>()).add(figures);
                System.out.println("fork " + fork + " of " + forks + ", " + provider + ": " + figures.values());
            }
        }
        Table table = new Table(workload, results, notes);
        Path target = Path.of(option("--home"), "target");
        Files.createDirectories(target);
        Files.writeString(target.resolve(workload + ".md"), table.markdown());
        Files.writeString(target.resolve(workload + ".json"), table.json());
        System.out.println();
        System.out.println(table.markdown());
    }

    private Figures figuresOf(String provider) throws IOException, InterruptedException {
        return switch (workload) {
            case "H" -> startToFirstMessage(provider);
            case "I4" -> restart(provider);
            default -> measure(provider);
        };
    }

    /** The limit reads what the first provider has stored. */
    private Figures restart(String provider) throws IOException, InterruptedException {
        boolean limit = !BROKERS.containsKey(provider);
        String stored = limit ? option("--providers").split(",", -1)[0] : provider;
        Path directory = directory(stored);
        coldCache = false;
        if (Files.notExists(directory)) {
            // Moved when it is whole: what a fill that broke off left is not taken for a million messages.
            directoryOf = stored + "-unfinished";
            delete(directory(directoryOf));
            fork(stored, List.of(Restart.class.getName(), "fill", broker(stored)));
            Files.move(directory(directoryOf), directory);
        }
        List<String> command = new ArrayList<>(List.of(Restart.class.getName()));
        command.addAll(limit ? List.of("read") : List.of("first", broker(provider)));
        directoryOf = stored;
        Figures warm = fork(provider, command);
        Map<String, Double> more = new LinkedHashMap<>(Map.of("megabytes", warm.get("megabytes")));
        if (Files.isWritable(Path.of("/proc/sys/vm/drop_caches"))) {
            coldCache = true;
            more.put("coldMillis", fork(provider, command).get("millis"));
            coldCache = false;
        } else {
            notes.add("The cold cache is skipped: this user may not drop the caches of the machine.");
        }
        if (!limit) {
            more.put("emptyMegabytes", emptyMegabytes(provider));
        }
        directoryOf = null;
        return Figures.of("millis", warm.get("millis")).with(more);
    }

    private double emptyMegabytes(String provider) throws IOException, InterruptedException {
        directoryOf = provider + "-empty";
        Path directory = directory(directoryOf);
        delete(directory);
        Figures empty = fork(provider, List.of(Restart.class.getName(), "empty", broker(provider)));
        delete(directory);
        return empty.get("megabytes");
    }

    /** A limit is its own name. */
    private static String broker(String provider) {
        return BROKERS.getOrDefault(provider, provider);
    }

    private Path directory(String provider) {
        String name = workload.equals("I4") ? workload + "-" + option("--messages") : workload;
        return Path.of(option("--home"), "target", "data", name + "-" + provider);
    }

    private Figures measure(String provider) throws IOException, InterruptedException {
        String broker = broker(provider);
        notes.add(option("--warm-up") + " s of warm-up, " + option("--seconds") + " s measured.");
        Figures figures = fork(
                provider, List.of(Fork.class.getName(), broker, workload, option("--warm-up"), option("--seconds")));
        delete(directory(provider));
        return figures;
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
        boolean onDisk = workload.startsWith("F") || workload.equals("I4");
        if (!workload.equals("H")) {
            // What is stored and not received is in the heap of some providers.
            String heap = onDisk ? "4g" : "512m";
            command.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseG1GC"));
        }
        if (onDisk) {
            Path directory = directory(directoryOf == null ? provider : directoryOf);
            if (!workload.equals("I4")) {
                delete(directory);
            }
            Files.createDirectories(directory);
            command.add("-Dbenchmark.directory=" + directory.toAbsolutePath());
            command.add("-Dbenchmark.cold=" + coldCache);
            command.add("-Dbenchmark.messages=" + option("--messages"));
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
                if (line.startsWith(BenchmarkBroker.NOTE)) {
                    notes.add(line.substring(BenchmarkBroker.NOTE.length()));
                }
            }
        }
        if (process.waitFor() != 0 || figures == null) {
            throw new IllegalStateException("The fork of " + provider + " failed:\n" + output);
        }
        return figures;
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private String classPath(String provider) throws IOException {
        String module = BROKERS.containsKey(provider) ? provider.replaceFirst("-.*", "") : "runner";
        Path home = Path.of(option("--home"), module, "target");
        String dependencies = Files.readString(home.resolve("class-path.txt")).trim();
        return home.resolve("classes") + java.io.File.pathSeparator + dependencies;
    }

    private String option(String name) {
        return options.getOrDefault(name, "");
    }
}
