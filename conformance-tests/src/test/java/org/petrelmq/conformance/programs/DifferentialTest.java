package org.petrelmq.conformance.programs;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.programs.Trial.Disagreement;

class DifferentialTest {
    private static final long SEED = Long.getLong("differential.seed", 1);
    private static final int PROGRAMS = Integer.getInteger("differential.programs", 500);
    private static final int REFERENCE_PROGRAMS = Integer.getInteger("differential.reference", 100);

    @Test
    void petrel_randomPrograms_doesWhatTheModelSays() throws Exception {
        run(new Trial(new PetrelTarget()), EnumSet.allOf(Ability.class), PROGRAMS);
    }

    @Test
    void artemis_randomPrograms_doesWhatTheModelSays() throws Exception {
        try (ArtemisTarget artemis = new ArtemisTarget()) {
            run(new Trial(artemis), ArtemisTarget.ABILITIES, REFERENCE_PROGRAMS);
        }
    }

    private static void run(Trial trial, Set<Ability> abilities, int programs) throws Exception {
        long steps = 0;
        long start = System.nanoTime();
        int failures = 0;
        for (int i = 0; i < programs; i++) {
            List<Step> program = Generator.program(SEED + i, abilities);
            steps += program.size();
            Disagreement found = trial.run(program);
            if (found != null) {
                System.out.println("seed " + (SEED + i) + "\n" + Shrinker.shrink(trial, abilities, found));
                failures++;
            }
        }
        System.out.println(
                failures + " failures " + steps + " steps, " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
