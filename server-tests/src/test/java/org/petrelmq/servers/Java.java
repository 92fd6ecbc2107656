package org.petrelmq.servers;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The JVM of a server. */
final class Java {
    private Java() {}

    /** Its program. */
    static Path program() {
        return Settings.jdk().resolve("bin/java");
    }

    /** Which Java it is: 17, 25. */
    static int feature() throws IOException {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(Settings.jdk().resolve("release"))) {
            release.load(reader);
        }
        String version = release.getProperty("JAVA_VERSION").replace("\"", "");
        return Runtime.Version.parse(version).feature();
    }

    /** Options for all servers: a debugger may come, and what only soft references hold is collected with the rest. */
    static List<String> options(int debugPort) {
        return List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:SoftRefLRUPolicyMSPerMB=0",
                "-Djava.net.preferIPv4Stack=true",
                debugger(debugPort));
    }

    /** The option that lets a debugger come. */
    static String debugger(int port) {
        return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port;
    }
}
