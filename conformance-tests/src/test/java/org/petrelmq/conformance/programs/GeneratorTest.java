package org.petrelmq.conformance.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private static final Set<Ability> ABILITIES = EnumSet.allOf(Ability.class);

    @Test
    void program_sameSeed_isTheSame() {
        assertThat(Generator.program(7, ABILITIES))
                .isEqualTo(Generator.program(7, ABILITIES))
                .isNotEqualTo(Generator.program(8, ABILITIES));
    }

    @Test
    void program_manySeeds_haveEveryKindOfStep() {
        Set<Class<?>> kinds = new HashSet<>();
        for (int seed = 1; seed <= 100; seed++) {
            Generator.program(seed, ABILITIES).forEach(step -> kinds.add(step.getClass()));
        }
        assertThat(kinds).containsExactlyInAnyOrder(Step.class.getPermittedSubclasses());
    }

    @Test
    void program_eachStep_makesSense() {
        for (int seed = 1; seed <= 100; seed++) {
            Model model = new Model();
            Rules rules = new Rules(model, ABILITIES);
            List<Step> program = Generator.program(seed, ABILITIES);
            for (Step step : program) {
                assertThat(rules.allow(step)).as("%s in seed %d", step, seed).isTrue();
                model.perform(step);
            }
        }
    }
}
