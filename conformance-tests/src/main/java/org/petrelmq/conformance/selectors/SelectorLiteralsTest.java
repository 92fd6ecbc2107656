package org.petrelmq.conformance.selectors;

import jakarta.jms.JMSException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.8.1.1: string and boolean literals. */
@ConformanceTest
class SelectorLiteralsTest {

    @Test
    @Spec("3.8.1.1")
    @DisplayName("A string literal stands in single quotes, and two single quotes in it stand for one.")
    void stringLiteral_doubledQuote_isOneQuote(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("plain", "literal");
            message.setStringProperty("genitive", "literal's");
            message.setStringProperty("quote", "'");
            message.setStringProperty("empty", "");
        });
        candidate.isChosenBy(
                "plain = 'literal'", "genitive = 'literal''s'", "quote = ''''", "empty = ''", "quote <> ''''''");
        candidate.isPassedOverBy("genitive = 'literal''''s'", "plain = ''", "empty <> ''");
        candidate.cannotBeChosenBy("plain = 'literal", "genitive = 'literal's'");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName(
            "All other characters of a string literal, backslash, double quote and line end among them, stand for themselves.")
    void stringLiteral_otherCharacters_standForThemselves(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("path", "C:\\new\\u0041");
            message.setStringProperty("quoted", "a \"b\" -- (c) %_");
            message.setStringProperty("lines", "one\ntwo\tthree");
        });
        candidate.isChosenBy("path = 'C:\\new\\u0041'", "quoted = 'a \"b\" -- (c) %_'", "lines = 'one\ntwo\tthree'");
        candidate.isPassedOverBy("path = 'C:\new\\u0041'", "path = 'C:\\newA'", "lines = 'one two three'");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("String literals may have any Unicode characters.")
    void stringLiteral_unicode_isCompared(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("latin", "Grüße, żółw");
            message.setStringProperty("other", "数量 \uD83D\uDC26");
        });
        candidate.isChosenBy("latin = 'Grüße, żółw'", "other = '数量 \uD83D\uDC26'", "other LIKE '数量%'");
        candidate.isPassedOverBy("latin = 'Grusse, zolw'", "latin = 'Gru\u0308ße, żółw'", "other = '数量 ?'");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("The boolean literals are TRUE and FALSE in any case.")
    void booleanLiteral_anyCase_hasItsValue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setBooleanProperty("yes", true);
            message.setBooleanProperty("no", false);
        });
        candidate.isChosenBy(
                "yes = TRUE",
                "yes = true",
                "yes = True",
                "yes <> fAlSe",
                "no = FALSE",
                "no = false",
                "no <> tRUE",
                "TRUE = yes");
        candidate.isPassedOverBy("yes = false", "no = True", "yes <> TRUE");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Boolean literals and identifiers with boolean values are conditional expressions by themselves.")
    void booleanExpression_byItself_isCondition(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setBooleanProperty("yes", true);
            message.setBooleanProperty("no", false);
        });
        candidate.isChosenBy("TRUE", "yes", "NOT no", "NOT FALSE", "(yes)", "yes AND TRUE", "no OR yes");
        candidate.isPassedOverBy("FALSE", "no", "NOT yes", "NOT TRUE", "yes AND no", "missing");
    }
}
