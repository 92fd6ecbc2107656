package org.petrelmq.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Tests that are run by a test. */
final class Run {
    private final EngineExecutionResults results;

    private Run(EngineExecutionResults results) {
        this.results = results;
    }

    static Run of(Class<?> tests) {
        return new Run(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute());
    }

    static Run inParallel(Class<?> tests) {
        return new Run(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute());
    }

    /** How many tests passed. */
    long passed() {
        return results.testEvents().succeeded().count();
    }

    /** What went wrong, with tests and classes. */
    List<Throwable> failures() {
        return results.allEvents()
                .failed()
                .map(Event::getPayload)
                .flatMap(Optional::stream)
                .map(payload -> ((TestExecutionResult) payload).getThrowable())
                .flatMap(Optional::stream)
                .toList();
    }

    /** The message of the only failure. */
    String failure() {
        List<Throwable> failures = failures();
        if (failures.size() != 1) {
            AssertionError unexpected = new AssertionError("There are " + failures.size() + " failures.");
            failures.forEach(unexpected::addSuppressed);
            throw unexpected;
        }
        return String.valueOf(failures.get(0).getMessage());
    }
}
