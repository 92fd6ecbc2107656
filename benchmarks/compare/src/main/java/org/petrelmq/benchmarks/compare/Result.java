package org.petrelmq.benchmarks.compare;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A row that was measured: one interleaved run.
 *
 * @param row its name
 * @param machine what it ran on
 * @param warmUp seconds, where the row has them
 * @param seconds measured, where the row has them
 * @param notes what was found on the way
 * @param forks the figures of each fork of each provider
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Result(
        String row,
        String machine,
        int warmUp,
        int seconds,
        Set<String> notes,
        Map<String, List<Map<String, Double>>> forks) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static Path file(Path directory, String row) {
        return directory.resolve(row + ".json");
    }

    static Result read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Result.class);
    }

    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        JSON.writeValue(file(directory, row).toFile(), this);
    }

    /** Petrel. */
    String first() {
        return forks.keySet().iterator().next();
    }

    /** The names of the figures, the main one first. */
    List<String> figures() {
        return List.copyOf(forksOf(first()).get(0).keySet());
    }

    List<Map<String, Double>> forksOf(String provider) {
        return forks.getOrDefault(provider, List.of());
    }

    /** Whether less is better in the main figure. */
    boolean isTime() {
        return figures().get(0).endsWith("illis");
    }

    double median(String provider, String figure) {
        double[] sorted = sorted(provider, figure);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double[] sorted(String provider, String figure) {
        return forksOf(provider).stream()
                .filter(fork -> fork.containsKey(figure))
                .mapToDouble(fork -> fork.getOrDefault(figure, Double.NaN))
                .sorted()
                .toArray();
    }

    /** The main figure of the first, divided by that of the better of the peers. */
    double toBetterPeer() {
        String main = figures().get(0);
        double[] peers = forks.keySet().stream()
                .filter(provider -> provider.startsWith("artemis") || provider.startsWith("classic"))
                .mapToDouble(provider -> median(provider, main))
                .sorted()
                .toArray();
        return median(first(), main) / peers[isTime() ? 0 : peers.length - 1];
    }
}
