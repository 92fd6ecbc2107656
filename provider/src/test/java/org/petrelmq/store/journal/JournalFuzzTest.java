package org.petrelmq.store.journal;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.petrelmq.store.journal.SimulatedDisk.Fault;

/** The small fuzzer of the default build, for bytes; the profile {@code fuzz} gives the same targets to Jazzer. */
class JournalFuzzTest {

    private static void give(Consumer<byte[]> target, int seed, byte[] input) {
        assertThatCode(() -> target.accept(input))
                .as("seed %d: %s", seed, Arrays.toString(input))
                .doesNotThrowAnyException();
    }

    @Test
    void payload_mutations_isRecordsOrDamaged() throws Exception {
        List<byte[]> payloads = payloads();
        for (int seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            byte[] payload = payloads.get(random.nextInt(payloads.size())).clone();
            for (int edits = random.nextInt(4); edits >= 0 && payload.length > 0; edits--) {
                payload = edited(payload, random);
            }
            give(RecordFuzz::check, seed, payload);
        }
    }

    private static byte[] edited(byte[] payload, Random random) {
        int at = random.nextInt(payload.length);
        switch (random.nextInt(5)) {
            case 0 -> payload[at] = (byte) random.nextInt();
            case 1 -> payload[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> Arrays.fill(payload, at, Math.min(payload.length, at + 4), (byte) (random.nextInt(3) - 1));
            case 3 -> {
                return Arrays.copyOf(payload, at);
            }
            default -> payload[Math.min(at, 20)] = (byte) random.nextInt(14);
        }
        return payload;
    }

    private static List<byte[]> payloads() throws Exception {
        SimulatedDisk disk = new SimulatedDisk(1, Fault.NONE);
        SampleStore sample = new SampleStore(disk, 9);
        sample.work(100);
        List<byte[]> payloads = new ArrayList<>();
        new LogScan(disk, new LogScan.Reader() {
                    @Override
                    public void frame(Frame frame, Segment segment, int offset) {
                        byte[] payload = new byte[frame.payload().remaining()];
                        frame.payload().get(payload);
                        payloads.add(payload);
                    }

                    @Override
                    public void damaged(LogScan.Damage damage) {
                        throw new AssertionError(damage);
                    }
                })
                .run();
        sample.close();
        return payloads;
    }

    @Test
    void editedStore_opensWithEverythingOrNot_andCanBeSalvaged() throws IOException {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            byte[] input = new byte[6 + random.nextInt(60)];
            random.nextBytes(input);
            give(RecoveryFuzz::check, seed, input);
        }
    }
}
