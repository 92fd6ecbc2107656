package org.petrelmq.conformance.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.programs.Trial.Disagreement;

/**
 * Random programs on Petrel and on Artemis, step by step beside the model. More of them: {@code -Pdifferential}, and other
 * ones: {@code -Ddifferential.seed=…}. A disagreement fails the test with the shrunk program, which {@code
 * target/differential} has as a test.
 */
class DifferentialTest {
    private static final long SEED = Long.getLong("differential.seed", 1);
    private static final int PROGRAMS = Integer.getInteger("differential.programs", 500);
    private static final int ARTEMIS_PROGRAMS = Integer.getInteger("differential.artemis", 100);
    private static final Path OUT = Path.of("target", "differential");

    /** Shrinking takes time, and one cause shows in many programs. */
    private static final int ENOUGH = 5;

    @BeforeAll
    static void silence() {
        PetrelTarget.silence();
    }

    @Test
    void petrel_randomPrograms_doesWhatTheModelSays() throws Exception {
        check("Petrel", PetrelTarget.CLASSIC, EnumSet.allOf(Ability.class), PetrelTarget.SETTING, PROGRAMS);
    }

    @Test
    void petrelSimplified_randomPrograms_doesWhatTheModelSays() throws Exception {
        check(
                "PetrelSimplified",
                PetrelTarget.SIMPLIFIED,
                EnumSet.allOf(Ability.class),
                PetrelTarget.SETTING,
                PROGRAMS);
    }

    @Test
    void artemis_randomPrograms_doesWhatTheModelSays() throws Exception {
        try (ArtemisTarget artemis = new ArtemisTarget()) {
            check("Artemis", artemis, ArtemisTarget.ABILITIES, ArtemisTarget.SETTING, ARTEMIS_PROGRAMS);
        }
    }

    private static void check(String provider, Target target, Set<Ability> abilities, Setting setting, int programs)
            throws Exception {
        Trial trial = new Trial(target);
        List<String> disagreements = new ArrayList<>();
        long steps = 0;
        int done = 0;
        while (done < programs && disagreements.size() < ENOUGH) {
            long seed = SEED + done++;
            List<Step> program = Generator.program(seed, abilities);
            steps += program.size();
            Disagreement found = run(trial, seed, program);
            if (found != null) {
                Disagreement shrunk = Shrinker.shrink(trial, abilities, found);
                Path test = print(provider + "Seed" + seed + "Test", shrunk, setting);
                disagreements.add("seed " + seed + ", as a test in " + test + ":\n" + shrunk);
            }
        }
        System.out.printf(
                "%s: %d programs from seed %d on, %d steps, %d disagreements%n",
                provider, done, SEED, steps, disagreements.size());
        assertThat(disagreements).as(provider + " and the model").isEmpty();
    }

    private static @Nullable Disagreement run(Trial trial, long seed, List<Step> program) throws Exception {
        try {
            return trial.run(program);
        } catch (AssertionError e) {
            throw new AssertionError("After the program of seed " + seed + " the provider is not as it has to be.", e);
        }
    }

    private static Path print(String name, Disagreement shrunk, Setting setting) throws Exception {
        Files.createDirectories(OUT);
        return Files.writeString(OUT.resolve(name + ".java"), Printer.print(name, shrunk.program(), setting));
    }
}
