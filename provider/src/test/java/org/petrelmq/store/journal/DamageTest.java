package org.petrelmq.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.store.StoreException;

/**
 * What becomes of a store that is damaged: it opens with exactly what was acknowledged, or refuses and says where. Each damage
 * is judged by a verification, too, which has to agree, and which shows no message that was not sent.
 */
class DamageTest {
    private static final int BLOCK = 4096;

    @TempDir
    Path directory;

    /** As a process leaves them that was killed. */
    private StoreFiles killed;

    /** As a power cut leaves them in the middle of the last group, if everything of that was written but the mark. */
    private StoreFiles cut;

    private StoreFiles closed;
    private List<Map<String, String>> states;

    /** Every message that was ever there, and its bytes. */
    private final Set<String> sent = new HashSet<>();

    private int exact;
    private int refused;

    @BeforeEach
    void makeStore() throws IOException, StoreException {
        SampleStore sample = new SampleStore(new FileDisk(directory), 42);
        sample.work(400);
        StoreFiles before;
        do {
            before = StoreFiles.of(directory);
            sample.work(1);
            killed = StoreFiles.of(directory);
        } while (!killed.lastSegment().equals(before.lastSegment()));
        cut = killed.copy();
        cut.files.put(DurableMark.FILE, before.files.get(DurableMark.FILE));
        sample.close();
        closed = StoreFiles.of(directory);
        states = sample.states;
        for (Map<String, String> state : sample.moments) {
            state.forEach((name, value) -> sent.add(identity(name, value)));
        }
        assertThat(closed.files).hasSizeBetween(4, 30);
        judge(killed.copy(), "nothing");
        judge(closed.copy(), "nothing");
        assertThat(exact).isEqualTo(2);
        exact = 0;
    }

    /** Without what changes: how often it was released and where it stands. */
    private static String identity(String name, String value) {
        return name
                + (name.startsWith("message") ? value.substring(value.indexOf(' ', value.indexOf(' ') + 1)) : value);
    }

    /** Exactly what was acknowledged, or refused with a place. */
    private void judge(StoreFiles files, String damage) throws IOException, StoreException {
        assertThat(open(files, damage)).as(damage).isIn(null, states.get(states.size() - 1));
    }

    /** What a store contains; null if it was refused. */
    private Map<String, String> open(StoreFiles files, String damage) throws IOException, StoreException {
        boolean sound = verify(files.disk(), damage);
        Map<String, String> found;
        try {
            found = SampleStore.read(files.disk());
        } catch (DamagedJournalException e) {
            assertThat(e.getMessage())
                    .as(damage)
                    .matches("\\d{16}\\.journal (is damaged at|at) offset \\d+.*"
                            + "|\\d{16}\\.journal (has no valid header|is missing).*"
                            + "|\\d{16}\\.journal is of format .*"
                            + "|All segments are missing.*");
            assertThat(sound)
                    .as("verified after %s: %s", damage, e.getMessage())
                    .isFalse();
            refused++;
            return null;
        }
        assertThat(sound).as("verified after %s", damage).isTrue();
        exact++;
        return found;
    }

    private boolean verify(Disk disk, String damage) throws IOException {
        try (Inspection inspection = Inspection.of(disk)) {
            for (Inspection.FoundQueue queue : inspection.queues()) {
                for (var message : queue.messages) {
                    String encoded =
                            new String(inspection.encoded(message), java.nio.charset.StandardCharsets.ISO_8859_1);
                    assertThat(sent)
                            .as(damage)
                            .contains("message " + message.queue() + " " + message.place() + " " + encoded);
                }
            }
            return inspection.isSound();
        }
    }

    private void report(String what) {
        System.getLogger("org.petrelmq.damage")
                .log(System.Logger.Level.INFO, "{0}: {1} opened with everything, {2} refused", what, exact, refused);
    }

    private static String anyName(StoreFiles files, Random random) {
        List<String> names = List.copyOf(files.files.keySet());
        return names.get(random.nextInt(names.size()));
    }

