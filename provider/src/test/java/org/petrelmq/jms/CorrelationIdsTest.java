package org.petrelmq.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CorrelationIdsTest {

    @Test
    void text_isItsUtf8Form() {
        for (String text : new String[] {"", "order 17", "Zürich \u65e5\u672c \ud83d\udc26", "\u0000\ufffd"}) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThat(CorrelationIds.bytes(text)).isEqualTo(bytes);
            assertThat(CorrelationIds.text(bytes)).isEqualTo(text);
        }
        assertThat(CorrelationIds.bytes(null)).isNull();
        assertThat(CorrelationIds.text(null)).isNull();
    }

    @Test
    void bytes_ofAnyValue_comeBack() {
        Random random = new Random(17);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            assertThat(CorrelationIds.bytes(CorrelationIds.text(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void bytes_nearlyUtf8_comeBack() {
        for (int[] bytes : new int[][] {
            {0xe6, 0x97},
            {0xe6, 0x97, 'a'},
            {0xed, 0xa0, 0x80},
            {0xed, 0xb2, 0x80},
            {0xf0, 0x9f, 0x90, 0xa6, 0x90},
            {0xf4, 0x90, 0x80, 0x80},
            {0xc0, 0x80},
            {'a', 0xff, 'b', 0xfe}
        }) {
            byte[] id = new byte[bytes.length];
            for (int i = 0; i < id.length; i++) {
                id[i] = (byte) bytes[i];
            }
            assertThat(CorrelationIds.bytes(CorrelationIds.text(id))).isEqualTo(id);
        }
    }

    @Test
    void bytes_ofUnpairedSurrogate_areLikeThoseOfString() {
        assertThat(CorrelationIds.bytes("a\ud800b")).isEqualTo("a?b".getBytes(StandardCharsets.US_ASCII));
    }
}
