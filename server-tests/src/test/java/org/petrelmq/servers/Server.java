package org.petrelmq.servers;

import java.io.IOException;
import java.util.Optional;

/**
 * An application server on this machine. The test makes it ready, starts it, deploys to it, kills it and starts it once more. What a server
 * has in its configuration (factories, destinations) is named alike everywhere: see {@code docs/app-servers}.
 */
interface Server {
    /** Its name in file names and properties: {@code wildfly}. */
    String name();

    /** Its name for people: {@code WildFly}. */
    String title();

    /** Which one it is. */
    default String version() {
        return Settings.version(name());
    }

    /** Why it cannot take part in a scenario, if it cannot. */
    default Optional<String> lacks(Scenario scenario) {
        return Optional.empty();
    }

    /** Who keeps class loaders in a scenario, if somebody does and it is not Petrel: then they are not asked for. */
    default Optional<String> keepsLoaders(Scenario scenario) {
        return Optional.empty();
    }

    /** Makes a server that was never started before, from what was unpacked and the files of the documentation. */
    void prepare() throws IOException, InterruptedException;

    /** Starts it, with everything deployed. Returns when the server's start is under way; its answers tell when it is there. */
    void start() throws IOException, InterruptedException;

    /** Deploys an archive that is not deployed; returns when it is, or fails. */
    void deploy(Archive archive) throws IOException, InterruptedException;

    /** Takes an archive away; returns when it is gone, or fails. */
    void undeploy(Archive archive) throws IOException, InterruptedException;

    /** How to get at it. */
    Access access();

    /** Everything that was started. */
    default ServerProcess process() {
        return access().process();
    }
}
