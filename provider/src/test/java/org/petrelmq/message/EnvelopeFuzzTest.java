package org.petrelmq.message;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeFuzzTest {

    @Test
    void decode_mutations_isAnEnvelopeOrMalformed() {
        for (int seed = 0; seed < 100_000; seed++) {
            Random random = new Random(seed);
            byte[] input = EnvelopeCodec.encode(Envelopes.random(random));
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                int at = random.nextInt(input.length);
                switch (random.nextInt(4)) {
                    case 0 -> input[at] = (byte) random.nextInt(14);
                    case 1 -> input[at] ^= (byte) (1 << random.nextInt(8));
                    case 2 -> Arrays.fill(input, at, Math.min(input.length, at + 4), (byte) (random.nextInt(3) - 1));
                    default -> input = Arrays.copyOf(input, at + 1);
                }
            }
            byte[] edited = input;
            assertThatCode(() -> EnvelopeFuzz.check(edited)).as("seed %d", seed).doesNotThrowAnyException();
        }
    }
}
