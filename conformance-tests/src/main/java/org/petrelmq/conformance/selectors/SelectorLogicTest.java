package org.petrelmq.conformance.selectors;

import jakarta.jms.JMSException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Sections 3.8.1.1 and 3.8.1.2: logical operators. */
@ConformanceTest
class SelectorLogicTest {
    /** True, false and unknown of {@link #number}. */
    private static final String[] TRUTHS = {"number = 5", "number = 6", "absent = 5"};

    private static final String TRUE = TRUTHS[0];
    private static final String FALSE = TRUTHS[1];
    private static final String UNKNOWN = TRUTHS[2];

    private static Candidate number(Jms jms) throws JMSException {
        return Candidate.with(jms, message -> message.setIntProperty("number", 5));
    }

    /** Asserts what an expression of known operands is: true and false are told from unknown by its negation. */
    private static void check(Candidate candidate, String expression, String truth) throws JMSException {
        String negation = "NOT (" + expression + ")";
        if (truth.equals(TRUE)) {
            candidate.isChosenBy(expression);
        } else {
            candidate.isPassedOverBy(expression);
        }
        if (truth.equals(FALSE)) {
            candidate.isChosenBy(negation);
        } else {
            candidate.isPassedOverBy(negation);
        }
    }

    @Test
    @Spec("3.8.1.2")
    @DisplayName("AND of true, false and unknown is as table 3-4 says.")
    void and_threeValues_isAsTheTableSays(Jms jms) throws JMSException {
        String[][] results = {{TRUE, FALSE, UNKNOWN}, {FALSE, FALSE, FALSE}, {UNKNOWN, FALSE, UNKNOWN}};
        Candidate candidate = number(jms);
        for (int left = 0; left < 3; left++) {
            for (int right = 0; right < 3; right++) {
                check(candidate, TRUTHS[left] + " AND " + TRUTHS[right], results[left][right]);
            }
        }
    }

    @Test
    @Spec("3.8.1.2")
    @DisplayName("OR of true, false and unknown is as table 3-5 says.")
    void or_threeValues_isAsTheTableSays(Jms jms) throws JMSException {
        String[][] results = {{TRUE, TRUE, TRUE}, {TRUE, FALSE, UNKNOWN}, {TRUE, UNKNOWN, UNKNOWN}};
        Candidate candidate = number(jms);
        for (int left = 0; left < 3; left++) {
            for (int right = 0; right < 3; right++) {
                check(candidate, TRUTHS[left] + " OR " + TRUTHS[right], results[left][right]);
            }
        }
    }

    @Test
    @Spec("3.8.1.2")
    @DisplayName("NOT of true, false and unknown is as table 3-6 says.")
    void not_threeValues_isAsTheTableSays(Jms jms) throws JMSException {
        Candidate candidate = number(jms);
        check(candidate, "NOT (" + TRUE + ")", FALSE);
        check(candidate, "NOT (" + FALSE + ")", TRUE);
        check(candidate, "NOT (" + UNKNOWN + ")", UNKNOWN);
        check(candidate, "NOT NOT (" + TRUE + ")", TRUE);
    }

    @Test
    @Spec("3.8.1.2")
    @DisplayName("An absent boolean property is unknown as a condition.")
    void absentBoolean_asCondition_isUnknown(Jms jms) throws JMSException {
        Candidate candidate = number(jms);
        check(candidate, "absent", UNKNOWN);
        check(candidate, "absent OR " + TRUE, TRUE);
        check(candidate, "absent AND " + FALSE, FALSE);
        check(candidate, "absent OR " + FALSE, UNKNOWN);
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("NOT comes before AND, and AND before OR.")
    void precedence_notAndOr_isInThatOrder(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setBooleanProperty("yes", true);
            message.setBooleanProperty("no", false);
        });
        candidate.isChosenBy(
                "yes OR yes AND no",
                "no AND no OR yes",
                "NOT no OR yes",
                "NOT yes OR yes",
                "NOT no AND yes",
                "yes OR NOT yes AND no");
        candidate.isPassedOverBy("NOT yes AND no", "NOT no AND no", "no OR yes AND no");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Comparisons and arithmetic come before logical operators.")
    void precedence_comparison_comesBeforeLogic(Jms jms) throws JMSException {
        Candidate candidate = number(jms);
        candidate.isChosenBy(
                "NOT number = 6",
                "number = 5 AND number + 1 = 6",
                "number > 6 OR number BETWEEN 1 AND 6 AND number <> 7",
                "NOT number IN ('a') AND NOT absent IS NOT NULL");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Parentheses change the order of logical operators.")
    void parentheses_logic_goFirst(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setBooleanProperty("yes", true);
            message.setBooleanProperty("no", false);
        });
        candidate.isChosenBy("NOT (yes AND no)", "(no OR yes) AND yes", "((yes))", "(NOT (no)) AND (yes = TRUE)");
        candidate.isPassedOverBy("(yes OR yes) AND no", "NOT (yes OR yes)", "no AND (no OR yes)");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Operators are recognized in any case.")
    void operators_anyCase_areRecognized(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("number", 5);
            message.setStringProperty("word", "a_b");
        });
        candidate.isChosenBy(
                "not (number = 6) and number = 5",
                "Number = 5 oR number = 5 AnD nOt (number = 7)",
                "number between 1 And 6",
                "word Like 'a!_%' Escape '!'",
                "word iN ('a_b')",
                "Word iS nUlL and word is Not Null");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("A selector may combine header fields and properties by several conditions.")
    void conditions_combined_allCount(Jms jms) throws JMSException {
        String selector = "JMSType = 'car' AND color = 'blue' AND weight > 2500";
        Candidate.with(jms, message -> {
                    message.setJMSType("car");
                    message.setStringProperty("color", "blue");
                    message.setIntProperty("weight", 2501);
                })
                .isChosenBy(selector);
        Candidate.with(jms, message -> {
                    message.setJMSType("car");
                    message.setStringProperty("color", "blue");
                    message.setIntProperty("weight", 2500);
                })
                .isPassedOverBy(selector);
    }
}
