package org.petrelmq.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void surprises_unexplainedFailure_isOne() {
        assertThat(surprises(null, Verdict.FAILED)).hasSize(1);
        assertThat(surprises(null, Verdict.NOT_SUPPORTED)).hasSize(1);
        assertThat(surprises(null, Verdict.PASSED)).isEmpty();
    }

    @Test
    void surprises_explainedFailureThatVanished_isOne() {
        assertThat(surprises(Verdict.FAILED, Verdict.FAILED)).isEmpty();
        assertThat(surprises(Verdict.FAILED, Verdict.PASSED)).hasSize(1);
    }

    @Test
    void surprises_unstable_isShownAndNoSurprise() {
        assertThat(surprises(null, Verdict.UNSTABLE)).isEmpty();
        assertThat(surprises(Verdict.FAILED, Verdict.UNSTABLE)).isEmpty();
    }

    @Test
    void surprises_explainedAsUnstable_mayPassOrFail() {
        assertThat(surprises(Verdict.UNSTABLE, Verdict.PASSED)).isEmpty();
        assertThat(surprises(Verdict.UNSTABLE, Verdict.FAILED)).isEmpty();
        assertThat(surprises(Verdict.UNSTABLE, Verdict.NOT_SUPPORTED)).hasSize(1);
    }

    @Test
    void surprises_explainedTestThatWasNotRun_isOne() {
        Difference known = new Difference("Peer", "chapter.Test.other", "1.1", Verdict.FAILED, "why");
        assertThat(new Report(List.of(run(Verdict.PASSED)), List.of(known)).surprises())
                .hasSize(1);
    }

    private static List<String> surprises(@Nullable Verdict explained, Verdict found) {
        List<Difference> differences = explained == null
                ? List.of()
                : List.of(new Difference("Peer", "chapter.Test.method", "1.1", explained, "why"));
        return new Report(List.of(run(found)), differences).surprises();
    }

    private static ProviderRun run(Verdict found) {
        Finding finding = new Finding("chapter.Test.method", "1.1", "It does.", found, null);
        return new ProviderRun("Peer 1.0", "17", 1, List.of(finding));
    }
}
