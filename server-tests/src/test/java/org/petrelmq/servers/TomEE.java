package org.petrelmq.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * TomEE: the jars of the adapter on its class path, what is made of them in its configuration, applications in a directory that it
 * watches.
 */
final class TomEE implements Server {
    private final Path home = Settings.home("tomee");
    private final Path instance = home.resolve("instance");
    private final LogFile log = new LogFile(home.resolve("console-1.log"));
    private final ServerProcess process = new ServerProcess(home);
    private final int port = Ports.free();
    private final int debugPort = Ports.free();

    TomEE() throws IOException {}

    @Override
    public String name() {
        return "tomee";
    }

    @Override
    public String title() {
        return "TomEE";
    }

    @Override
    public void prepare() throws IOException {
        Path distribution = distribution();
        Trees.fresh(instance);
        for (String directory : List.of("lib", "logs", "temp", "webapps", "work")) {
            Files.createDirectories(instance.resolve(directory));
        }
        Trees.copy(distribution.resolve("conf"), instance.resolve("conf"));
        Trees.copy(Settings.configuration(name()), instance.resolve("conf"));
        Trees.unzip(Archive.ADAPTER.file(), ".jar", instance.resolve("lib"));
        for (Archive archive : List.of(Archive.OBSERVER, Archive.PROBE, Archive.LISTENERS)) {
            Trees.place(archive.file(), instance.resolve("webapps"));
        }
        process.setEnvironment("CATALINA_BASE", instance.toString());
        process.setEnvironment(
                "CATALINA_OPTS", String.join(" ", Java.options(debugPort)) + " -Dpetrel.http.port=" + port);
    }

    private Path distribution() throws IOException {
        return Trees.only(home, "apache-tomee-");
    }

    @Override
    public void start() throws IOException {
        process.start(List.of("sh", distribution().resolve("bin/catalina.sh").toString(), "run"));
    }

    @Override
    public Optional<String> lacks(Scenario scenario) {
        return switch (scenario) {
            case REDEPLOY_ADAPTER ->
                Optional.of(
                        "the adapter is on the class path of the server: TomEE 9 is of Jakarta EE 9.1, with Connectors 2.0");
            case RECOVERY ->
                Optional.of(
                        "with TxRecovery TomEE 9 left both branches in doubt 60 s after its start; BrokerAdmin.completeBranch ends them");
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<String> keepsLoaders(Scenario scenario) {
        return Optional.of("TomEE keeps class loaders of applications itself:"
                + " its MicroProfile Config and OpenAPI, and a ThreadLocal of OpenEJB");
    }

    @Override
    public void deploy(Archive archive) throws IOException {
        log.mark();
        Trees.place(archive.file(), instance.resolve("webapps"));
        log.await("Deployment of web application archive [" + webapp(archive) + "] has finished");
    }

    @Override
    public void undeploy(Archive archive) throws IOException {
        Files.delete(webapp(archive));
        // The directory goes last.
        Trees.awaitGone(instance.resolve("webapps").resolve(archive.title()));
    }

    private Path webapp(Archive archive) {
        return instance.resolve("webapps").resolve(archive.fileName());
    }

    @Override
    public Access access() {
        return new Access(port, debugPort, instance, process);
    }
}
