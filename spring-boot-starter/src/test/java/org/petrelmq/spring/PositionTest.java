package org.petrelmq.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.util.ClassUtils;

/** Where the auto-configuration stands among others, whose names the compiler does not check. */
class PositionTest {
    private static final ClassLoader LOADER = PositionTest.class.getClassLoader();
    private static final AutoConfiguration POSITION =
            PetrelAutoConfiguration.class.getAnnotation(AutoConfiguration.class);

    private static boolean isOfThisLine(String name) {
        boolean ofBoot3 = name.startsWith("org.springframework.boot.autoconfigure.")
                || name.startsWith("org.springframework.boot.actuate.autoconfigure.");
        return ofBoot3 == SpringBootVersion.getVersion().startsWith("3.");
    }

    private static List<Class<?>> named(String... names) {
        return Stream.of(names)
                .filter(PositionTest::isOfThisLine)
                .<Class<?>>map(name -> ClassUtils.resolveClassName(name, LOADER))
                .toList();
    }

    @Test
    void thoseOfThisLine_areThere_andInThatOrder() {
        List<Class<?>> later = named(POSITION.beforeName());
        List<Class<?>> earlier = named(POSITION.afterName());
        Class<?>[] all = Stream.of(later, List.of(PetrelAutoConfiguration.class), earlier)
                .flatMap(List::stream)
                .toArray(Class<?>[]::new);
        List<Class<?>> sorted = List.of(Configurations.getClasses(AutoConfigurations.of(all)));

        int own = sorted.indexOf(PetrelAutoConfiguration.class);
        assertThat(sorted.subList(0, own))
                .containsExactlyInAnyOrderElementsOf(earlier)
                .hasSize(2);
        assertThat(sorted.subList(own + 1, sorted.size()))
                .containsExactlyInAnyOrderElementsOf(later)
                .hasSizeGreaterThanOrEqualTo(3);
    }
}
