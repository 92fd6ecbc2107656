package org.petrelmq.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GlassFish: everything by its administration program, which waits until what it is told is done. */
final class GlassFish implements Server {
    private static final int ADMINISTRATION = 48;
    private static final int DEBUGGER = 9;
    private static final int HTTP = 80;
    private static final String DOMAIN = "petrel";

    private final Path home = Settings.home("glassfish");
    private final Path instance = home.resolve("instance");
    private final ServerProcess process = new ServerProcess(home);

    /** A domain takes its ports from the hundred behind its base. */
    private final int portBase = Ports.range(100);

    @Override
    public String name() {
        return "glassfish";
    }

    @Override
    public String title() {
        return "GlassFish";
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        Trees.fresh(instance);
        process.setEnvironment("AS_JAVA", Settings.jdk().toString());
        process.run(List.of(
                program(),
                "create-domain",
                "--domaindir=" + instance,
                "--portbase=" + portBase,
                "--nopassword=true",
                "--checkports=false",
                DOMAIN));
        Path configuration = instance.resolve(DOMAIN).resolve("config/domain.xml");
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replace(
                                "</java-config>",
                                "<jvm-options>-XX:SoftRefLRUPolicyMSPerMB=0</jvm-options></java-config>"));
    }

    private String program() {
        return home.resolve("glassfish7/bin/asadmin").toString();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        boolean first = Files.notExists(instance.resolve("deployed"));
        process.start(List.of(
                program(), "start-domain", "--domaindir=" + instance, "--debug=true", "--verbose=true", DOMAIN));
        if (first) {
            Ports.await(portBase + ADMINISTRATION, process);
            deploy(Archive.ADAPTER);
            for (Archive archive : List.of(Archive.OBSERVER, Archive.PROBE, Archive.LISTENERS)) {
                deploy(archive);
            }
            Files.createFile(instance.resolve("deployed"));
        }
    }

    @Override
    public Optional<String> keepsLoaders(Scenario scenario) {
        return Optional.of(
                "GlassFish keeps class loaders itself: the reflection cache of HK2, timers of its pools of connections,"
                        + " and threads of its ORB, whose context class loaders they are");
    }

    @Override
    public void deploy(Archive archive) throws IOException, InterruptedException {
        if (archive == Archive.ADAPTER) {
            // The commands name the archive without a directory.
            Files.copy(archive.file(), home.resolve(archive.fileName()), StandardCopyOption.REPLACE_EXISTING);
            administer("multimode", "--file=" + Settings.configuration(name()).resolve("petrel.asadmin"));
        } else {
            administer("deploy", "--name=" + archive.title(), archive.file().toString());
        }
    }

    @Override
    public void undeploy(Archive archive) throws IOException, InterruptedException {
        if (archive == Archive.ADAPTER) {
            administer("undeploy", "--cascade=true", archive.title());
        } else {
            administer("undeploy", archive.title());
        }
    }

    private void administer(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(program(), "--port=" + (portBase + ADMINISTRATION)));
        all.addAll(List.of(command));
        process.run(all);
    }

    @Override
    public Access access() {
        return new Access(portBase + HTTP, portBase + DEBUGGER, instance.resolve(DOMAIN), process);
    }
}
