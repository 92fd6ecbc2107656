package org.petrelmq.conformance.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrinterTest {
    private static final int PROGRAMS = 8;

    @TempDir
    Path directory;

    @BeforeAll
    static void silence() {
        PetrelTarget.silence();
    }

    /** Whole programs, which have every kind of step in them: compiled, and run on Petrel. */
    @Test
    void print_programs_areTestsThatRun() throws Exception {
        for (int seed = 1; seed <= PROGRAMS; seed++) {
            List<Step> program = Generator.program(seed, EnumSet.allOf(Ability.class));
            String name = "Seed" + seed + "Test";
            Files.writeString(directory.resolve(name + ".java"), Printer.print(name, program, PetrelTarget.SETTING));
        }
        compile();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            for (int seed = 1; seed <= PROGRAMS; seed++) {
                run(loader.loadClass("Seed" + seed + "Test"));
            }
        }
    }

    private void compile() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String[] arguments = new String[PROGRAMS + 5];
        arguments[0] = "-cp";
        arguments[1] = System.getProperty("java.class.path");
        arguments[2] = "-proc:none";
        arguments[3] = "-d";
        arguments[4] = directory.toString();
        for (int seed = 1; seed <= PROGRAMS; seed++) {
            arguments[4 + seed] = directory.resolve("Seed" + seed + "Test.java").toString();
        }
        assertThat(compiler.run(null, null, null, arguments))
                .as("the compiler's status")
                .isZero();
    }

    private static void run(Class<?> test) throws Exception {
        var constructor = test.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method method = test.getDeclaredMethod("program");
        method.setAccessible(true);
        method.invoke(constructor.newInstance());
    }
}
