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
        assertThat(new Report(List.of(run(Verdict.PASSED)), List.of(known), List.of()).surprises())
                .hasSize(1);
    }

    @Test
    void statement_takesTheWorstVerdictOfItsTests() {
        Statement one = new Statement("1.1-1", "1.1", "It does.", List.of("chapter.Test.method"), null);
        assertThat(one.verdict(run(Verdict.FAILED))).isEqualTo(Verdict.FAILED);
        Statement none = new Statement("1.1-2", "1.1", "It may.", null, "A permission.");
        assertThat(none.verdict(run(Verdict.FAILED))).isNull();
        assertThat(none.canBeChecked()).isFalse();
        Finding passed = new Finding("a.T.m", "1.1", "It does.", Verdict.PASSED, null);
        Finding lacking = new Finding("a.T.n", "1.1", "It does.", Verdict.NOT_SUPPORTED, null);
        Statement both = new Statement("1.1-3", "1.1", "It does.", List.of("a.T.m", "a.T.n"), null);
        assertThat(both.verdict(new ProviderRun("P", "17", 1, List.of(passed, lacking))))
                .isEqualTo(Verdict.NOT_SUPPORTED);
    }

    @Test
    void html_showsTheCoverageOfEachChapter() {
        List<Statement> statements = List.of(
                new Statement("3.1-1", "3.1", "It does.", List.of("chapter.Test.method"), null),
                new Statement("3.2-1", "3.2", "It does too.", List.of(), null),
                new Statement("JD Queue.x-1", "JD Queue.x", "It may.", null, "A permission."));
        String html = new HtmlReport(new Report(List.of(run(Verdict.PASSED)), List.of(), statements)).render();
        assertThat(html)
                .contains("<td>Chapter 3</td><td>2</td><td>2</td><td>1</td><td>50.0</td>")
                .contains("<td>Javadoc</td><td>1</td><td>0</td><td>0</td><td></td>")
                .contains("Not checked. A permission.")
                .contains("No test yet.");
    }

    @Test
    void markdown_hasTheDifferencesOfEachProvider() {
        Difference known = new Difference("Peer", "chapter.Test.method", "1.1", Verdict.FAILED, "It does|not.");
        String explained =
                new MarkdownReport(new Report(List.of(run(Verdict.FAILED)), List.of(known), List.of())).render();
        assertThat(explained)
                .contains("| Peer 1.0 | 17 | 1 | 0 | 1 | 0 | 0 | 1 |")
                .contains("| 1.1 | It does. | failed | It does\\|not. |");
        String clean = new MarkdownReport(new Report(List.of(run(Verdict.PASSED)), List.of(), List.of())).render();
        assertThat(clean).contains("No differences.");
    }

    private static List<String> surprises(@Nullable Verdict explained, Verdict found) {
        List<Difference> differences = explained == null
                ? List.of()
                : List.of(new Difference("Peer", "chapter.Test.method", "1.1", explained, "why"));
        return new Report(List.of(run(found)), differences, List.of()).surprises();
    }

    private static ProviderRun run(Verdict found) {
        Finding finding = new Finding("chapter.Test.method", "1.1", "It does.", found, null);
        return new ProviderRun("Peer 1.0", "17", 1, List.of(finding));
    }
}
