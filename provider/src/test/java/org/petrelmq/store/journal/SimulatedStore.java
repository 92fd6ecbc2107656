package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.petrelmq.store.ForwardingStore;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreCompletion;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.journal.SimulatedDisk.Fault;
import org.petrelmq.store.journal.SimulatedDisk.Survival;

/** A journal on a simulated disk, over several lives, and the mistakes that can be planted in it. For one thread. */
public final class SimulatedStore {
    private static final List<Survival> SURVIVALS = List.of(Survival.values());

    /** Small enough for segments to come and go. */
    private static final Sizes SIZES = new Sizes(2048, 8192, 2048, 4096);

    /** A durability bug, each of which a simulation has to find. */
    public enum Bug {
        NONE,
        DIRECTORY_NOT_SYNCED(Fault.DIRECTORY_NOT_SYNCED),
        FILE_NOT_SYNCED(Fault.FILE_NOT_SYNCED),
        WRITE_NOT_SYNCED(Fault.WRITE_NOT_SYNCED),
        TAIL_NOT_REWRITTEN(Fault.TAIL_NOT_REWRITTEN),
        FAILED_WRITE_REPORTED_AS_DONE(Fault.FAILED_WRITE_REPORTED_AS_DONE),
        /** Segments are deleted in which messages live. */
        SEGMENT_DELETED_TOO_EARLY,
        /** A new segment does not repeat what is known beside the messages. */
        SNAPSHOT_FORGOTTEN,
        /** What has been settled is copied forward, too. */
        SETTLED_COPIED_FORWARD,
        /** A batch is written record by record. */
        BATCH_NOT_ATOMIC,
        /** The sender is told before the disk is. */
        COMPLETED_BEFORE_SYNC,
        SETTLEMENT_FORGOTTEN,
        RELEASE_FORGOTTEN,
        HAND_OUT_NOT_ANNOUNCED,
        DUE_FORGOTTEN,
        PROMISE_FORGOTTEN,
        END_OF_BRANCH_FORGOTTEN,
        REMOVAL_OF_QUEUE_FORGOTTEN;

        final Fault fault;

        Bug() {
            this(Fault.NONE);
        }

        Bug(Fault fault) {
            this.fault = fault;
        }
    }

    private final Random random;
    private final SimulatedDisk disk;
    private final Bug bug;

    /** How what was not synced survives; null for any way. */
    private @Nullable Survival chosen;

    public SimulatedStore(long seed, Bug bug) {
        this.random = new Random(~seed);
        this.disk = new SimulatedDisk(seed, bug.fault);
        this.bug = bug;
    }

    /** Opens the journal. */
    public MessageStore open() throws IOException {
        JournalStore store = JournalStore.open(disk, SIZES, true, new UUID(1, 2), null, this::planted);
        return new Planted(store);
    }

    /** Something goes wrong, or not, within so many groups. */
    public void arm(int groups) {
        // One is itself and the mark.
        int operations = 2 * groups;
        disk.calm();
        if (random.nextInt(4) == 0) {
            disk.failAfter(random.nextInt(operations));
        }
        disk.losePowerAfter(random.nextInt(operations));
        // A store that is there opens on a full disk, and acknowledges.
        if (random.nextInt(5) == 0 && disk.list().contains(Segments.RESERVE)) {
            disk.limit(random.nextInt(20_000));
        }
    }

    /** How many ways there are in which what was not synced survives a power loss. */
    public static int survivals() {
        return SURVIVALS.size();
    }

    /** The power fails in an operation of the disk; what was not synced survives in one of the ways. */
    public void armPowerLoss(int operation, int survival) {
        disk.calm();
        disk.losePowerAfter(operation);
        chosen = SURVIVALS.get(survival);
    }

    /** An operation of the disk fails, once or with all that come after it. */
    public void armFailure(int operation, boolean forGood) {
        disk.calm();
        if (forGood) {
            disk.failForGoodAfter(operation);
        } else {
            disk.failAfter(operation);
        }
    }

    /** Whether an operation has failed since {@link #arm}. */
    public boolean hasFailed() {
        return disk.hasFailed();
    }

    public void calm() {
        disk.calm();
    }

    /** The process has ended, and perhaps the power was off: then what was not synced is there or not. */
    public void crash(boolean powerLost) {
        disk.calm();
        if (powerLost || random.nextBoolean()) {
            disk.restart(chosen != null ? chosen : SURVIVALS.get(random.nextInt(SURVIVALS.size())));
        }
    }

