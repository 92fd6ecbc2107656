package org.petrelmq.servers;

/**
 * A server under test, for as long as the scenarios last.
 *
 * @param server the server
 * @param results what came of the scenarios so far
 * @param client talks to its applications
 */
record Run(Server server, Results results, Client client) {
    static Run of(Server server) {
        return new Run(server, new Results(server), new Client(server.access().address()));
    }

    /** For display. */
    @Override
    public String toString() {
        return server.name();
    }
}
