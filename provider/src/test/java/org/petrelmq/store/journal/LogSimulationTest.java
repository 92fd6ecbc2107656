package org.petrelmq.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.petrelmq.store.journal.SimulatedDisk.Fault;

class LogSimulationTest {
    private static final long SEEDS = Long.getLong("petrel.simulation.seeds", 5_000);

    @Test
    void nothingAcknowledgedIsLost_nothingElseAppears() {
        for (long seed = 0; seed < SEEDS; seed++) {
            LogSimulation.run(seed, Fault.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aFaultIsFound(Fault fault) {
        assertThat(firstFailing(fault)).isLessThan(10_000);
    }

    private static long firstFailing(Fault fault) {
        for (long seed = 0; seed < 10_000; seed++) {
            try {
                LogSimulation.run(seed, fault);
            } catch (AssertionError found) {
                return seed;
            }
        }
        return Long.MAX_VALUE;
    }
}