    private Keeper planted(Keeper keeper) {
        return switch (bug) {
            case SEGMENT_DELETED_TOO_EARLY, SNAPSHOT_FORGOTTEN, SETTLED_COPIED_FORWARD -> new PlantedKeeper(keeper);
            default -> keeper;
        };
    }

    private final class PlantedKeeper implements Keeper {
        private final Keeper keeper;
        private final List<byte[]> copies = new ArrayList<>();

        PlantedKeeper(Keeper keeper) {
            this.keeper = keeper;
        }

        @Override
        public void apply(ByteBuffer payload, long segment, int offset) throws DamagedJournalException {
            keeper.apply(payload, segment, offset);
        }

        @Override
        public void snapshot(ByteBuffer payload) throws DamagedJournalException {
            keeper.snapshot(payload);
        }

        @Override
        public void closed() {
            keeper.closed();
        }

        @Override
        public byte[] snapshot() {
            return bug == Bug.SNAPSHOT_FORGOTTEN ? new byte[0] : keeper.snapshot();
        }

        @Override
        public long oldestNeeded(long last) {
            return bug == Bug.SEGMENT_DELETED_TOO_EARLY ? last : keeper.oldestNeeded(last);
        }

        /** The copies are made too early: what is settled meanwhile comes back with them. */
        @Override
        public List<byte[]> copiesForward(long bytes) throws IOException {
            if (bug != Bug.SETTLED_COPIED_FORWARD) {
                return keeper.copiesForward(bytes);
            }
            List<byte[]> late = List.copyOf(copies);
            copies.clear();
            copies.addAll(keeper.copiesForward(bytes));
            return late;
        }
    }

    private final class Planted extends ForwardingStore {
        Planted(MessageStore store) {
            super(store);
        }

        @Override
        public void append(List<StoreRecord> batch, StoreCompletion completion) {
            if (bug == Bug.COMPLETED_BEFORE_SYNC) {
                store.append(batch, new StoreCompletion() {
                    @Override
                    public void stored() {
                        // The completion has been told.
                    }

                    @Override
                    public void failed(StoreException cause) {
                        // As if it had not.
                    }
                });
                completion.stored();
                return;
            }
            List<StoreRecord> kept = new ArrayList<>(batch);
            kept.removeIf(this::isForgotten);
            if (kept.isEmpty()) {
                completion.stored();
                return;
            }
            if (bug == Bug.BATCH_NOT_ATOMIC && kept.size() > 1) {
                appendOneByOne(kept, completion);
                return;
            }
            store.append(kept, completion);
        }

        private void appendOneByOne(List<StoreRecord> batch, StoreCompletion completion) {
            StoreCompletion ignoring = new StoreCompletion() {
                @Override
                public void stored() {
                    // The last one tells.
                }

                @Override
                public void failed(StoreException cause) {
                    // The last one tells.
                }
            };
            for (int i = 0; i < batch.size() - 1; i++) {
                store.append(batch.get(i), ignoring);
                try {
                    store.sync();
                } catch (StoreException e) {
                    completion.failed(e);
                    return;
                }
            }
            store.append(batch.get(batch.size() - 1), completion);
        }

        private boolean isForgotten(StoreRecord record) {
            return switch (bug) {
                case SETTLEMENT_FORGOTTEN -> record instanceof StoreRecord.Settled && random.nextInt(50) == 0;
                case RELEASE_FORGOTTEN -> record instanceof StoreRecord.Released;
                case HAND_OUT_NOT_ANNOUNCED -> record instanceof StoreRecord.HandedOut;
                case DUE_FORGOTTEN -> record instanceof StoreRecord.Due;
                case PROMISE_FORGOTTEN -> record instanceof StoreRecord.Prepared;
                case END_OF_BRANCH_FORGOTTEN -> record instanceof StoreRecord.BranchEnded;
                case REMOVAL_OF_QUEUE_FORGOTTEN -> record instanceof StoreRecord.QueueRemoved;
                default -> false;
            };
        }

        @Override
        public void sync() throws StoreException {
            if (bug != Bug.COMPLETED_BEFORE_SYNC || random.nextInt(3) == 0) {
                store.sync();
            }
        }
    }
}
