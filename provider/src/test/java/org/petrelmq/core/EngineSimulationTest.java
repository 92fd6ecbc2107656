package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.petrelmq.store.journal.SimulatedStore.Bug;

/** The whole engine on a disk that loses power and fails; {@code -Dpetrel.simulation.engine=N} runs so many seeds. */
class EngineSimulationTest {
    private static final long SEEDS = Long.getLong("petrel.simulation.engine", 2_000);

    @Test
    void nothingIsLost_doubled_orOutOfOrder() {
        for (long seed = 0; seed < SEEDS; seed++) {
            EngineSimulation.run(seed, Bug.NONE);
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
