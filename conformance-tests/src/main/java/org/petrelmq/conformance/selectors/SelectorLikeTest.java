package org.petrelmq.conformance.selectors;

import jakarta.jms.JMSException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.8.1.1: LIKE. */
@ConformanceTest
class SelectorLikeTest {

    @Test
    @Spec("3.8.1.1")
    @DisplayName("% in a LIKE pattern stands for any sequence of characters, the empty one included.")
    void like_percent_isAnySequence(Jms jms) throws JMSException {
        for (String phone : new String[] {"123", "12993", "12\n3", "12333"}) {
            Candidate.with(jms, message -> message.setStringProperty("phone", phone))
                    .isChosenBy("phone LIKE '12%3'", "phone LIKE '%'", "phone LIKE '1%%'", "phone LIKE '%12%3%'");
        }
        for (String phone : new String[] {"1234", "0123", "12", "13", ""}) {
            Candidate.with(jms, message -> message.setStringProperty("phone", phone))
                    .isPassedOverBy("phone LIKE '12%3'");
        }
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("_ in a LIKE pattern stands for exactly one character.")
    void like_underscore_isOneCharacter(Jms jms) throws JMSException {
        for (String word : new String[] {"lose", "l_se", "l%se", "l\nse", "l.se"}) {
            Candidate.with(jms, message -> message.setStringProperty("word", word))
                    .isChosenBy("word LIKE 'l_se'", "word LIKE '____'", "word LIKE '_%'");
        }
        for (String word : new String[] {"loose", "lse", "los", "Lose"}) {
            Candidate.with(jms, message -> message.setStringProperty("word", word))
                    .isPassedOverBy("word LIKE 'l_se'");
        }
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName(
            "All other characters of a LIKE pattern stand for themselves, in their own case, and cover the whole string.")
    void like_otherCharacters_standForThemselves(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("word", "lose");
            message.setStringProperty("odd", "^a.*[b]+(c)?{1}|$\\d'");
            message.setStringProperty("empty", "");
        });
        candidate.isChosenBy(
                "word LIKE 'lose'",
                "odd LIKE '^a.*[b]+(c)?{1}|$\\d'''",
                "odd LIKE '%.*[b]+%'",
                "odd LIKE '%\\d_'",
                "empty LIKE ''");
        candidate.isPassedOverBy(
                "word LIKE 'LOSE'",
                "word LIKE 'los'",
                "word LIKE 'ose'",
                "word LIKE 'l.se'",
                "word LIKE 'l.*'",
                "word LIKE 'l*'",
                "word LIKE 'l?se'",
                "word LIKE '[l]ose'",
                "word LIKE ''");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("The escape character takes the special meaning from _ and % in a LIKE pattern.")
    void like_escape_makesWildcardsPlain(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("underscored", "_foo");
            message.setStringProperty("share", "50%");
            message.setStringProperty("plain", "bar");
        });
        candidate.isChosenBy(
                "underscored LIKE '\\_%' ESCAPE '\\'",
                "underscored LIKE '!_foo' escape '!'",
                "underscored LIKE '#_f__' ESCAPE '#'",
                "share LIKE '__$%' ESCAPE '$'",
                "share LIKE '%''%' ESCAPE ''''",
                "plain NOT LIKE '\\_%' ESCAPE '\\'");
        candidate.isPassedOverBy(
                "plain LIKE '\\_%' ESCAPE '\\'",
                "plain LIKE 'ba!_' ESCAPE '!'",
                "underscored LIKE '!_' ESCAPE '!'",
                "share LIKE '!%' ESCAPE '!'",
                "plain LIKE '!%' ESCAPE '!'");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("NOT LIKE is true for strings that the pattern does not match.")
    void notLike_otherString_isTrue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("phone", "1234");
            message.setStringProperty("other", "12993");
        });
        candidate.isChosenBy("phone NOT LIKE '12%3'", "NOT (phone LIKE '12%3')", "phone NOT LIKE ''");
        candidate.isPassedOverBy("other NOT LIKE '12%3'", "phone NOT LIKE '%'", "NOT (phone NOT LIKE '12%3')");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("LIKE and NOT LIKE of NULL are unknown.")
    void like_null_isUnknown(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setStringProperty("word", null));
        candidate.isPassedOverBy(
                "word LIKE '%'",
                "word NOT LIKE 'a'",
                "NOT (word LIKE 'a')",
                "NOT (word NOT LIKE 'a')",
                "absent LIKE '%'",
                "absent NOT LIKE '%a' ESCAPE '!'");
    }
}
