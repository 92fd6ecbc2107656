package org.petrelmq.conformance.sessions;

import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Calls that all have to throw; what they do not do is told for all of them at once. */
final class Refusals {
    private final Map<String, ThrowingCallable> calls = new TreeMap<>();

    Refusals of(String name, ThrowingCallable call) {
        calls.put(name, call);
        return this;
    }

    void areAll(Class<? extends Exception> type) {
        assertSoftly(softly -> calls.forEach(
                (name, call) -> softly.assertThat(catchThrowable(call)).as(name).isInstanceOf(type)));
    }
}
