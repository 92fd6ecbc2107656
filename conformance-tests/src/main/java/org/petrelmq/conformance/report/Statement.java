package org.petrelmq.conformance.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the specification, or the Javadoc of the API, demands of a provider, in our words.
 *
 * @param id the clause and a number
 * @param clause the section, or {@code JD Type.method}
 * @param statement the demand, a sentence
 * @param tests the behaviours of the suite that fail if it does not hold, by their names; null if there can be none
 * @param unchecked why there can be none; null if there can
 */
public record Statement(
        String id,
        String clause,
        String statement,
        @Nullable List<String> tests,
        @Nullable String unchecked) {
    private static final List<String> FILES = List.of("message", "connection", "delivery");
    private static final List<Verdict> WORSE =
            List.of(Verdict.PASSED, Verdict.NOT_SUPPORTED, Verdict.UNSTABLE, Verdict.FAILED);

    /**
     * The catalogue.
     *
     * @return all statements
     * @throws IOException if it cannot be read
     */
    public static List<Statement> all() throws IOException {
        List<Statement> all = new ArrayList<>();
        for (String file : FILES) {
            try (InputStream in =
                    Statement.class.getResourceAsStream("/org/petrelmq/conformance/statements/" + file + ".json")) {
                all.addAll(List.of(new ObjectMapper().readValue(Objects.requireNonNull(in, file), Statement[].class)));
            }
        }
        return all;
    }

    /**
     * Whether a test can fail if the statement does not hold.
     *
     * @return false if {@link #unchecked} says why not
     */
    public boolean canBeChecked() {
        return tests != null;
    }

    /**
     * Whether there is such a test.
     *
     * @return true if {@link #tests} names one
     */
    public boolean hasTests() {
        return tests != null && !tests.isEmpty();
    }

    /** The chapter of the specification, or the Javadoc. */
    String chapter() {
        return clause.startsWith("JD ") ? "Javadoc" : "Chapter " + clause.substring(0, clause.indexOf('.'));
    }

    /** What a run says of it: the worst verdict of its tests; null if none of them was run. */
    @Nullable
    Verdict verdict(ProviderRun run) {
        if (tests == null) {
            return null;
        }
        return run.findings().stream()
                .filter(finding -> tests.contains(finding.test()))
                .map(Finding::verdict)
                .max(Comparator.comparing(WORSE::indexOf))
                .orElse(null);
    }
}
