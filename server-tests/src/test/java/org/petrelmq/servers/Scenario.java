package org.petrelmq.servers;

/** What is tested in each server: the columns of the table. */
enum Scenario {
    REFERENCES("lookup, injection, send and receive"),
    CONTEXT("injected JMSContext"),
    TRANSACTIONS("JTA commit and rollback"),
    LISTENER("MDB: rollback, redelivery, dead letter"),
    UNTRANSACTED("MDB: own transaction, none"),
    DURABLE("durable topic MDB"),
    REDEPLOY("application redeployed"),
    REDEPLOY_ADAPTER("adapter redeployed"),
    RECOVERY("killed between prepare and commit"),
    STOP("stopped");

    private final String title;

    Scenario(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
