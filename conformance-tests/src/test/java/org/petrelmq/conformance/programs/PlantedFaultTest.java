package org.petrelmq.conformance.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.petrelmq.conformance.programs.Trial.Disagreement;

/** That random programs find faults: each is planted in front of Petrel, and has to be found and made short. */
class PlantedFaultTest {
    private static final int PROGRAMS = 200;
    /** Of so many that are found the shortest counts: shrinking ends where no small step leads on. */
    private static final int FOUND = 3;

    private static final int SHORT = 10;
    private static final Set<Ability> ABILITIES = EnumSet.allOf(Ability.class);

    @BeforeAll
    static void silence() {
        PetrelTarget.silence();
    }

    @ParameterizedTest
    @EnumSource
    void fault_planted_isFoundAndShrunk(Fault fault) throws Exception {
        Trial trial = new Trial(PetrelTarget.CLASSIC, fault::over);
        List<Disagreement> shrunk = new ArrayList<>();
        for (int seed = 1; seed <= PROGRAMS && shrunk.size() < FOUND; seed++) {
            Disagreement found = trial.run(Generator.program(seed, ABILITIES));
            if (found != null) {
                shrunk.add(Shrinker.shrink(trial, ABILITIES, found));
            }
        }
        assertThat(shrunk).as("what %d programs found", PROGRAMS).isNotEmpty();
        Disagreement shortest = Collections.min(
                shrunk, Comparator.comparingInt(one -> one.program().size()));
        assertThat(shortest.program()).as("%s", shortest).hasSizeLessThanOrEqualTo(SHORT);
        assertThat(new Trial(PetrelTarget.CLASSIC).run(shortest.program()))
                .as("without the fault")
                .isNull();
    }
}
