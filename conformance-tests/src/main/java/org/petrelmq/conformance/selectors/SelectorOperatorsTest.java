package org.petrelmq.conformance.selectors;

import jakarta.jms.JMSException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.8.1.1: BETWEEN, IN and IS NULL. */
@ConformanceTest
class SelectorOperatorsTest {

    @Test
    @Spec("3.8.1.1")
    @DisplayName("BETWEEN is true for numbers from the first bound to the second, both included.")
    void between_insideBounds_isTrue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("age", 17);
            message.setIntProperty("limit", 16);
        });
        candidate.isChosenBy(
                "age BETWEEN 15 AND 19",
                "age BETWEEN 17 AND 17",
                "age BETWEEN 16.5 AND 17.5",
                "age BETWEEN limit AND limit + 1",
                "age + 1 BETWEEN 2 * 9 AND 18",
                "18 BETWEEN age AND 20");
        candidate.isPassedOverBy(
                "age BETWEEN 18 AND 19",
                "age BETWEEN 15 AND 16",
                "age BETWEEN 19 AND 15",
                "age BETWEEN limit AND limit");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("NOT BETWEEN is true for numbers below the first bound or above the second.")
    void notBetween_outsideBounds_isTrue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setIntProperty("age", 17));
        candidate.isChosenBy(
                "age NOT BETWEEN 18 AND 19",
                "age NOT BETWEEN 15 AND 16",
                "age NOT BETWEEN 19 AND 15",
                "age - 7 NOT BETWEEN 11 AND 12");
        candidate.isPassedOverBy("age NOT BETWEEN 15 AND 19", "age NOT BETWEEN 17 AND 17", "age NOT BETWEEN 15 AND 17");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName(
            "BETWEEN with NULL is decided by the bounds that are known: it is AND of two comparisons, and NOT BETWEEN is OR.")
    void between_null_isThatOfTheComparisons(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setIntProperty("age", 17));
        candidate.isChosenBy(
                "NOT (age BETWEEN absent AND 16)",
                "NOT (age BETWEEN 18 AND absent)",
                "age NOT BETWEEN absent AND 16",
                "age NOT BETWEEN 18 AND absent");
        candidate.isPassedOverBy(
                "age BETWEEN absent AND 19",
                "NOT (age BETWEEN absent AND 19)",
                "age BETWEEN 15 AND absent",
                "age NOT BETWEEN absent AND 19",
                "absent BETWEEN 1 AND 3",
                "absent NOT BETWEEN 1 AND 3",
                "NOT (absent BETWEEN 1 AND 3)");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("IN is true for a string that is in the list.")
    void in_stringInList_isTrue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setStringProperty("Country", "UK"));
        candidate.isChosenBy(
                "Country IN ('UK', 'US', 'France')",
                "Country IN ('UK')",
                "Country IN('Peru','UK')",
                "Country in ('a''s', 'UK')");
        candidate.isPassedOverBy(
                "Country IN ('US', 'France')", "Country IN ('uk')", "Country IN ('UK, US')", "Country IN ('')");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("NOT IN is true for a string that is not in the list.")
    void notIn_stringNotInList_isTrue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setStringProperty("Country", "Peru"));
        candidate.isChosenBy(
                "Country NOT IN ('UK', 'US', 'France')", "Country not in ('peru')", "NOT (Country IN ('UK'))");
        candidate.isPassedOverBy("Country NOT IN ('UK', 'Peru')", "NOT (Country NOT IN ('UK'))");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("IN and NOT IN of NULL are unknown.")
    void in_null_isUnknown(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setStringProperty("Country", null));
        candidate.isPassedOverBy(
                "Country IN ('UK', '')",
                "Country NOT IN ('UK')",
                "NOT (Country IN ('UK'))",
                "NOT (Country NOT IN ('UK'))",
                "absent IN ('UK')",
                "absent NOT IN ('UK')");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Numbers and booleans are not converted to strings for IN and LIKE.")
    void inAndLike_otherTypes_doNotMatch(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("number", 5);
            message.setBooleanProperty("flag", true);
        });
        candidate.isPassedOverBy(
                "number IN ('5')",
                "flag IN ('true', 'TRUE')",
                "number LIKE '5'",
                "number LIKE '%'",
                "flag LIKE 'true'",
                "flag LIKE '%'");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("IS NULL is true for missing and null values only, and IS NOT NULL for all others.")
    void isNull_anyValue_isTrueOrFalse(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("empty", "");
            message.setIntProperty("zero", 0);
            message.setBooleanProperty("no", false);
            message.setDoubleProperty("nan", Double.NaN);
            message.setStringProperty("nothing", null);
        });
        for (String name : new String[] {"empty", "zero", "no", "nan"}) {
            candidate.isChosenBy(name + " IS NOT NULL", "NOT (" + name + " IS NULL)");
            candidate.isPassedOverBy(name + " IS NULL", "NOT (" + name + " IS NOT NULL)");
        }
        for (String name : new String[] {"nothing", "absent"}) {
            candidate.isChosenBy(name + " IS NULL", "NOT (" + name + " IS NOT NULL)");
            candidate.isPassedOverBy(name + " IS NOT NULL", "NOT (" + name + " IS NULL)");
        }
    }
}
