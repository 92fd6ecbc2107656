package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.petrelmq.engine.AckModel;
import org.petrelmq.engine.ConnectSpec;
import org.petrelmq.engine.EngineSession;
import org.petrelmq.engine.TxModel;
import org.petrelmq.engine.TxOutcome;
import org.petrelmq.message.Address;
import org.petrelmq.message.Envelopes;
import org.petrelmq.store.journal.PowerLossException;
import org.petrelmq.store.journal.SimulatedStore;
import org.petrelmq.store.journal.SimulatedStore.Bug;

/** The whole engine on a disk that loses power and fails; {@code -Dpetrel.simulation.engine=N} runs so many seeds. */
class EngineSimulationTest {
    private static final long SEEDS = Long.getLong("petrel.simulation.engine", 2_000);

    /** Scripts whose every operation is made to fail: a few hundred operations together. */
    private static final long SCRIPTS = 12;

    @Test
    void nothingIsLost_doubled_orOutOfOrder() {
        for (long seed = 0; seed < SEEDS; seed++) {
            EngineSimulation.run(seed, Bug.NONE);
        }
    }

    /** F04: the power fails in each operation of a life, with each way in which what was not synced may survive. */
    @Test
    void powerLoss_inEveryOperation_losesNothing() {
        for (int survival = 0; survival < SimulatedStore.survivals(); survival++) {
            int way = survival;
            everyOperation((store, operation) -> store.armPowerLoss(operation, way));
        }
    }

    /** F21: the power fails at each step of a commit, be it of one message or of ten thousand. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 10_000})
    void powerLoss_atEachStepOfACommit_leavesAllOrNothing(int messages) throws Exception {
        for (int survival = 0; survival < SimulatedStore.survivals(); survival++) {
            int operation = 0;
            while (!commit(messages, operation, survival)) {
                operation++;
            }
            assertThat(operation).isPositive();
        }
    }

    /** Returns whether the commit returned. */
    private static boolean commit(int messages, int operation, int survival) throws Exception {
        SimulatedStore stores = new SimulatedStore(operation, Bug.NONE);
        boolean committed = false;
        boolean powerLost = false;
        try {
            CoreBroker broker = open(stores);
            EngineSession session = broker.connections()
                    .connect(new ConnectSpec(null, null, null), cause -> {})
                    .openSession(AckModel.ALL, TxModel.LOCAL);
            for (int i = 0; i < messages; i++) {
                session.send(Envelopes.text("m" + i), null);
            }
            stores.armPowerLoss(operation, survival);
            committed = session.commit() == TxOutcome.COMMITTED;
        } catch (PowerLossException e) {
            powerLost = true;
        }
        stores.crash(powerLost);
        CoreBroker again = open(stores);
        QueueGuard queue = again.destinations().find(Address.queue("q"));
        int there = queue == null ? 0 : queue.counts().available();
        assertThat(there).isIn(committed ? List.of(messages) : List.of(0, messages));
        return committed;
    }

    private static CoreBroker open(SimulatedStore stores) throws Exception {
        CoreBroker broker = new CoreBroker("simulated", BrokerConfig.of(Map.of()), stores.open());
        broker.recover();
        return broker;
    }

    /** L2: each operation of a life fails, once. */
    @Test
    void failure_ofEveryOperation_losesNothing() {
        everyOperation((store, operation) -> store.armFailure(operation, false));
    }

    /** L2: from each operation of a life on, all fail. */
    @Test
    void failure_fromEveryOperationOn_losesNothing() {
        everyOperation((store, operation) -> store.armFailure(operation, true));
    }

    private static void everyOperation(ObjIntConsumer<SimulatedStore> arming) {
        for (long seed = 0; seed < SCRIPTS; seed++) {
            int operation = 0;
            boolean wrong = true;
            while (wrong) {
                int at = operation++;
                wrong = EngineSimulation.runOnce(seed, store -> arming.accept(store, at));
            }
            assertThat(operation).as("operations of script %d", seed).isGreaterThan(10);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void plantedBug_isFound(Bug bug) {
        long found = firstFailing(bug);
        System.getLogger("org.petrelmq.simulation")
                .log(System.Logger.Level.INFO, "{0}: the first seed that finds it is {1}", bug, found);
        assertThat(found).isLessThan(10_000);
    }

    private static long firstFailing(Bug bug) {
        for (long seed = 0; seed < 10_000; seed++) {
            try {
                EngineSimulation.run(seed, bug);
            } catch (AssertionError found) {
                return seed;
            }
        }
        return Long.MAX_VALUE;
    }
}
