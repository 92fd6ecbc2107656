package org.petrelmq.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** WildFly: configured by its command line, watching a directory for what is to be deployed. */
final class WildFly implements Server {
    private final Path home = Settings.home("wildfly");
    private final Path instance = home.resolve("instance");
    private final Path deployments = instance.resolve("deployments");
    private final ServerProcess process = new ServerProcess(home);
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final int debugPort = Ports.free();

    WildFly() throws IOException {}

    @Override
    public String name() {
        return "wildfly";
    }

    @Override
    public String title() {
        return "WildFly";
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        Path distribution = distribution();
        Trees.fresh(instance);
        Trees.copy(distribution.resolve("standalone/configuration"), instance.resolve("configuration"));
        Files.createDirectories(deployments);

        List<String> commands = new ArrayList<>();
        commands.add("embed-server --server-config=standalone.xml");
        commands.addAll(Files.readAllLines(Settings.configuration(name()).resolve("petrel.cli")));
        // The test does not want to wait five seconds for each deployment.
        commands.add("/subsystem=deployment-scanner/scanner=default:write-attribute(name=scan-interval, value=500)");
        // A thread keeps the first request that it has served. They are made when the observer is asked, and are not
        // replaced.
        commands.add(
                "/subsystem=io/worker=default:write-attribute(name=task-core-threads, value=" + Client.THREADS + ")");
        commands.add(
                "/subsystem=io/worker=default:write-attribute(name=task-max-threads, value=" + Client.THREADS + ")");
        commands.add("stop-embedded-server");
        Path script = Files.write(instance.resolve("prepare.cli"), commands);
        process.setEnvironment("JAVA_OPTS", "-Djboss.server.base.dir=" + instance);
        process.run(List.of(distribution.resolve("bin/jboss-cli.sh").toString(), "--file=" + script));
        for (Archive archive : Archive.values()) {
            Trees.place(archive.file(), deployments);
        }
    }

    private Path distribution() throws IOException {
        return Trees.only(home, "wildfly-");
    }

    @Override
    public void start() throws IOException {
        process.setEnvironment("JAVA_OPTS", String.join(" ", Java.options(debugPort)));
        process.start(List.of(
                distribution().resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + instance,
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + Ports.free(),
                "-Djboss.management.http.port=" + managementPort,
                // Otherwise what was prepared waits for two minutes.
                "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=5",
                "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=1",
                // Otherwise recovery keeps a resource for 40 seconds after it has last seen a branch of it.
                "-DJTAEnvironmentBean.orphanSafetyInterval=1000"));
    }

    @Override
    public void deploy(Archive archive) throws IOException {
        Files.deleteIfExists(mark(archive, "undeployed"));
        Trees.place(archive.file(), deployments);
        Trees.await(mark(archive, "deployed"), mark(archive, "failed"));
    }

    @Override
    public void undeploy(Archive archive) throws IOException {
        Files.delete(mark(archive, "deployed"));
        Trees.await(mark(archive, "undeployed"), mark(archive, "failed"));
        Files.delete(deployments.resolve(archive.fileName()));
    }

    private Path mark(Archive archive, String what) {
        return deployments.resolve(archive.fileName() + "." + what);
    }

    @Override
    public Access access() {
        return new Access(port, debugPort, instance.resolve("data"), process);
    }
}
