package org.petrelmq.servers;

import java.nio.file.Path;

/** What the build tells the test. */
final class Settings {
    private Settings() {}

    /** The name of the only server that is to be tested, or empty for all. */
    static String server() {
        return System.getProperty("petrel.server", "");
    }

    /** The JDK that the servers run on. */
    static Path jdk() {
        return Path.of(System.getProperty("petrel.server.jdk"));
    }

    /** Which version of a server was unpacked. */
    static String version(String server) {
        return System.getProperty("petrel.version." + server, "");
    }

    /** The directory of a server: what was unpacked, and what it writes. */
    static Path home(String server) {
        return Path.of(System.getProperty("petrel.servers.directory"), server);
    }

    /** Where the archives are. */
    static Path applications() {
        return Path.of(System.getProperty("petrel.servers.applications"));
    }

    /** The configuration of a server: the files that the documentation shows. */
    static Path configuration(String server) {
        return configurations().resolve(server);
    }

    /** Where they all are, with what came of the runs. */
    static Path configurations() {
        return Path.of(System.getProperty("petrel.servers.configuration"));
    }

    /** Where the results go. */
    static Path results() {
        return Path.of(System.getProperty("petrel.servers.results"));
    }
}
