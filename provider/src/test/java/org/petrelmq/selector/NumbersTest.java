package org.petrelmq.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    /** The compiler is the reference: what is right of the text is the same literal in Java. */
    static List<Arguments> exact() {
        return List.of(
                Arguments.of("0", 0),
                Arguments.of("-0", 0),
                Arguments.of("0L", 0L),
                Arguments.of("57", 57),
                Arguments.of("-957", -957),
                Arguments.of("57l", 57L),
                Arguments.of("2147483647", 2147483647),
                Arguments.of("-2147483648", -2147483648),
                Arguments.of("2147483648", 2147483648L),
                Arguments.of("-2147483649", -2147483649L),
                Arguments.of("9223372036854775807", 9223372036854775807L),
                Arguments.of("-9223372036854775808", -9223372036854775808L),
                Arguments.of("-9223372036854775808L", -9223372036854775808L),
                Arguments.of("1_000", 1_000),
                Arguments.of("1__0_0", 1__0_0),
                Arguments.of("0x1F", 0x1F),
                Arguments.of("0XfF", 0XfF),
                Arguments.of("0x7fff_ffff", 0x7fff_ffff),
                Arguments.of("0x80000000", 0x80000000),
                Arguments.of("0xFFFFFFFF", 0xFFFFFFFF),
                Arguments.of("0xFFFFFFFFL", 0xFFFFFFFFL),
                Arguments.of("0x100000000", 0x100000000L),
                Arguments.of("0x8000000000000000", 0x8000000000000000L),
                Arguments.of("0xffffffffffffffffL", 0xffffffffffffffffL),
                Arguments.of("-0xFFFFFFFF", -0xFFFFFFFF),
                Arguments.of("-0x8000000000000000", -0x8000000000000000L),
                Arguments.of("0xCAFEl", 0xCAFEL),
                Arguments.of("0xdead", 0xdead),
                Arguments.of("0x0000000000000000000000001", 0x0000000000000000000000001),
                Arguments.of("00", 00),
                Arguments.of("017", 017),
                Arguments.of("-017", -017),
                Arguments.of("0_17", 0_17),
                Arguments.of("0__7", 0__7),
                Arguments.of("037777777777", 037777777777),
                Arguments.of("040000000000", 040000000000L),
                Arguments.of("01777777777777777777777", 01777777777777777777777L),
                Arguments.of("0b101", 0b101),
                Arguments.of("0B1_0", 0B1_0),
                Arguments.of("0b11111111111111111111111111111111", 0b11111111111111111111111111111111),
                Arguments.of("0b1L", 0b1L));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void integer_asJavaWritesIt_hasJavasValueAndType(String literal, Number expected) {
        assertThat(Numbers.integer(literal)).isEqualTo(expected);
    }

    @Test
    void integer_zerosBeforeIt_countForNothing() {
        assertThat(Numbers.integer("0x" + "0".repeat(500) + "5")).isEqualTo(5);
        assertThat(Numbers.integer("0b" + "0".repeat(500) + "1".repeat(64))).isEqualTo(-1L);
        assertThat(Numbers.integer("0".repeat(500) + "_7")).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "09",
                "08",
                "0x",
                "0X",
                "0b",
                "0b2",
                "0b12",
                "0xG",
                "1_",
                "1__",
                "_1",
                "0_",
                "0x_1",
                "0b_1",
                "0x1_",
                "0b1_",
                "0_8",
                "1_L",
                "0x1_L",
                "1LL",
                "1lL",
                "L",
                "-",
                "--1",
                "",
                "12abc",
                "1\u0000",
                "1\u0662",
                "\u0661",
                "0x1\u0662",
                "1 ",
                "+1",
                "017_",
                "0o17"
            })
    void integer_notAsJavaWritesIt_isRefusedWithItsText(String literal) {
        assertThatThrownBy(() -> Numbers.integer(literal))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("The number \"" + literal + "\" is not written like an integer literal of Java");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775808",
                "9223372036854775808L",
                "-9223372036854775809",
                "0x10000000000000000",
                "0x1FFFFFFFFFFFFFFFF",
                "02000000000000000000000",
                "0b11111111111111111111111111111111111111111111111111111111111111111"
            })
    void integer_outsideTheRangeOfLong_isRefusedWithItsText(String literal) {
        assertThatThrownBy(() -> Numbers.integer(literal))
                .isInstanceOf(NumberFormatException.class)
                .hasMessageContaining("out of the range of Java's long")
                .hasMessageContaining(literal.substring(0, Math.min(60, literal.length())));
    }

    @Test
    void integer_ofSixtyCharacters_isQuotedWhole() {
        assertThatThrownBy(() -> Numbers.integer("7".repeat(60)))
                .hasMessage("The number \"" + "7".repeat(60) + "\" is out of the range of Java's long");
    }

    @Test
    void integer_ofAHundredThousandDigits_isRefusedAndNotConverted() {
        assertThatThrownBy(() -> Numbers.integer("7".repeat(100_000)))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("The number \"" + "7".repeat(60) + "…\" is out of the range of Java's long");
    }

    static List<Arguments> approximate() {
        return List.of(
                Arguments.of("7E3", 7E3),
                Arguments.of("57.9E2", 57.9E2),
                Arguments.of("7.", 7.),
                Arguments.of(".5", .5),
                Arguments.of("95.7", 95.7),
                Arguments.of("6.2", 6.2),
                Arguments.of("1f", 1f),
                Arguments.of("1F", 1F),
                Arguments.of("1d", 1d),
                Arguments.of("1D", 1D),
                Arguments.of("09.5", 09.5),
                Arguments.of("09e0", 09e0),
                Arguments.of("0.1f", 0.1f),
                Arguments.of("1e-5", 1e-5),
                Arguments.of("1e+5", 1e+5),
                Arguments.of("1.e5d", 1.e5d),
                Arguments.of(".1e5f", .1e5f),
                Arguments.of("1_0.2_5e1_0", 1_0.2_5e1_0),
                Arguments.of("0_9.5", 0_9.5),
                Arguments.of("0.0", 0.0),
                Arguments.of("0e999", 0e999),
                Arguments.of("0_0.0_0f", 0_0.0_0f),
                Arguments.of("1.7976931348623157e308", 1.7976931348623157e308),
                Arguments.of("4.9e-324", 4.9e-324),
                Arguments.of("3.4028235e38f", 3.4028235e38f),
                Arguments.of("1.4e-45f", 1.4e-45f),
                Arguments.of("0x1p3", 0x1p3),
                Arguments.of("0x1.8p1", 0x1.8p1),
                Arguments.of("0x1.p1", 0x1.p1),
                Arguments.of("0x.8P-1", 0x.8P-1),
                Arguments.of("0Xf.fp+1f", 0Xf.fp+1f),
                Arguments.of("0x1p1d", 0x1p1d),
                Arguments.of("0x1_0.0_1p1_0", 0x1_0.0_1p1_0),
                Arguments.of("0x0.0p0", 0x0.0p0));
    }

    @ParameterizedTest
    @MethodSource("approximate")
    void decimal_asJavaWritesIt_hasJavasValueAndType(String literal, Number expected) {
        assertThat(Numbers.decimal(literal)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e",
                "1e+",
                ".",
                ".e1",
                "1.2.3",
                "1..2",
                "1e5.5",
                "1e5e5",
                "1_e5",
                "1e_5",
                "1e5_",
                "1_.5",
                "1._5",
                "1.5_",
                "1.5_f",
                "1_f",
                "1_d",
                "1.5ff",
                "1.5L",
                "1.5x",
                "0x1.8",
                "0x1.8f",
                "0xp1",
                "0x.p1",
                "0x1p",
                "0x1p_1",
                "0x1p1_d",
                "0x_1p1",
                "0x1_p1",
                "0x1pA",
                "0b1.0",
                "0b1e5",
                "1.5\u0000",
                "1.\u0665",
                "NaN",
                "Infinity",
                " 1.5",
                "-1.5"
            })
    void decimal_notAsJavaWritesIt_isRefusedWithItsText(String literal) {
        assertThatThrownBy(() -> Numbers.decimal(literal))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("The number \"" + literal + "\" is not written like a floating-point literal of Java");
    }

    static Stream<Arguments> outOfRange() {
        Stream<Arguments> doubles = Stream.of(
                        "1e309", "1.8e308", "1e-400", "2e-324", "0x1p1024", "0x.1p-1080", "0x0.ap-2000")
                .map(literal -> Arguments.of(literal, "double"));
        Stream<Arguments> floats =
                Stream.of("1e39f", "3.5e38F", "1e-50f", "0x1p128f").map(literal -> Arguments.of(literal, "float"));
        return Stream.concat(doubles, floats);
    }

    /** Java refuses what would become infinite, and what is not zero but would become zero. */
    @ParameterizedTest
    @MethodSource("outOfRange")
    void decimal_tooLargeOrTooSmall_isRefusedWithItsText(String literal, String type) {
        assertThatThrownBy(() -> Numbers.decimal(literal))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("The number \"" + literal + "\" is out of the range of Java's " + type);
    }

    @Test
    void decimal_ofAHundredThousandDigits_isConverted() {
        assertThat(Numbers.decimal("1" + "0".repeat(100_000) + "e-100000")).isEqualTo(1.0);
        assertThat(Numbers.decimal("1." + "0_".repeat(50_000) + "0f")).isEqualTo(1f);
    }
}
