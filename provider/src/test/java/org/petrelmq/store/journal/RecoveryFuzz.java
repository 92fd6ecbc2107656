package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.journal.SimulatedDisk.Fault;

/**
 * A store whose bytes are edited as the input says. Whatever that is, opening it gives a store or an {@link IOException}, and
 * so does salvaging it. As long as no edit comes with right checksums: what opens has everything, unless the mark was edited,
 * and nothing is in it, or salvaged, that was never sent; and a verification says that it is sound if it opens.
 */
public final class RecoveryFuzz {
    private static final int EDITS = 8;

    private static final StoreFiles ORIGINAL;
    private static final Map<String, String> EXPECTED;
    private static final Set<String> SENT = new HashSet<>();

    static {
        try {
            SimulatedDisk disk = new SimulatedDisk(1, Fault.NONE);
            SampleStore sample = new SampleStore(disk, 3);
            sample.work(120);
            ORIGINAL = StoreFiles.of(disk);
            sample.close();
            EXPECTED = sample.states.get(sample.states.size() - 1);
            sample.states.forEach(state -> state.forEach((name, value) -> SENT.add(identity(name, value))));
        } catch (IOException | StoreException e) {
            throw new AssertionError(e);
        }
    }

    private final StoreFiles files = ORIGINAL.copy();
    private boolean forged;
    private boolean markEdited;

    private RecoveryFuzz() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] input) {
        check(input);
    }

    static void check(byte[] input) {
        RecoveryFuzz fuzz = new RecoveryFuzz();
        ByteBuffer edits = ByteBuffer.wrap(input);
        for (int i = 0; i < EDITS && edits.remaining() >= 6; i++) {
            fuzz.edit(edits);
        }
        try {
            boolean sound = fuzz.salvage();
            boolean opened = fuzz.open();
            require(fuzz.forged || sound == opened, sound ? "sound, and does not open" : "damaged, and opens");
        } catch (StoreException e) {
            throw new AssertionError("A message cannot be read that was announced.", e);
        }
    }

    // ---- edits ----

    private void edit(ByteBuffer edits) {
        int kind = edits.get() & 0xff;
        List<String> names = List.copyOf(files.files.keySet());
        if (names.isEmpty()) {
            return;
        }
        String name = names.get((edits.get() & 0xff) % names.size());
        byte[] bytes = files.files.get(name);
        markEdited |= name.equals(DurableMark.FILE);
        int at = bytes.length == 0 ? 0 : (edits.getShort() & 0xffff) % bytes.length;
        int length = Math.min(edits.getShort() & 0x1fff, bytes.length - at);
        switch (kind % 8) {
            case 0 -> files.files.remove(name);
            case 1 -> files.files.put(name, Arrays.copyOf(bytes, at));
            case 2 -> Arrays.fill(bytes, at, at + length, (byte) 0);
            case 3 -> copy(bytes, at, length, names.get(length % names.size()));
            case 4, 5 -> forge(name, bytes, at, edits);
            default -> edits.get(bytes, at, Math.min(Math.min(length, 32), edits.remaining()));
        }
    }

    private void copy(byte[] from, int at, int length, String name) {
        byte[] to = files.files.get(name);
        markEdited |= name.equals(DurableMark.FILE);
        System.arraycopy(from, at, to, Math.min(at, to.length), Math.min(length, to.length - Math.min(at, to.length)));
    }

    /** Edits a frame or a header so that its checksum is right. */
    private void forge(String name, byte[] bytes, int at, ByteBuffer edits) {
        if (!Segment.isName(name) || bytes.length < Segment.HEADER) {
            return;
        }
        forged = true;
        if (at % 5 == 0) {
            edits.get(bytes, 12 + at % 40, Math.min(8, edits.remaining()));
            CRC32C checksum = new CRC32C();
            checksum.update(bytes, 0, 60);
            ByteBuffer.wrap(bytes).putInt(60, (int) checksum.getValue());
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        UUID journal = new UUID(buffer.getLong(12), buffer.getLong(20));
        int start = Segment.HEADER;
        Frame frame = Frame.at(buffer, start, journal);
        Frame next = frame;
        while (next != null && start + next.size() < at) {
            start += next.size();
            frame = next;
            next = Frame.at(buffer, start, journal);
        }
        if (next == null || start + next.size() > bytes.length || edits.remaining() < 8) {
            return;
        }
        byte[] payload = new byte[next.payload().remaining()];
        next.payload().get(payload);
        int offset = payload.length == 0 ? 0 : at % payload.length;
        edits.get(payload, offset, Math.min(Math.min(8, payload.length - offset), edits.remaining()));
        int kind = at % 7 == 0 ? at % 6 : next.kind();
        new Frame(next.epoch(), next.sequence(), next.durable(), kind, ByteBuffer.wrap(payload))
                .put(buffer.position(start), journal);
    }

    // ---- judgement ----

    private boolean open() throws StoreException {
        Map<String, String> found;
        try {
            found = SampleStore.read(files.disk());
        } catch (IOException e) {
            require(e.getMessage() != null, "no message");
            return false;
        } catch (StoreException e) {
            require(forged, "unreadable");
            return false;
        }
        if (!forged && !markEdited) {
            require(found.equals(EXPECTED), "silent loss");
        }
        requireSent(found);
        return true;
    }

    /** Returns whether the store is said to be sound. */
    private boolean salvage() throws StoreException {
        try (Inspection inspection = Inspection.of(files.disk())) {
            SimulatedDisk target = new SimulatedDisk(1, Fault.NONE);
            SalvagedStore.write(inspection, target, SampleStore.SIZES);
            Map<String, String> found = SampleStore.read(target);
            found.keySet().removeIf(name -> name.startsWith("queue"));
            requireSent(found);
            return inspection.isSound();
        } catch (DamagedJournalException e) {
            require(forged, String.valueOf(e.getMessage()));
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void requireSent(Map<String, String> found) {
        if (!forged) {
            found.forEach((name, value) -> require(SENT.contains(identity(name, value)), name + " was never sent"));
        }
    }

    private static String identity(String name, String value) {
        return name
                + (name.startsWith("message") ? value.substring(value.indexOf(' ', value.indexOf(' ') + 1)) : value);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
