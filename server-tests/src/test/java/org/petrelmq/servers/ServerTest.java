package org.petrelmq.servers;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.petrelmq.Broker;
import org.petrelmq.TransactionBranch;
import org.petrelmq.servers.Results.Outcome;
import org.petrelmq.servers.common.Letter;

/**
 * The scenarios, in each server one after the other, in an order in which the server is started as seldom as possible: only the kill makes
 * it start again.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ServerTest {
    /** As often as the brokers that are configured deliver a message before it is dead: maxDeliveries in their URLs. */
    private static final int DELIVERIES = 3;

    private final Server server;
    private final Results results;
    private final Client client;

    /** Who keeps class loaders, if it was found that they are kept. */
    private String kept = "";

    ServerTest(Run run) {
        this.server = run.server();
        this.results = run.results();
        this.client = run.client();
    }

    static Stream<Run> servers() throws IOException {
        return Stream.<Server>of(new WildFly(), new Liberty(), new PayaraMicro(), new GlassFish(), new TomEE())
                .filter(server ->
                        Settings.server().isEmpty() || Settings.server().equals(server.name()))
                .map(Run::of);
    }

    @BeforeParameterizedClassInvocation
    static void start(Run run) throws IOException, InterruptedException {
        Server server = run.server();
        server.prepare();
        long begin = System.nanoTime();
        server.start();
        run.client().await(server.process(), Archive.OBSERVER);
        long answered = System.nanoTime();
        run.client().gather();
        begin += System.nanoTime() - answered; // the server is ready, and not what is waited for
        run.client().await(server.process(), Archive.PROBE);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        run.client().await(server.process(), Archive.LISTENERS);
        run.results().started(run.client().java(), millis);
    }

    @AfterParameterizedClassInvocation
    static void end(Run run) {
        run.server().process().kill();
    }

    @Test
    @Order(1)
    void references_sendAndReceive() throws Exception {
        in(
                Scenario.REFERENCES,
                () -> assertThat(client.get("probe/do/references")).isEqualTo("""
                        injected: one
                        injected queue: two
                        injected topic: three
                        looked up: one
                        looked up queue: two
                        looked up topic: three
                        names: basket, news"""));
    }

    @Test
    @Order(2)
    void injectedContext_takesPartInTransactions() throws Exception {
        in(Scenario.CONTEXT, () -> {
            client.send("context", "alone", "via", "context");
            assertThat(client.receive("context", "via", "context").text()).isEqualTo("alone");

            client.send("context", "withdrawn", "via", "context", "tx", "user-rollback");
            client.send("context", "committed", "via", "context", "tx", "container-commit");
            assertThat(client.receive("context", "via", "context", "tx", "user-rollback"))
                    .isEqualTo(new Letter("committed", false, 1));
            assertThat(client.receive("context", "via", "context", "tx", "user-commit"))
                    .isEqualTo(new Letter("committed", true, 2));
            assertThat(client.isEmpty("context")).isTrue();
        });
    }

    @Test
    @Order(3)
    void transactions_commitAndRollBack() throws Exception {
        in(Scenario.TRANSACTIONS, () -> {
            transactions("user");
            transactions("container");
        });
    }

    private void transactions(String who) throws IOException, InterruptedException {
        String queue = "transactions-" + who;
        client.send(queue, "withdrawn", "tx", who + "-rollback");
        assertThat(client.isEmpty(queue)).isTrue();

        client.send(queue, "committed", "tx", who + "-commit");
        assertThat(client.receive(queue, "tx", who + "-rollback")).isEqualTo(new Letter("committed", false, 1));
        assertThat(client.receive(queue, "tx", who + "-commit")).isEqualTo(new Letter("committed", true, 2));
        assertThat(client.isEmpty(queue)).isTrue();
    }

    @Test
    @Order(4)
    void listener_rollsBack_redeliveredUntilDead() throws Exception {
        in(Scenario.LISTENER, () -> {
            client.send("orders", "fine");
            assertThat(client.receive("replies").text()).isEqualTo("done: fine");

            client.send("orders", "poisoned");
            deadAfterAllDeliveries("poisoned", 1);
            client.send("orders", "broken");
            deadAfterAllDeliveries("broken", 1 + DELIVERIES);
            assertThat(client.isEmpty("replies")).isTrue();
        });
    }

    private void deadAfterAllDeliveries(String text, int before) throws IOException, InterruptedException {
        assertThat(client.receive("DLQ").text()).isEqualTo(text);
        assertThat(client.seen("orders", before + DELIVERIES).subList(before, before + DELIVERIES))
                .containsExactly(new Letter(text, false, 1), new Letter(text, true, 2), new Letter(text, true, 3));
    }

    @Test
    @Order(5)
    void listener_withoutContainersTransaction() throws Exception {
        in(Scenario.UNTRANSACTED, () -> {
            client.send("self-managed", "own");
            assertThat(client.seen("self-managed", 2))
                    .containsExactly(new Letter("own", false, 1), new Letter("own", true, 2));
            assertThat(client.receive("replies").text()).isEqualTo("done: own");
            assertThat(client.isEmpty("replies")).isTrue();

            client.send("untransacted", "other", "kind", "unwanted");
            client.send("untransacted", "this");
            assertThat(client.seen("untransacted", 2))
                    .containsExactly(new Letter("this", false, 1), new Letter("this", true, 2));
            assertThat(client.receive("untransacted").text()).isEqualTo("other");
        });
    }

    @Test
    @Order(6)
    void durableListener_getsWhatWasPublishedWhileItWasAway() throws Exception {
        in(Scenario.DURABLE, () -> {
            int before = client.seen("news", 0).size();
            client.publish("news", "while it is there");
            assertThat(texts("news", before + 1)).contains("while it is there");

            server.undeploy(Archive.LISTENERS);
            client.publish("news", "one");
            client.publish("news", "two");
            server.deploy(Archive.LISTENERS);
            client.await(server.process(), Archive.LISTENERS);
            assertThat(texts("news", 2)).containsExactly("one", "two");
        });
    }

    private Stream<String> texts(String destination, int count) throws IOException, InterruptedException {
        return client.seen(destination, count).stream().map(Letter::text);
    }

    @Test
    @Order(7)
    void applications_redeployed_nothingLeft() throws Exception {
        in(Scenario.REDEPLOY, () -> {
            server.undeploy(Archive.LISTENERS);
            server.undeploy(Archive.PROBE);
            List<String> threads = client.threads("petrel");

            server.deploy(Archive.PROBE);
            server.deploy(Archive.LISTENERS);
            // The new ones make themselves known when they are asked something; a server may keep what it deployed
            // last.
            String listeners = client.collected("listeners");
            String probe = client.collected("probe");
            awaitAll();
            worksStill();
            // The broker is the adapter's, and so is the thread of its timers.
            assertThat(threads).allMatch(name -> name.startsWith("petrel-timer-"));
            assertCollected(Scenario.REDEPLOY, listeners, probe);
        });
    }

    private void awaitAll() throws IOException, InterruptedException {
        client.await(server.process(), Archive.OBSERVER, Archive.PROBE, Archive.LISTENERS);
    }

    private void worksStill() throws IOException, InterruptedException {
        client.send("orders", "as before");
        assertThat(client.receive("replies").text()).isEqualTo("done: as before");
    }

    @Test
    @Order(8)
    void killed_betweenPrepareAndCommit_recovers() throws Exception {
        in(Scenario.RECOVERY, () -> {
            killBetweenPrepareAndCommit();
            assertThat(prepared(server.access().store())).isEqualTo(1);
            assertThat(prepared(server.access().otherStore())).isEqualTo(1);

            server.start();
            client.await(server.process(), Archive.OBSERVER);
            client.gather();
            awaitAll();
            assertThat(client.receive("distributed", "timeout", "60000").text()).isEqualTo("exactly once");
            assertThat(client.receive("distributed", "timeout", "60000", "via", "other")
                            .text())
                    .isEqualTo("exactly once");
            assertThat(client.isEmpty("distributed")).isTrue();
            assertThat(client.isEmpty("distributed", "via", "other")).isTrue();
        });
    }

    private void killBetweenPrepareAndCommit() throws IOException, InterruptedException {
        long pid = client.pid();
        Killer killer = Killer.attach(server.access().debugPort());
        assertThat(killer.stopAt("org.petrelmq.core.CoreXaResource", "commit")).isPositive();
        var answer = client.ask("probe/do/distributed", "text", "exactly once", "tx", "user-commit");
        killer.killThere(server.process(), pid);
        assertThat(answer).failsWithin(Duration.ofSeconds(10));
    }

    private static long prepared(Path store) throws JMSException {
        try (Broker broker = Broker.open("petrel:file:" + store)) {
            return broker.admin().branches().stream()
                    .filter(branch -> branch.state() == TransactionBranch.State.PREPARED)
                    .count();
        }
    }

    @Test
    @Order(9)
    void adapter_redeployed_nothingLeft() throws Exception {
        in(Scenario.REDEPLOY_ADAPTER, () -> {
            worksStill();
            server.undeploy(Archive.LISTENERS);
            server.undeploy(Archive.PROBE);
            server.undeploy(Archive.ADAPTER);
            List<String> threads = client.threads("petrel");
            long prepared = prepared(server.access().store()); // if its lock is free

            server.deploy(Archive.ADAPTER);
            server.deploy(Archive.PROBE);
            server.deploy(Archive.LISTENERS);
            String adapter = client.collected("adapter");
            awaitAll();
            worksStill();
            assertThat(threads).isEmpty();
            assertThat(prepared).isZero();
            assertCollected(Scenario.REDEPLOY_ADAPTER, adapter);
        });
    }

    private void assertCollected(Scenario scenario, String... answers) {
        Optional<String> keeper = server.keepsLoaders(scenario);
        if (keeper.isEmpty()) {
            assertThat(answers).as("class loaders are collected").containsOnly("true");
        } else if (!List.of(answers).stream().allMatch("true"::equals)) {
            kept = keeper.get();
        }
    }

    @Test
    @Order(10)
    void stopped_storesAreFree() throws Exception {
        in(Scenario.STOP, () -> {
            server.process().stop(client.pid());
            assertThat(prepared(server.access().store())).isZero();
            assertThat(prepared(server.access().otherStore())).isZero();
        });
    }

    // ---- the record ----

    private interface Check {
        void run() throws Exception;
    }

    private void in(Scenario scenario, Check check) throws Exception {
        Optional<String> reason = server.lacks(scenario);
        if (reason.isPresent()) {
            results.add(scenario, Outcome.NOT_SUPPORTED, reason.get());
            Assumptions.abort(reason.get());
        }
        try {
            check.run();
        } catch (Throwable e) { // assertions are errors; whatever it is, it is recorded and goes on its way
            results.add(scenario, Outcome.FAILED, String.valueOf(e.getMessage()));
            throw e;
        }
        results.add(scenario, kept.isEmpty() ? Outcome.PASSED : Outcome.PARTLY, kept);
    }
}
