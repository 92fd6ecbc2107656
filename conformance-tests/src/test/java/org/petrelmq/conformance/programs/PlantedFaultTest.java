package org.petrelmq.conformance.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.petrelmq.conformance.programs.Trial.Disagreement;

/** That random programs find faults: each is planted in front of Petrel, and has to be found and made short. */
class PlantedFaultTest {
    private static final int PROGRAMS = 60;
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
        Disagreement found = null;
        for (int seed = 1; seed <= PROGRAMS && found == null; seed++) {
            found = trial.run(Generator.program(seed, ABILITIES));
        }
        assertThat(found).as("what %d programs found", PROGRAMS).isNotNull();
        Disagreement shrunk = Shrinker.shrink(trial, ABILITIES, found);
        assertThat(shrunk.program()).as("%s", shrunk).hasSizeLessThanOrEqualTo(SHORT);
        assertThat(new Trial(PetrelTarget.CLASSIC).run(shrunk.program()))
                .as("without the fault")
                .isNull();
    }
}
