package org.petrelmq.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.TypeHint;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** What ahead-of-time processing makes of an application. */
@ExtendWith(NoThreadsLeft.class)
@Timeout(60)
class RuntimeHintsTest {

    @Test
    void propertiesThatAreBound_haveHintsOfTheirConstructors() {
        DefaultGenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get(Apps.Everything.class)), new InMemoryGeneratedFiles());
        try (AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext()) {
            application.register(Apps.Everything.class);
            new ApplicationContextAotGenerator().processAheadOfTime(application, generation);
        }
        for (Class<?> properties : List.of(
                PetrelProperties.class,
                PetrelProperties.Embedded.class,
                PetrelProperties.Pool.class,
                ConnectionFactoryConfiguration.Cache.class)) {
            TypeHint hint = generation.getRuntimeHints().reflection().getTypeHint(properties);
            assertThat(hint).as(properties.getName()).isNotNull();
            assertThat(hint.constructors())
                    .as(properties.getName())
                    .anySatisfy(constructor -> assertThat(constructor.getMode()).isEqualTo(ExecutableMode.INVOKE));
        }
    }
}
