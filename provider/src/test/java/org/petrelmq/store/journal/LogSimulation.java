package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.petrelmq.store.journal.SimulatedDisk.Fault;
import org.petrelmq.store.journal.SimulatedDisk.Survival;

/**
 * A log that lives through several crashes, drawn from a seed: appends, syncs, a power loss or an operation that fails at
 * some point, also while it opens. After each, everything that was acknowledged has to be there, and nothing else than a
 * beginning of what was appended after it.
 */
final class LogSimulation {
    private static final UUID ID = new UUID(1, 2);
    private static final int LIVES = 5;
    private static final List<Survival> SURVIVALS = List.of(Survival.values());

    private final long seed;
    private final Random random;
    private final SimulatedDisk disk;

    /** All that may be there, in order; what is acknowledged comes first. */
    private List<String> history = new ArrayList<>();

    private int acknowledged;
    private int batches;

    private LogSimulation(long seed, Fault fault) {
        this.seed = seed;
        this.random = new Random(seed);
        this.disk = new SimulatedDisk(seed, fault);
    }

    /** Runs a seed; an AssertionError says what is wrong. */
    static void run(long seed, Fault fault) {
        LogSimulation simulation = new LogSimulation(seed, fault);
        for (int life = 0; life < LIVES; life++) {
            simulation.live();
        }
        simulation.disk.calm();
        simulation.check();
    }

    private void live() {
        disk.calm();
        if (random.nextInt(4) == 0) {
            disk.failAfter(random.nextInt(20));
        }
        disk.losePowerAfter(random.nextInt(25));
        try (FrameLog log = open()) {
            for (int step = 0; step < 30; step++) {
                work(log);
            }
        } catch (DamagedJournalException e) {
            throw new AssertionError("Seed " + seed + ": refused to open after a crash", e);
        } catch (IOException | PowerLossException e) {
            // The end of this life. A process that was only killed leaves what it has written to the next.
            if (e instanceof PowerLossException || random.nextBoolean()) {
                disk.restart(SURVIVALS.get(random.nextInt(SURVIVALS.size())));
            }
            return;
        }
        disk.restart(Survival.NOTHING);
    }

    private FrameLog open() throws IOException {
        TestKeeper found = new TestKeeper();
        FrameLog log = FrameLog.open(disk, new Sizes(1024, 8192, 0, 4096), ID, true, found);
        judge(List.copyOf(found.batches));
        return log;
    }

    private void judge(List<String> found) {
        boolean isBeginning = found.size() <= history.size()
                && history.subList(0, found.size()).equals(found);
        if (!isBeginning || found.size() < acknowledged) {
            throw new AssertionError("Seed " + seed + ": " + acknowledged + " of " + history.size()
                    + " batches were acknowledged, " + found.size() + " found"
                    + (isBeginning ? "" : ", which are others: " + found));
        }
        history = new ArrayList<>(found);
        acknowledged = found.size();
    }

    private void work(FrameLog log) throws IOException {
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            String batch = Integer.toString(batches++, Character.MAX_RADIX) + "x".repeat(randomLength());
            history.add(batch);
            log.append(batch.getBytes(StandardCharsets.UTF_8));
        }
        if (random.nextInt(3) > 0) {
            log.sync();
            acknowledged = history.size();
        }
    }

    /** Often nothing: then a frame is as small as the one that an opening writes, and what lies behind it fits. */
    private int randomLength() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(2000);
            case 1 -> random.nextInt(50);
            default -> 0;
        };
    }

    private void check() {
        try {
            open().close();
        } catch (IOException e) {
            throw new AssertionError("Seed " + seed, e);
        }
    }
}
