package org.petrelmq.conformance.programs;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.programs.Trial.Disagreement;

class DifferentialTest {
    private static final long SEED = Long.getLong("differential.seed", 1);
    private static final int PROGRAMS = Integer.getInteger("differential.programs", 500);

    @Test
    void petrel_randomPrograms_doesWhatTheModelSays() throws Exception {
        Set<Ability> abilities = EnumSet.allOf(Ability.class);
        Trial trial = new Trial(new PetrelTarget());
        long steps = 0;
        long start = System.nanoTime();
        for (int i = 0; i < PROGRAMS; i++) {
            List<Step> program = Generator.program(SEED + i, abilities);
            steps += program.size();
            Disagreement found = trial.run(program);
            if (found != null) {
                fail("seed " + (SEED + i) + "\n" + Shrinker.shrink(trial, found));
            }
        }
        System.out.println(steps + " steps, " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
