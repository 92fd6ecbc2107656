package org.petrelmq.conformance.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One behaviour on one provider.
 *
 * @param test the test's class, without the suite's package, and method
 * @param clause the clause of the specification
 * @param statement what the specification says, in our words
 * @param verdict how the provider did
 * @param detail why, where it did not pass
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
        String test,
        String clause,
        String statement,
        Verdict verdict,
        @Nullable String detail) {}
