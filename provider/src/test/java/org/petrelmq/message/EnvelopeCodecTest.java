package org.petrelmq.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeCodecTest {

    @Test
    void decode_whatWasEncoded_isEqual() throws MalformedEnvelopeException {
        for (int seed = 0; seed < 3000; seed++) {
            Envelope envelope = Envelopes.random(new Random(seed));
            assertThat(EnvelopeCodec.decode(EnvelopeCodec.encode(envelope)))
                    .as("seed %d", seed)
                    .isEqualTo(envelope);
        }
    }

    @Test
    void decode_cutAnywhere_isRefused() {
        byte[] whole = EnvelopeCodec.encode(Envelopes.random(new Random(3)));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> EnvelopeCodec.decode(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(MalformedEnvelopeException.class);
        }
    }

    @Test
    void decode_bytesBehindTheEnd_isRefused() {
        byte[] whole = EnvelopeCodec.encode(Envelopes.text("x"));
        assertThatThrownBy(() -> EnvelopeCodec.decode(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(MalformedEnvelopeException.class)
                .hasMessageContaining("1 bytes follow");
    }

    @Test
    void decode_newerVersion_isRefusedByNumber() {
        byte[] whole = EnvelopeCodec.encode(Envelopes.text("x"));
        whole[0] = 9;
        assertThatThrownBy(() -> EnvelopeCodec.decode(whole))
                .isInstanceOf(MalformedEnvelopeException.class)
                .hasMessageContaining("version 9");
    }

    /** Damage may give another envelope or a refusal, but no other exception and no allocation beyond the input. */
    @Test
    void decode_damagedBytes_neverEscapesItsException() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = EnvelopeCodec.encode(Envelopes.random(random));
            bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt();
            try {
                EnvelopeCodec.decode(bytes);
            } catch (MalformedEnvelopeException expected) {
                assertThat(expected).hasMessageContaining("envelope");
            }
        }
    }
}
