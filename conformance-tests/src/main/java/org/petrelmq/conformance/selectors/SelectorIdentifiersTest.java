package org.petrelmq.conformance.selectors;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.petrelmq.conformance.ConformanceTest;
import org.petrelmq.conformance.Jms;
import org.petrelmq.conformance.Spec;

/** Section 3.8.1.1: identifiers and white space. */
@ConformanceTest
class SelectorIdentifiersTest {

    @Test
    @Spec("3.8.1.1")
    @DisplayName(
            "An identifier may have every character that an identifier of Java may have, $, _ and digits among them.")
    void identifier_javaCharacters_areAllowed(Jms jms) throws JMSException {
        String[] names = {"$", "_", "$price", "_id", "a1b2", "größe", "数量", "Δx", "x_$_9", "€uro"};
        Candidate candidate = Candidate.with(jms, message -> {
            for (String name : names) {
                message.setIntProperty(name, name.length());
            }
        });
        for (String name : names) {
            candidate.isChosenBy(name + " = " + name.length());
            candidate.isPassedOverBy(name + " = 99", name + " IS NULL");
        }
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("A thousand characters are not too long for an identifier.")
    void identifier_long_isAllowed(Jms jms) throws JMSException {
        String name = "n".repeat(1000);
        Candidate candidate = Candidate.with(jms, message -> message.setIntProperty(name, 7));
        candidate.isChosenBy(name + " = 7");
        candidate.isPassedOverBy(name + "n = 7", name.substring(1) + " = 7");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Identifiers are case sensitive.")
    void identifier_otherCase_isAnotherProperty(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("Colour", "blue");
            message.setStringProperty("colour", "red");
        });
        candidate.isChosenBy("Colour = 'blue'", "colour = 'red'", "COLOUR IS NULL");
        candidate.isPassedOverBy("Colour = 'red'", "colour = 'blue'", "COLOUR = 'blue'");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName(
            "NULL, TRUE, FALSE, NOT, AND, OR, BETWEEN, LIKE, IN, IS and ESCAPE cannot be identifiers, in any case.")
    void identifier_keyword_isRefused(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {});
        for (String word : new String[] {"NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE", "NULL"}) {
            String lower = word.toLowerCase(Locale.ROOT);
            candidate.cannotBeChosenBy(word + " = 1", lower + " = 1", lower + " IS NULL", "1 < " + word);
        }
        candidate.cannotBeChosenBy("TRUE IS NULL", "false IS NOT NULL", "true IN ('a')", "False LIKE 'a'");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("Names that only begin or end with a keyword are identifiers.")
    void identifier_containingKeyword_isAllowed(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("notable", 1);
            message.setIntProperty("order_", 2);
            message.setIntProperty("isin", 3);
            message.setBooleanProperty("truest", true);
        });
        candidate.isChosenBy("notable = 1 AND order_ = 2 AND isin = 3 AND truest", "notable <> 2 OR order_ IS NULL");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("A property that a message does not have is NULL in a selector.")
    void identifier_absentProperty_isNull(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setIntProperty("present", 1));
        candidate.isChosenBy("absent IS NULL", "present IS NOT NULL", "present = 1 OR absent = 1");
        candidate.isPassedOverBy(
                "absent = 0", "absent = ''", "absent = FALSE", "absent <> 0", "absent IS NOT NULL", "present IS NULL");
    }

    @Test
    @Spec("3.8.1.2")
    @DisplayName("A property with the value null is NULL in a selector.")
    void identifier_nullValue_isNull(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("text", null);
            message.setObjectProperty("object", null);
        });
        candidate.isChosenBy("text IS NULL", "object IS NULL", "text IS NULL AND NOT (object IS NOT NULL)");
        candidate.isPassedOverBy("text = ''", "text <> 'a'", "text = 'null'", "object = 0", "object IS NOT NULL");
    }

    @Test
    @Spec("3.5.9")
    @DisplayName("JMSX properties that clients set can be referenced.")
    void identifier_jmsxGroup_hasItsValue(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setStringProperty("JMSXGroupID", "group");
            message.setIntProperty("JMSXGroupSeq", 3);
        });
        candidate.isChosenBy("JMSXGroupID = 'group' AND JMSXGroupSeq = 3", "JMSXGroupSeq BETWEEN 1 AND 5");
        candidate.isPassedOverBy("JMSXGroupID = 'other'", "JMSXGroupSeq = 4");
    }

    @Test
    @Spec("3.5.9")
    @DisplayName("JMSX and JMS_ properties that a message does not have can be referenced and are NULL.")
    void identifier_absentJmsx_isNull(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> message.setIntProperty("present", 1));
        candidate.isChosenBy(
                "JMSXGroupID IS NULL", "JMSXGroupSeq IS NULL", "JMSXState IS NULL", "JMS_NoVendor_thing IS NULL");
        candidate.isPassedOverBy("JMSXGroupID = 'group'", "JMSXState = 1", "JMS_NoVendor_thing <> 1");
    }

    @Test
    @Spec("3.8.1")
    @DisplayName("Selectors cannot reference values of the body.")
    void identifier_nameInBody_isAbsent(Jms jms) throws JMSException {
        Session session = jms.session();
        MapMessage message = session.createMapMessage();
        message.setString("weight", "body");
        message.setInt("size", 2);
        message.setIntProperty("size", 1);
        session.createProducer(jms.queue()).send(message);
        jms.send(jms.queue(), "sentinel");
        MessageConsumer consumer = session.createConsumer(jms.queue(), "weight = 'body' OR size = 2 OR size IS NULL");
        assertThat(jms.receiveText(consumer)).isEqualTo("sentinel");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName(
            "Spaces, horizontal tabs, form feeds and line terminators separate the parts of a selector, in any number.")
    void whiteSpace_anyOfJava_separates(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("a", 1);
            message.setStringProperty("b", "x  y");
        });
        for (String space : new String[] {" ", "\t", "\f", "\n", "\r", "\r\n", "  \t \n"}) {
            candidate.isChosenBy(space + "a" + space + "=" + space + "1" + space + "AND" + space + "b" + space + "IS"
                    + space + "NOT" + space + "NULL" + space);
        }
        candidate.isPassedOverBy("b = 'x y'", "b = 'x\ty'");
    }

    @Test
    @Spec("3.8.1.1")
    @DisplayName("No white space is needed where the parts of a selector are distinct without it.")
    void whiteSpace_none_isAllowed(Jms jms) throws JMSException {
        Candidate candidate = Candidate.with(jms, message -> {
            message.setIntProperty("a", 1);
            message.setStringProperty("b", "x");
        });
        candidate.isChosenBy("(a=1)AND(b='x')", "a+1=2", "a-1=0", "b IN('x','y')", "NOT(a=2)");
    }
}
