package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
