package org.petrelmq.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.petrelmq.conformance.report.Finding;
import org.petrelmq.conformance.report.Verdict;

/** Turns the results of one run of JUnit into findings. */
final class VerdictListener implements TestExecutionListener {
    /** What a test's run ended with; the unique ID selects it for another run. */
    record Result(Finding finding, UniqueId id) {}

    private final Map<String, Result> results = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable TestPlan plan;

    Map<String, Result> results() {
        return results;
    }

    /** Failures outside of tests: of the provider's start, say. */
    List<String> problems() {
        return problems;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan newPlan) {
        plan = newPlan;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        if (plan != null && test.isContainer()) {
            plan.getChildren(test).forEach(child -> executionSkipped(child, reason));
        } else {
            add(test, Verdict.NOT_SUPPORTED, reason);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String detail = result.getThrowable().map(VerdictListener::describe).orElse(null);
        if (test.isContainer()) {
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                problems.add(test.getDisplayName() + ": " + detail);
            }
            return;
        }
        add(
                test,
                switch (result.getStatus()) {
                    case SUCCESSFUL -> Verdict.PASSED;
                    case ABORTED -> Verdict.NOT_SUPPORTED;
                    case FAILED -> Verdict.FAILED;
                },
                detail);
    }

    private void add(TestIdentifier test, Verdict verdict, @Nullable String detail) {
        Optional<TestSource> source = test.getSource();
        if (source.isEmpty() || !(source.get() instanceof MethodSource method)) {
            return;
        }
        Spec spec = method.getJavaMethod().getAnnotation(Spec.class);
        String name = method.getClassName()
                        .substring(getClass().getPackageName().length() + 1) + "." + method.getMethodName();
        String clause = spec == null ? "?" : spec.value();
        results.put(
                name,
                new Result(
                        new Finding(name, clause, test.getDisplayName(), verdict, detail), test.getUniqueIdObject()));
    }

    private static String describe(Throwable thrown) {
        String message = thrown.getMessage();
        String line = message == null ? "" : message.strip().replaceAll("\\s+", " ");
        String text = thrown.getClass().getSimpleName() + (line.isEmpty() ? "" : ": " + line);
        return text.length() <= 400 ? text : text.substring(0, 400) + "…";
    }
}
