package org.petrelmq.servers;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * Payara Micro: a program that deploys what its command files name. It has no administration from outside, so it is started by a
 * program that calls its interface for embedding: {@link MicroMain}.
 */
final class PayaraMicro implements Server {
    /** A connection that rests in a pool keeps the component that used it last. */
    private static final List<String> POOLS =
            List.of("petrel-pool", "petrel-queue-pool", "petrel-topic-pool", "petrel-other-pool");

    private final Path home = Settings.home("payara-micro");
    private final Path instance = home.resolve("instance");
    private final ServerProcess process = new ServerProcess(instance);
    private final int port = Ports.free();
    private final int commandPort = Ports.free();
    private final int debugPort = Ports.free();

    PayaraMicro() throws IOException {}

    @Override
    public String name() {
        return "payara-micro";
    }

    @Override
    public String title() {
        return "Payara Micro";
    }

    @Override
    public void prepare() throws IOException {
        Trees.fresh(instance);
        for (Archive archive : Archive.values()) {
            Files.copy(archive.file(), instance.resolve(archive.fileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void start() throws IOException {
        Path configuration = Settings.configuration(name());
        List<String> command = new ArrayList<>();
        command.add(Java.program().toString());
        command.addAll(Java.options(debugPort));
        command.addAll(openings());
        command.add("-cp");
        command.add(
                program() + File.pathSeparator + Path.of("target/test-classes").toAbsolutePath());
        command.addAll(List.of(
                MicroMain.class.getName(),
                Integer.toString(commandPort),
                "--rootdir",
                instance.resolve("root").toString(),
                "--port",
                Integer.toString(port),
                "--nocluster",
                "--prebootcommandfile",
                configuration.resolve("pre-boot.asadmin").toString(),
                "--postbootcommandfile",
                configuration.resolve("post-boot.asadmin").toString()));
        for (Archive archive : List.of(Archive.OBSERVER, Archive.PROBE, Archive.LISTENERS)) {
            command.add("--deploy");
            command.add(archive.file().toString());
        }
        process.start(command);
        // It deploys once more what it remembers: what answers before is not what stays.
        Ports.await(commandPort, process);
    }

    /** What its manifest asks for, which counts only if it is the program. */
    private List<String> openings() throws IOException {
        List<String> options = new ArrayList<>();
        try (JarFile jar = new JarFile(program().toFile())) {
            Attributes attributes = jar.getManifest().getMainAttributes();
            for (String opened : attributes.getValue("Add-Opens").split(" ", -1)) {
                options.add("--add-opens=" + opened + "=ALL-UNNAMED");
            }
            for (String exported : attributes.getValue("Add-Exports").split(" ", -1)) {
                options.add("--add-exports=" + exported + "=ALL-UNNAMED");
            }
        }
        return options;
    }

    private Path program() {
        return home.resolve("payara-micro-" + version() + ".jar");
    }

    @Override
    public Optional<String> keepsLoaders(Scenario scenario) {
        return scenario == Scenario.REDEPLOY_ADAPTER
                ? Optional.of(
                        "Payara keeps the adapter's class loader itself: its recovery keeps the resources that it was given"
                                + " (RecoveryManager), and it is the context class loader of its thread RA Shutdown")
                : Optional.empty();
    }

    @Override
    public void deploy(Archive archive) throws IOException, InterruptedException {
        if (archive != Archive.ADAPTER) {
            tell("/deploy", archive.file().toString());
            return;
        }
        for (String file : List.of("pre-boot.asadmin", "post-boot.asadmin")) {
            for (String line : Files.readAllLines(Settings.configuration(name()).resolve(file))) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    again(line);
                }
            }
        }
    }

    /** Some of what was made of the adapter went with it, some stays. */
    private void again(String line) throws IOException, InterruptedException {
        try {
            tell("/run", line);
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("already exists")) {
                throw e;
            }
        }
    }

    @Override
    public void undeploy(Archive archive) throws IOException, InterruptedException {
        if (archive == Archive.ADAPTER) {
            tell("/run", "undeploy --cascade=true " + archive.title());
        } else {
            tell("/undeploy", archive.title());
            for (String pool : POOLS) {
                tell("/run", "flush-connection-pool " + pool);
            }
        }
    }

    private void tell(String command, String argument) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + commandPort + command + "?"
                + URLEncoder.encode(argument, StandardCharsets.UTF_8));
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(command + " " + argument + ": " + response.body());
        }
    }

    @Override
    public Access access() {
        return new Access(port, debugPort, instance.resolve("root"), process);
    }
}
