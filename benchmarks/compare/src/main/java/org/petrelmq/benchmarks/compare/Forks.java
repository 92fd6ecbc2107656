package org.petrelmq.benchmarks.compare;

import java.io.BufferedReader;
import java.io.File;
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
import java.util.stream.Stream;
import org.petrelmq.benchmarks.BenchmarkBroker;
import org.petrelmq.benchmarks.Figures;
import org.petrelmq.benchmarks.FirstMessage;
import org.petrelmq.benchmarks.Fork;
import org.petrelmq.benchmarks.Restart;

/** Starts the JVM of each fork with its provider's class path, and reads the figures that it prints. */
final class Forks {
    private static final Map<String, String> BROKERS = Map.of(
            "petrel", "org.petrelmq.benchmarks.petrel.PetrelInMemory",
            "artemis", "org.petrelmq.benchmarks.artemis.ArtemisInMemory",
            "classic", "org.petrelmq.benchmarks.classic.ClassicInMemory",
            "petrel-disk", "org.petrelmq.benchmarks.petrel.PetrelOnDisk",
            "artemis-disk", "org.petrelmq.benchmarks.artemis.ArtemisOnDisk",
            "artemis-tuned-disk", "org.petrelmq.benchmarks.artemis.ArtemisOnDiskTuned",
            "classic-disk", "org.petrelmq.benchmarks.classic.ClassicOnDisk");

    private final Path home;
    private final String messages;

    /**
     * Forks.
     *
     * @param home the folder of the benchmark modules
     * @param messages how many a restart finds
     */
    Forks(Path home, String messages) {
        this.home = home;
        this.messages = messages;
    }

    /** The figures of one fork; what it notes is added to the notes. */
    Map<String, Double> figures(Row row, String provider, int warmUp, int seconds, Set<String> notes)
            throws IOException, InterruptedException {
        Figures figures = switch (row.kind()) {
            case START -> startToFirstMessage(row, provider, notes);
            case RESTART -> restart(row, provider, notes);
            default -> {
                Path directory = directory(row, provider);
                delete(directory);
                Figures measured = fork(
                        row,
                        provider,
                        directory,
                        notes,
                        List.of(
                                Fork.class.getName(),
                                broker(provider),
                                row.name(),
                                String.valueOf(warmUp),
                                String.valueOf(seconds)));
                delete(directory);
                yield measured;
            }
        };
        return figures.values();
    }

    private Figures startToFirstMessage(Row row, String provider, Set<String> notes)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(FirstMessage.class.getName()));
        if (BROKERS.containsKey(provider)) {
            command.add(broker(provider));
        }
        Path directory = directory(row, provider);
        delete(directory);
        long start = System.currentTimeMillis();
        Figures figures = fork(row, provider, directory, notes, command);
        delete(directory);
        Map<String, Double> values = new LinkedHashMap<>(Map.of("millis", figures.get("there") - start));
        figures.values().forEach((name, value) -> {
            if (!name.equals("there")) {
                values.put(name, value);
            }
        });
        values.put("jarMegabytes", BROKERS.containsKey(provider) ? jarMegabytes(provider) : 0);
        return new Figures(values);
    }

    /**
     * Opens a copy of a store whose JVM was halted when all was committed, so that each fork recovers the same. The limit reads
     * what Petrel has stored.
     */
    private Figures restart(Row row, String provider, Set<String> notes) throws IOException, InterruptedException {
        boolean limit = !BROKERS.containsKey(provider);
        String stored = limit ? row.providers().get(0) : provider;
        Path crashed = home.resolve("target").resolve("data").resolve(row.name() + "-" + messages + "-" + stored);
        if (Files.notExists(crashed)) {
            // Moved when it is whole: what a fill that broke off left is not taken for all messages.
            Path unfinished = directory(row, stored + "-unfinished");
            delete(unfinished);
            fork(row, stored, unfinished, notes, List.of(Restart.class.getName(), "fill", broker(stored)));
            Files.move(unfinished, crashed);
        }
        Path copy = directory(row, provider);
        Map<String, Double> values = new LinkedHashMap<>();
        for (String cache : cold() ? List.of("warm", "cold") : List.of("warm")) {
            delete(copy);
            copy(crashed, copy);
            List<String> command = new ArrayList<>(List.of(Restart.class.getName()));
            command.addAll(limit ? List.of("read", cache) : List.of("first", cache, broker(provider)));
            Figures figures = fork(row, provider, copy, notes, command);
            values.put(cache.equals("cold") ? "coldMillis" : "millis", figures.get("millis"));
            values.put("megabytes", figures.get("megabytes"));
        }
        delete(copy);
        if (!cold()) {
            notes.add("The cold cache is skipped: this user may not drop the caches of the machine.");
        }
        return new Figures(values);
    }

    private static boolean cold() {
        return Files.isWritable(Path.of("/proc/sys/vm/drop_caches"));
    }

    private Figures fork(Row row, String provider, Path directory, Set<String> notes, List<String> mainAndArguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!row.heap().isEmpty()) {
            command.addAll(List.of("-Xms" + row.heap(), "-Xmx" + row.heap(), "-XX:+UseG1GC"));
        }
        if (row.onDisk()) {
            Files.createDirectories(directory);
            command.add("-Dbenchmark.directory=" + directory.toAbsolutePath());
        }
        command.add("-Dbenchmark.row=" + row.name());
        command.add("-Dbenchmark.messages=" + messages);
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
        int status = process.waitFor();
        if ((status != 0 && status != Restart.CRASHED) || figures == null) {
            throw new IllegalStateException("The fork of " + provider + " ended with " + status + ":\n" + output);
        }
        return figures;
    }

    /** A limit is its own name. */
    private static String broker(String provider) {
        return BROKERS.getOrDefault(provider, provider);
    }

    private Path directory(Row row, String provider) {
        return home.resolve("target").resolve("data").resolve(row.name() + "-of-" + provider);
    }

    private Path module(String provider) {
        return home.resolve(BROKERS.containsKey(provider) ? provider.replaceFirst("-.*", "") : "runner")
                .resolve("target");
    }

    private String classPath(String provider) throws IOException {
        return module(provider).resolve("classes") + File.pathSeparator + dependencies(provider);
    }

    private String dependencies(String provider) throws IOException {
        return Files.readString(module(provider).resolve("class-path.txt")).trim();
    }

    /** What the provider brings, without what measures it. */
    private double jarMegabytes(String provider) throws IOException {
        double bytes = 0;
        for (String jar : dependencies(provider).split(File.pathSeparator, -1)) {
            if (!jar.contains("petrel-benchmarks") && !jar.contains("runner") && !jar.contains("HdrHistogram")) {
                bytes += size(Path.of(jar));
            }
        }
        return bytes / (1 << 20);
    }

    private static double size(Path fileOrFolder) throws IOException {
        try (Stream<Path> files = Files.walk(fileOrFolder)) {
            double bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
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
}
