package org.petrelmq.servers;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.petrelmq.servers.common.Letter;

/** Talks to the applications in a server. */
final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** At least the threads that a server has used for one request after the other. */
    static final int THREADS = 16;

    /** How long the applications wait for what must come. */
    private static final String LONG = "20000";

    /** How long they wait for what must not come. */
    private static final String SHORT = "500";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    Client(URI address) {
        this.address = address;
    }

    // ---- the probe ----

    void send(String queue, String text, String... more) throws IOException, InterruptedException {
        get("probe/do/send", with(more, "queue", queue, "text", text, "kind", "wanted"));
    }

    void publish(String topic, String text) throws IOException, InterruptedException {
        get("probe/do/publish", "topic", topic, "text", text);
    }

    Letter receive(String queue, String... more) throws IOException, InterruptedException {
        String line = get("probe/do/receive", with(more, "queue", queue, "timeout", LONG));
        if (line.isEmpty()) {
            throw new AssertionError("Nothing came from " + queue);
        }
        return Letter.parse(line);
    }

    boolean isEmpty(String queue, String... more) throws IOException, InterruptedException {
        return get("probe/do/receive", with(more, "queue", queue, "timeout", SHORT))
                .isEmpty();
    }

    // ---- the listeners ----

    /** What was received of a destination, once there is so much. */
    List<Letter> seen(String destination, int count) throws IOException, InterruptedException {
        return get(
                        "listeners/seen",
                        "destination",
                        destination,
                        "count",
                        Integer.toString(count),
                        "timeout",
                        count == 0 ? "0" : LONG)
                .lines()
                .map(Letter::parse)
                .toList();
    }

    // ---- the observer ----

    long pid() throws IOException, InterruptedException {
        return Long.parseLong(get("observer/pid"));
    }

    String java() throws IOException, InterruptedException {
        return get("observer/java");
    }

    List<String> threads(String prefix) throws IOException, InterruptedException {
        return get("observer/threads", "name", prefix).lines().toList();
    }

    /**
     * Has all threads of the server that serve requests ask for the observer. One that rests may hold what it has done last, or first: then
     * it is nothing of an application that goes.
     */
    void gather() {
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(ask("observer/gather", "count", Integer.toString(THREADS)));
        }
        all.forEach(CompletableFuture::join);
    }

    /** Whether a class loader is gone. */
    String collected(String loader) throws IOException, InterruptedException {
        gather();
        return get("observer/collected", "name", loader);
    }

    // ---- requests ----

    /** The answer to a request; anything but success is an error that shows what the server said. */
    String get(String path, String... parameters) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request(path, parameters), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(
                    path + " " + List.of(parameters) + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    /** Asks, and does not wait for the answer. */
    CompletableFuture<HttpResponse<String>> ask(String path, String... parameters) {
        return http.sendAsync(request(path, parameters), BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String... parameters) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return HttpRequest.newBuilder(address.resolve(path + query))
                .timeout(PATIENCE)
                .build();
    }

    /** Asks again and again until the applications are there, for as long as the process lives. */
    void await(ServerProcess process, Archive... applications) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Archive application : applications) {
            while (!answers(application)) {
                if (!process.isAlive()) {
                    throw new IOException("The server has ended without " + application);
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException("There is no " + application + " in " + PATIENCE);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private boolean answers(Archive application) throws InterruptedException {
        try {
            return http.send(request(application.answering()), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    /** What is more comes first, so that it counts. */
    private static String[] with(String[] more, String... parameters) {
        String[] all = Arrays.copyOf(more, more.length + parameters.length);
        System.arraycopy(parameters, 0, all, more.length, parameters.length);
        return all;
    }
}
