package org.petrelmq.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Open Liberty: configured by server.xml, watching a directory for applications. The resource adapter is part of its configuration. */
final class Liberty implements Server {
    private static final String SERVER = "petrel";

    private final Path home = Settings.home("liberty");
    private final Path instance = home.resolve("instance");
    private final Path directory = instance.resolve("servers").resolve(SERVER);
    private final ServerProcess process = new ServerProcess(home);
    private final LogFile log = new LogFile(instance.resolve("servers/petrel/logs/messages.log"));
    private final int port = Ports.free();
    private final int debugPort = Ports.free();

    Liberty() throws IOException {}

    @Override
    public String name() {
        return "liberty";
    }

    @Override
    public String title() {
        return "Open Liberty";
    }

    @Override
    public void prepare() throws IOException {
        Trees.fresh(instance);
        Files.createDirectories(directory.resolve("dropins"));
        Files.copy(Settings.configuration(name()).resolve("server.xml"), directory.resolve("server.xml"));
        Files.createDirectories(directory.resolve("configDropins/overrides"));
        placeAdapter();
        for (Archive archive : List.of(Archive.OBSERVER, Archive.PROBE, Archive.LISTENERS)) {
            Trees.place(archive.file(), directory.resolve("dropins"));
        }
        process.setEnvironment("WLP_USER_DIR", instance.toString());
        process.setEnvironment("WLP_SKIP_MAXPERMSIZE", "true");
        process.setEnvironment("http_port", Integer.toString(port));
        process.setEnvironment("JVM_ARGS", String.join(" ", Java.options(debugPort)));
    }

    /** The adapter and what is made of it come and go together. */
    private void placeAdapter() throws IOException {
        Trees.place(Archive.ADAPTER.file(), directory);
        Trees.place(Settings.configuration(name()).resolve("petrel.xml"), directory.resolve("configDropins/overrides"));
    }

    @Override
    public void start() throws IOException {
        process.start(List.of(home.resolve("wlp/bin/server").toString(), "run", SERVER));
    }

    @Override
    public void deploy(Archive archive) throws IOException {
        log.mark();
        if (archive == Archive.ADAPTER) {
            placeAdapter();
            log.await("J2CA7001I");
        } else {
            Trees.place(archive.file(), directory.resolve("dropins"));
            log.await("CWWKZ0001I: Application " + archive.title() + " started");
        }
    }

    @Override
    public void undeploy(Archive archive) throws IOException {
        log.mark();
        if (archive == Archive.ADAPTER) {
            Files.delete(directory.resolve("configDropins/overrides/petrel.xml"));
            log.await("J2CA7009I");
        } else {
            Files.delete(directory.resolve("dropins").resolve(archive.fileName()));
            log.await("CWWKZ0009I: The application " + archive.title());
        }
    }

    @Override
    public Access access() {
        return new Access(port, debugPort, directory, process);
    }
}
