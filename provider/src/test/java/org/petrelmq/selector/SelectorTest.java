package org.petrelmq.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {
    private final Map<String, Object> message = new HashMap<>();

    SelectorTest() {
        message.put("i", 5);
        message.put("l", 3_000_000_000L);
        message.put("d", 2.5);
        message.put("f", 1.5f);
        message.put("b", (byte) 7);
        message.put("s", "text");
        message.put("t", true);
        message.put("n", null);
        message.put("max", Integer.MAX_VALUE);
        message.put("nan", Double.NaN);
        message.put("JMSDeliveryMode", "PERSISTENT");
        message.put("JMSPriority", 4);
        message.put("größe", 1);
        message.put("$x_1", 1);
    }

    private boolean matches(String selector) throws SelectorException {
        return Selector.parse(selector).matches(message::get);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i = 5",
                "i <> 6",
                "i > 4",
                "i >= 5",
                "i < 6",
                "i <= 5",
                "l = 3000000000",
                "d = 2.5",
                "f = 1.5f",
                "b = 7",
                "s = 'text'",
                "s <> 'other'",
                "t",
                "t = TRUE",
                "t <> false",
                "NOT t = false",
                "i = 5 AND s = 'text'",
                "i = 6 OR s = 'text'",
                "NOT i = 6",
                "not (i = 6 or i = 7)",
                "i = 6 OR i = 5 AND s = 'text'",
                "(i = 6 OR i = 5) AND s = 'text'",
                "i + 1 = 6",
                "i - 1 = 4",
                "i * 2 = 10",
                "i / 2 = 2",
                "i / 2.0 = 2.5",
                "-i = -5",
                "+i = 5",
                "- -i = 5",
                "i = +5",
                "2 + 3 * 4 = 14",
                "(2 + 3) * 4 = 20",
                "10 - 3 - 2 = 5",
                "100 / 5 / 2 = 10",
                "max + 1 < 0",
                "max + 1L > 0",
                "b + b = 14",
                "i = 5.0",
                "f = 1.5",
                "16777217L = 16777216f",
                "i BETWEEN 1 AND 5",
                "i NOT BETWEEN 6 AND 9",
                "i BETWEEN 5 AND 5",
                "i BETWEEN 2 + 2 AND 3 * 2",
                "s IN ('a', 'text')",
                "s NOT IN ('a', 'b')",
                "s LIKE 'te%'",
                "s LIKE '%xt'",
                "s LIKE 't__t'",
                "s LIKE '%'",
                "s NOT LIKE 'x%'",
                "n IS NULL",
                "absent IS NULL",
                "s IS NOT NULL",
                "JMSDeliveryMode = 'PERSISTENT'",
                "JMSPriority = 4",
                "größe = 1",
                "$x_1 = 1",
                "i=5",
                "\ti\n=\r5\f",
                "i = 0x5",
                "i = 05",
                "i = 0b101",
                "i = 0_5",
                "l = 3_000_000_000",
                "i = 5e0",
                "i = .5e1",
                "i = 50.e-1",
                "5. = i",
                "i = 5L",
                "i = 5l",
                "i = 5d",
                "i = 5D",
                "i = 0x1.4p2",
                "9223372036854775807 > 0",
                "-9223372036854775808 < 0",
                "-9223372036854775808L < 0",
                "0xFFFFFFFF = -1",
                "0xFFFFFFFFFFFFFFFF = -1",
                "s = 'text' OR 'it''s' = 'x'",
                "'it''s' = 'it''s'",
                "nan <> nan",
                "NOT nan = nan",
                "(t)",
                "((i)) = 5",
                "(s) = 'text'",
                "JMSXGroupID IS NULL",
                "JMS_x IS NULL",
                "NOT (s > 1)",
                "NOT (s = 5)",
                "i <> 5 OR t",
                "NOT (1/0 = 1) OR t",
                "s NOT IN ('x') AND i NOT IN ('5')"
            })
    void matching(String selector) throws SelectorException {
        assertThat(matches(selector)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i = 6",
                "s > 1",
                "s = 5",
                "s <> 5",
                "i = '5'",
                "t = 1",
                "n = 1",
                "n <> 1",
                "NOT n = 1",
                "absent = 1",
                "NOT absent",
                "absent",
                "i",
                "s",
                "NOT n",
                "n AND t",
                "n OR n",
                "t AND n",
                "absent OR FALSE",
                "absent > 1 OR absent <= 1",
                "n BETWEEN 1 AND 2",
                "n NOT BETWEEN 1 AND 2",
                "s BETWEEN 1 AND 2",
                "s NOT BETWEEN 1 AND 2",
                "nan NOT BETWEEN 1 AND 2",
                "n IN ('a')",
                "n NOT IN ('a')",
                "n LIKE '%'",
                "n NOT LIKE '%'",
                "i LIKE '5'",
                "s LIKE 'tex'",
                "s LIKE 'text_'",
                "s LIKE '_text'",
                "S = 'text'",
                "1 / 0 = 1",
                "NOT 1 / 0 = 1",
                "i / (i - 5) > 0",
                "s + 1 = 1",
                "n + 1 = 1",
                "NOT n + 1 = 1",
                "JMSXDeliveryCount = 1",
                "JMSXDeliveryCount IS NOT NULL",
                "nan = nan",
                "s IN ('tex', 'textt')"
            })
    void notMatching(String selector) throws SelectorException {
        assertThat(matches(selector)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "i =",
                "= 5",
                "i = 5 AND",
                "AND",
                "i == 5",
                "i != 5",
                "(i = 5",
                "i = 5)",
                "i = 'x",
                "i 5",
                "5",
                "'text'",
                "i + 1",
                "s > 'a'",
                "'a' < s",
                "t > TRUE",
                "TRUE > t",
                "TRUE + 1 = 2",
                "'1' + 1 = 2",
                "-'a' = 1",
                "-TRUE = 1",
                "NOT 5",
                "NOT 'a'",
                "5 AND t",
                "'a' OR t",
                "s LIKE 5",
                "s LIKE n",
                "5 LIKE '5'",
                "'a' LIKE 'a'",
                "s LIKE 'a' ESCAPE",
                "s LIKE 'a' ESCAPE 'ab'",
                "s LIKE 'a' ESCAPE ''",
                "s LIKE 'a!' ESCAPE '!'",
                "s IN ()",
                "s IN (1)",
                "s IN ('a' 'b')",
                "s IN 'a'",
                "s IN ('a',)",
                "'a' IN ('a')",
                "5 IS NULL",
                "'a' IS NULL",
                "s IS",
                "s IS NOT",
                "s IS 'a'",
                "i BETWEEN 1",
                "i BETWEEN 1 OR 2",
                "'a' BETWEEN 1 AND 2",
                "i BETWEEN 'a' AND 'b'",
                "i NOT",
                "i NOT = 5",
                "NULL = 1",
                "LIKE = 1",
                "in = 1",
                "i = 08",
                "i = 0x",
                "i = 0b2",
                "i = 1_",
                "i = _1 2",
                "i = 1__",
                "i = 9223372036854775808",
                "i = 0x1FFFFFFFFFFFFFFFF",
                "i = 1e999",
                "i = 1e99f",
                "i = 1.2.3",
                "i = 12abc",
                "i = 1e",
                "a.b = 1",
                "i = 5;",
                "i # 5",
                "i = 5 -- a comment",
                "i = 5 /* c */",
                "i = \"5\"",
                "i\u00a0= 5",
                "i\u000b= 5",
                "JMSDestination = 'q'",
                "JMSReplyTo = 'q'",
                "JMSExpiration > 0",
                "JMSRedelivered = TRUE",
                "JMSDeliveryTime > 0",
                "JMSFoo = 1",
                "i = 1 2",
                "1 = i = 1 = 1 AND"
            })
    void malformed(String selector) {
        assertThatThrownBy(() -> Selector.parse(selector))
                .isInstanceOf(SelectorException.class)
                .hasMessageContaining("position");
    }

    @Test
    void parse_nullOrEmpty_isNoSelector() throws SelectorException {
        assertThat(Selector.parse(null)).isNull();
        assertThat(Selector.parse("")).isNull();
    }

    @Test
    void equals_sameText_isEqual() throws SelectorException {
        assertThat(Selector.parse("i = 5")).isEqualTo(Selector.parse("i = 5")).isNotEqualTo(Selector.parse("i=5"));
    }

    @Test
    void text_isAsGiven() throws SelectorException {
        Selector selector = Selector.parse(" i = 5 ");
        assertThat(selector.text()).isEqualTo(" i = 5 ");
        assertThat(selector).hasToString(" i = 5 ").hasSameHashCodeAs(Selector.parse(" i = 5 "));
        assertThat(selector.hashCode()).isNotZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "i =     | Found the end where a value was expected at position 3 of",
                "i 'it'  | Found the text 'it' where the end was expected at position 2 of",
                "(i = 5  | Found the end where \")\" was expected at position 6 of",
                "i NOT 5 | Found \"5\" where BETWEEN, LIKE or IN was expected at position 6 of",
                "s IN 'a' | Found the text 'a' where \"(\" was expected at position 5 of",
                "s LIKE 5 | Found \"5\" where a text in quotes was expected at position 7 of",
                "i BETWEEN 1 OR 2 | Found \"OR\" where AND was expected at position 12 of",
                "i # 5   | The character \"#\" means nothing at position 2 of",
                "i = \uD83D\uDE00 | The character \"\uD83D\uDE00\" means nothing at position 4 of",
                "i = 'x  | A text literal without closing quote begins at position 4 of",
                "i = 09  | The number \"09\" is not written like an integer literal of Java at position 4 of",
                "i = 1e  | The number \"1e\" is not written like a floating-point literal of Java at position 4 of",
                "i = 1e999 | The number \"1e999\" is out of the range of Java's double at position 4 of",
                "i = -9223372036854775809 | The number \"-9223372036854775809\" is out of the range of Java's long at position 5 of",
                "5 LIKE 'a' | On the left of \"LIKE\" stands something other than an identifier at position 2 of",
                "i > 'a' | A text value cannot be an operand of >, which takes a number value, at position 4 of",
                "s LIKE 'a' ESCAPE '' | The escape of LIKE is one character, not '', at position 18 of",
                "s LIKE 'a!' ESCAPE '!' | The pattern of LIKE ends in its escape character at position 7 of"
            })
    void parse_malformed_saysWhatAndWhere(String selector, String message) {
        assertThatThrownBy(() -> Selector.parse(selector)).hasMessage(message + " the selector \"" + selector + "\"");
    }

    @Test
    void parse_long_quotesItsBeginning() {
        String most = "= ".repeat(100);
        assertThatThrownBy(() -> Selector.parse(most)).hasMessageEndingWith("of the selector \"" + most + "\"");
        assertThatThrownBy(() -> Selector.parse(most + "=")).hasMessageEndingWith("of the selector \"" + most + "…\"");
    }
}