    /** F10. */
    @Test
    void oneFlippedBit() throws Exception {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            StoreFiles files = (seed % 2 == 0 ? killed : closed).copy();
            String name = anyName(files, random);
            byte[] bytes = files.files.get(name);
            int bit = random.nextInt(8 * bytes.length);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            judge(files, "bit " + bit + " of " + name);
        }
        report("flipped bits");
        assertThat(exact + refused).isEqualTo(3000);
        assertThat(refused).isGreaterThan(1000);
    }

    /** F10, in the last group, which nothing proves after a power cut: cut off as a whole, or refused. */
    @Test
    void oneFlippedBit_inTheLastGroupOfAPowerCut() throws Exception {
        String last = cut.lastSegment();
        int from = endOfGroups(states.size() - 2);
        int tails = 0;
        for (int bit = 8 * from; bit < 8 * cut.end(last); bit++) {
            StoreFiles files = cut.copy();
            files.files.get(last)[bit / 8] ^= (byte) (1 << bit % 8);
            tails += requireGroupsOrAll(files, "bit " + bit + " of " + last);
        }
        report("flipped bits in the last group");
        assertThat(refused).isZero();
        assertThat(tails).isGreaterThan(100);
    }

    /** F06: the last group cut at every byte: what was acknowledged before is there, batch by batch. */
    @Test
    void lastGroup_cutAtEveryByte() throws Exception {
        String last = cut.lastSegment();
        int from = endOfGroups(states.size() - 2);
        int tails = 0;
        for (int at = from; at < cut.end(last); at++) {
            StoreFiles files = cut.copy();
            Arrays.fill(files.files.get(last), at, files.files.get(last).length, (byte) 0);
            tails += requireGroupsOrAll(files, "cut at byte " + at);
            StoreFiles acknowledged = killed.copy();
            acknowledged.files.put(last, files.files.get(last));
            judge(acknowledged, "acknowledged and cut at byte " + at);
        }
        report("cuts in the last group, of which as many were acknowledged");
        assertThat(exact).isEqualTo(cut.end(last) - from);
        assertThat(refused).isEqualTo(cut.end(last) - from);
        assertThat(tails).isPositive();
    }

    /** Returns 1 if the last group, or a part of it, is not there; what was there before it always is. */
    private int requireGroupsOrAll(StoreFiles files, String damage) throws IOException, StoreException {
        Map<String, String> found = open(files, damage);
        Map<String, String> before = states.get(states.size() - 2);
        Map<String, String> after = states.get(states.size() - 1);
        assertThat(found).as(damage).isNotNull();
        for (Map.Entry<String, String> entry : before.entrySet()) {
            boolean kept = entry.getValue().equals(found.get(entry.getKey()));
            boolean changed = !entry.getValue().equals(after.get(entry.getKey()));
            assertThat(kept || changed).as("%s: %s", damage, entry.getKey()).isTrue();
        }
        for (Map.Entry<String, String> entry : found.entrySet()) {
            assertThat(sent).as(damage).contains(identity(entry.getKey(), entry.getValue()));
        }
        return found.equals(after) ? 0 : 1;
    }

    /** Where in the last segment the last group begins: where the log ends that has only the groups before. */
    private int endOfGroups(int group) throws IOException, StoreException {
        Path other = directory.resolve("other");
        java.nio.file.Files.createDirectories(other);
        SampleStore sample = new SampleStore(new FileDisk(other), 42);
        sample.work(group);
        StoreFiles files = StoreFiles.of(other);
        String last = cut.lastSegment();
        assertThat(files.lastSegment()).isEqualTo(last);
        int end = Segment.HEADER;
        byte[] before = files.files.get(last);
        try (Disk.DiskFile file = files.disk().open(last)) {
            FrameReader reader = new FrameReader(file, Segment.of(before, before.length, last));
            for (Frame frame = reader.at(end); frame != null; frame = reader.at(end)) {
                end += frame.size();
            }
        }
        sample.close();
        return end;
    }

    /** F11. */
    @Test
    void hole_ofZeros() throws Exception {
        int holes = 0;
        for (StoreFiles original : List.of(killed, closed)) {
            for (Map.Entry<String, byte[]> file : original.files.entrySet()) {
                for (int at = 0; at < file.getValue().length; at += BLOCK) {
                    StoreFiles files = original.copy();
                    byte[] bytes = files.files.get(file.getKey());
                    Arrays.fill(bytes, at, Math.min(at + BLOCK, bytes.length), (byte) 0);
                    judge(files, "hole at " + at + " of " + file.getKey());
                    holes++;
                }
            }
        }
        report("holes of 4 KB");
        assertThat(exact + refused).isEqualTo(holes);
        assertThat(refused).isGreaterThan(holes / 2);
    }

    /** F11, F07: a block of the store is written to another place, over what was there. */
    @Test
    void misdirectedBlock() throws Exception {
        for (int seed = 0; seed < 600; seed++) {
            Random random = new Random(seed);
            StoreFiles files = (seed % 2 == 0 ? killed : closed).copy();
            int size = seed % 3 == 0 ? BLOCK : 512;
            String from = anyName(files, random);
            String to = anyName(files, random);
            int fromAt = random.nextInt(files.files.get(from).length / 512) * 512;
            int toAt = random.nextInt(files.files.get(to).length / 512) * 512;
            byte[] block = Arrays.copyOfRange(files.files.get(from), fromAt, fromAt + size);
            byte[] target = files.files.get(to);
            System.arraycopy(block, 0, target, toAt, Math.min(size, target.length - toAt));
            judge(files, "block " + fromAt + " of " + from + " at " + toAt + " of " + to);
        }
        report("misdirected blocks");
        assertThat(exact + refused).isEqualTo(600);
        assertThat(refused).isGreaterThan(200);
    }

    /** F07: an old state of a segment comes back, as a write leaves it that was dropped. */
    @Test
    void lostWrite_showsWhatWasThereBefore() throws Exception {
        Path other = directory.resolve("older");
        java.nio.file.Files.createDirectories(other);
        SampleStore sample = new SampleStore(new FileDisk(other), 42);
        int stale = 0;
        for (int groups = 0; groups < 400; groups += 20) {
            Map<String, byte[]> before = new TreeMap<>(StoreFiles.of(other).files);
            sample.work(20);
            before.remove(DurableMark.FILE);
            for (Map.Entry<String, byte[]> file : before.entrySet()) {
                byte[] now = killed.files.get(file.getKey());
                if (now == null) {
                    continue;
                }
                for (int at = 0; at < now.length; at += BLOCK) {
                    StoreFiles files = killed.copy();
                    byte[] bytes = files.files.get(file.getKey());
                    System.arraycopy(file.getValue(), at, bytes, at, Math.min(BLOCK, bytes.length - at));
                    judge(files, "block " + at + " of " + file.getKey() + " after " + groups + " groups");
                    stale++;
                }
            }
        }
        sample.close();
        report("stale blocks");
        assertThat(exact + refused).isEqualTo(stale);
        assertThat(refused).isPositive();
    }

    /** F08. */
    @Test
    void segment_missing_truncatedOrGarbage() throws Exception {
        int cases = 0;
        for (StoreFiles original : List.of(killed, closed)) {
            for (String name : original.files.keySet()) {
                StoreFiles missing = original.copy();
                missing.files.remove(name);
                judge(missing, name + " is missing");
                Random random = new Random(cases);
                byte[] bytes = original.files.get(name);
                for (int length : new int[] {0, 1, 63, 64, 65, 4096, random.nextInt(bytes.length), bytes.length - 1}) {
                    StoreFiles truncated = original.copy();
                    truncated.files.put(name, Arrays.copyOf(bytes, Math.min(length, bytes.length - 1)));
                    judge(truncated, name + " of " + length + " bytes");
                }
                StoreFiles garbage = original.copy();
                random.nextBytes(garbage.files.get(name));
                judge(garbage, name + " is garbage");
                StoreFiles zeros = original.copy();
                Arrays.fill(zeros.files.get(name), (byte) 0);
                judge(zeros, name + " is zeros");
                StoreFiles headed = original.copy();
                Arrays.fill(headed.files.get(name), Math.min(64, bytes.length), bytes.length, (byte) 0);
                judge(headed, name + " has only a header");
                cases += 12;
            }
        }
        report("segments missing, truncated, garbage");
        assertThat(exact + refused).isEqualTo(cases);
        // The mark only proves more: a store without one opens.
        assertThat(exact).isLessThanOrEqualTo(2 * 12);
    }

    /** F08, F09: all segments are gone, or all but some. */
    @Test
    void severalSegments_missing() throws Exception {
        List<String> names =
                killed.files.keySet().stream().filter(Segment::isName).toList();
        for (int keep = 0; keep < names.size(); keep++) {
            StoreFiles first = killed.copy();
            names.subList(keep, names.size()).forEach(first.files::remove);
            judge(first, "the first " + keep + " segments are left");
            StoreFiles last = killed.copy();
            names.subList(0, names.size() - keep).forEach(last.files::remove);
            judge(last, "the last " + keep + " segments are left");
        }
        report("several segments missing");
        assertThat(exact).isZero();
    }
}
