package org.petrelmq.servers;

import java.net.URI;
import java.nio.file.Path;

/**
 * How the test gets at a server.
 *
 * @param port where it answers
 * @param debugPort where a debugger reaches its JVM
 * @param data the directory in which the brokers have theirs
 * @param process everything that was started
 */
record Access(int port, int debugPort, Path data, ServerProcess process) {
    /** {@code http://127.0.0.1:12345/}. */
    URI address() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** The directory of the broker of the resource adapter. */
    Path store() {
        return data.resolve("petrel");
    }

    /** The directory of the other broker, whose factory is {@code jms/OtherConnectionFactory}. */
    Path otherStore() {
        return data.resolve("petrel-other");
    }
}
