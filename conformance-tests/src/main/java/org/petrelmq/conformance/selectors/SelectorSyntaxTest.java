package org.petrelmq.conformance.selectors;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Feature;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Requires;
import org.petrelmq.conformance.Spec;
import org.petrelmq.conformance.selectors.Forms.Creation;

/** Section 3.8.1.1: selectors that are no selectors. */
@ConformanceTest
class SelectorSyntaxTest {
    private static final String INVALID = "a = 1 AND";

    private static <T> void assertRefused(Map<String, Creation<T>> forms, Class<? extends Exception> type) {
        forms.forEach((name, creation) ->
                assertThatThrownBy(() -> creation.with(INVALID), name).isInstanceOf(type));
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName(
            "Every method of the classic and domain-specific APIs that creates a consumer throws InvalidSelectorException for a syntactically incorrect selector.")
    void invalidSelector_consumerOfClassicApi_throws(Jms jms) throws JMSException {
        assertRefused(new Forms(jms).ofQueue(), InvalidSelectorException.class);
        assertRefused(new Forms(jms).ofTopic(), InvalidSelectorException.class);
    }

    @Test
    @Spec("3.8.1.1")
    @Requires(Feature.SHARED_SUBSCRIPTIONS)
    @DisplayName(
            "Every method that creates a shared consumer throws InvalidSelectorException for a syntactically incorrect selector.")
    void invalidSelector_sharedConsumer_throws(Jms jms) throws JMSException {
        assertRefused(new Forms(jms).shared(), InvalidSelectorException.class);
    }

    @Test
    @Spec("3.8.1.1")
    @Requires({Feature.SIMPLIFIED_API, Feature.SHARED_SUBSCRIPTIONS})
    @DisplayName(
            "Every method of JMSContext that creates a consumer throws InvalidSelectorRuntimeException for a syntactically incorrect selector.")
    void invalidSelector_consumerOfContext_throws(Jms jms) throws JMSException {
        assertRefused(new Forms(jms).ofContext(), InvalidSelectorRuntimeException.class);
        assertRefused(new Forms(jms).sharedOfContext(), InvalidSelectorRuntimeException.class);
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("createBrowser throws InvalidSelectorException for a syntactically incorrect selector.")
    void invalidSelector_browser_throws(Jms jms) throws JMSException {
        assertRefused(new Forms(jms).browsers(), InvalidSelectorException.class);
    }

    @Test
    @Spec("JD JMSContext.createBrowser")
    @Requires(Feature.SIMPLIFIED_API)
    @DisplayName(
            "JMSContext.createBrowser throws InvalidSelectorRuntimeException for a syntactically incorrect selector.")
    void invalidSelector_browserOfContext_throws(Jms jms) throws JMSException {
        Creation<?> form = selector -> jms.context().createBrowser(jms.queue(), selector);
        assertRefused(Map.of("createBrowser", form::with), InvalidSelectorRuntimeException.class);
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Missing and surplus operands, operators and parentheses make a selector incorrect.")
    void syntax_missingOrSurplusParts_isRefused(Jms jms) throws JMSException {
        Candidate.with(jms, message -> {})
                .cannotBeChosenBy(
                        "=",
                        "a =",
                        "= 1",
                        "a = 1 AND",
                        "AND a = 1",
                        "a = 1 OR OR b = 2",
                        "NOT",
                        "a NOT",
                        "a b",
                        "a 1",
                        "a = 1 b = 2",
                        "a > < 1",
                        "a + = 1",
                        "* a = 1",
                        "a * = 1",
                        "(a = 1",
                        "a = 1)",
                        "()",
                        ")a = 1(",
                        "a = (1",
                        "a NOT 1");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Incomplete BETWEEN, IN, LIKE and IS NULL make a selector incorrect.")
    void syntax_incompleteOperators_isRefused(Jms jms) throws JMSException {
        Candidate.with(jms, message -> {})
                .cannotBeChosenBy(
                        "a BETWEEN 1",
                        "a BETWEEN 1 AND",
                        "a BETWEEN 1 OR 2",
                        "BETWEEN 1 AND 2",
                        "a IN",
                        "a IN 'x'",
                        "a IN ()",
                        "a IN ('x',)",
                        "a IN ('x' 'y')",
                        "a IN ('x'",
                        "a LIKE",
                        "a LIKE ESCAPE '!'",
                        "a LIKE 'x' ESCAPE",
                        "a IS",
                        "a IS NOT",
                        "a IS 5",
                        "a IS TRUE",
                        "a NOT NULL",
                        "IS NULL");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Characters and operators of other languages make a selector incorrect.")
    void syntax_foreignCharacters_isRefused(Jms jms) throws JMSException {
        Candidate.with(jms, message -> {})
                .cannotBeChosenBy(
                        "a == 1",
                        "a != 1",
                        "a = 1;",
                        "a = 1 && b = 2",
                        "a = 1 || b = 2",
                        "!a",
                        "a % 2 = 0",
                        "a ^ 2 = 4",
                        "#a = 1",
                        "a = @b",
                        "a = {1}",
                        "a[0] = 1",
                        "a = :b",
                        "a = ?",
                        "1a = 2",
                        "a.b.c = 1",
                        "a = \"x\"");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("What is left of LIKE, IN and IS NULL is an identifier; with anything else the selector is incorrect.")
    void syntax_operandThatIsNoIdentifier_isRefused(Jms jms) throws JMSException {
        Candidate.with(jms, message -> {})
                .cannotBeChosenBy(
                        "'x' LIKE 'x'",
                        "5 LIKE '5'",
                        "a + 1 LIKE 'x'",
                        "'x' IN ('x')",
                        "5 IN ('5')",
                        "a * 2 IN ('x')",
                        "5 IS NULL",
                        "'x' IS NOT NULL",
                        "a + 1 IS NULL");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName(
            "The list of IN and the pattern of LIKE are string literals; with anything else the selector is incorrect.")
    void syntax_listOrPatternThatIsNoString_isRefused(Jms jms) throws JMSException {
        Candidate.with(jms, message -> {})
                .cannotBeChosenBy("a IN (1, 2)", "a IN ('x', b)", "a IN (TRUE)", "a LIKE 5", "a LIKE b", "a LIKE TRUE");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName(
            "The escape character of LIKE is a string literal of one character; with anything else the selector is incorrect.")
    void syntax_escapeOfOtherLength_isRefused(Jms jms) throws JMSException {
        Candidate.with(jms, message -> {})
                .cannotBeChosenBy(
                        "a LIKE 'x' ESCAPE 'ab'", "a LIKE 'x' ESCAPE ''", "a LIKE 'x' ESCAPE 5", "a LIKE 'x' ESCAPE b");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("A number, a string or an arithmetic expression by itself is no condition, and no selector.")
    void syntax_noCondition_isRefused(Jms jms) throws JMSException {
        Candidate.with(jms, message -> {}).cannotBeChosenBy("1", "0x1", "2.5", "'text'", "a + 1", "-a", "1 + 1", "(5)");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Operations on literals of a wrong type are refused or do not match.")
    void semantics_literalsOfWrongType_areNotChosen(Jms jms) throws JMSException {
        Candidate.with(jms, message -> {
                    message.setIntProperty("a", 1);
                    message.setBooleanProperty("yes", true);
                })
                .isNotChosenBy(
                        "'5' > 1",
                        "TRUE + 1 = 2",
                        "-'5' < 0",
                        "'5' BETWEEN 1 AND 9",
                        "a = 1 AND 5",
                        "a = 1 AND 'true'",
                        "'a' = 5",
                        "a BETWEEN '0' AND '2'",
                        "yes + 1 = 2",
                        "a AND a");
    }

    @Test
    @Spec("3.8.1.3")
    @DisplayName("SQL comments are not supported.")
    void syntax_comments_areNoComments(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setIntProperty("a", 1));
        candidate.cannotBeChosenBy(
                "a = 1 -- comment here",
                "a = 1 /* comment */",
                "a = /**/ 1",
                "a = 1 --",
                "-- only a comment",
                "/* a */");
        candidate.isNotChosenBy("a = 1 --2", "a = 1 --\n2");
    }
}
