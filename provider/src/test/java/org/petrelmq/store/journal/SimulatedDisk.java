package org.petrelmq.store.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A disk that keeps apart what is durable and what is only written. When the power fails, each sector that was not synced is
 * there or not, and so is each name; what survives is drawn from a seed. For one thread.
 */
final class SimulatedDisk implements Disk {
    /** Smaller than those of disks, so that more writes are torn. */
    private static final int SECTOR = 64;

    /** How much of what was not synced survives. */
    enum Survival {
        NOTHING,
        EVERYTHING,
        /** Each sector by itself. */
        SECTORS,
        /** Each write, whole or not, in any order. */
        WRITES
    }

    /** A disk that lies, or a journal that forgets to ask: what the simulator has to find. */
    enum Fault {
        NONE,
        DIRECTORY_NOT_SYNCED,
        FILE_NOT_SYNCED,
        WRITE_NOT_SYNCED,
        /** The first synced write to a file that was opened and not made, which is that of the tail. */
        TAIL_NOT_REWRITTEN,
        /** A write that fails is reported as done, and is not. */
        FAILED_WRITE_REPORTED_AS_DONE
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Write(int offset, byte[] bytes) {}

    /** A name that changed, which is durable as a whole or not at all. */
    private record Rename(String from, String to, Content content) {}

    private static final class Content {
        byte[] current = {};
        byte[] durable = {};
        final List<Write> unsynced = new ArrayList<>();
    }

    private final Random random;
    private final Fault fault;
    private Map<String, Content> names = new HashMap<>();
    private Map<String, Content> durableNames = new HashMap<>();
    private final List<Rename> renames = new ArrayList<>();

    private int operations;
    private int powerLossAt = Integer.MAX_VALUE;
    private int failAt = Integer.MAX_VALUE;
    private boolean forGood;
    private long capacity = Long.MAX_VALUE;

    SimulatedDisk(long seed, Fault fault) {
        this.random = new Random(seed);
        this.fault = fault;
    }

    // ---- what goes wrong ----

    /** The power fails during the operation that comes after that many others. */
    void losePowerAfter(int more) {
        powerLossAt = operations + more;
    }

    /** An operation fails, the one that comes after that many others. */
    void failAfter(int more) {
        failAt = operations + more;
    }

    /** So many operations go well, and none of those that come after them. */
    void failForGoodAfter(int more) {
        failAt = operations + more;
        forGood = true;
    }

    /** Whether an operation has failed as it was told to. */
    boolean hasFailed() {
        return operations > failAt;
    }

    /** So many bytes more than there are now have room. */
    void limit(int more) {
        capacity = more
                + names.values().stream()
                        .mapToLong(content -> content.current.length)
                        .sum();
    }

    /** Nothing goes wrong any more. */
    void calm() {
        powerLossAt = Integer.MAX_VALUE;
        failAt = Integer.MAX_VALUE;
        forGood = false;
        capacity = Long.MAX_VALUE;
    }

    /** The power was off: what is read from now on is what survived. */
    void restart(Survival survival) {
        Map<String, Content> survivors = new HashMap<>(durableNames);
        Set<String> renamed = new HashSet<>();
        for (Rename rename : renames) {
            renamed.add(rename.from());
            renamed.add(rename.to());
            boolean wasDurable = survivors.get(rename.from()) == rename.content();
            if (wasDurable && isLucky(survival)) {
                survivors.remove(rename.from());
                survivors.put(rename.to(), rename.content());
            }
        }
        renames.clear();
        names.forEach((name, content) -> {
            if (!renamed.contains(name) && !durableNames.containsKey(name) && isLucky(survival)) {
                survivors.put(name, content);
            }
        });
        durableNames.forEach((name, content) -> {
            if (!renamed.contains(name) && !names.containsKey(name) && isLucky(survival)) {
                survivors.remove(name);
            }
        });
        names = survivors;
        for (Content content : names.values()) {
            byte[] found = content.durable.clone();
            for (Write write : content.unsynced) {
                found = survive(found, write, survival);
            }
            content.current = found;
            content.durable = found.clone();
            content.unsynced.clear();
        }
        durableNames = new HashMap<>(names);
    }

    private boolean isLucky(Survival survival) {
        return switch (survival) {
            case NOTHING -> false;
            case EVERYTHING -> true;
            case SECTORS, WRITES -> random.nextBoolean();
        };
    }

    private byte[] survive(byte[] before, Write write, Survival survival) {
        byte[] after = before;
        boolean whole = survival == Survival.WRITES && random.nextBoolean();
        int at = 0;
        while (at < write.bytes().length) {
            int next = Math.min(write.bytes().length, at + SECTOR - (write.offset() + at) % SECTOR);
            if (survival == Survival.WRITES ? whole : isLucky(survival)) {
                after = put(after, write.offset() + at, Arrays.copyOfRange(write.bytes(), at, next));
            }
            at = next;
        }
        return after;
    }

    private static byte[] put(byte[] into, int offset, byte[] bytes) {
        byte[] result = offset + bytes.length <= into.length ? into : Arrays.copyOf(into, offset + bytes.length);
        System.arraycopy(bytes, 0, result, offset, bytes.length);
        return result;
    }

    /** Turns one bit of a file over. */
    void flip(String name, int bit) {
        byte[] bytes = contentOf(name).current;
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }

    private Content contentOf(String name) {
        Content content = names.get(name);
        if (content == null) {
            throw new AssertionError("There is no file " + name);
        }
        return content;
    }

    private void step() throws IOException {
        if (operations == powerLossAt) {
            throw new PowerLossException();
        }
        boolean fails = operations == failAt || (forGood && operations > failAt);
        operations++;
        if (fails) {
            throw new IOException("The disk failed.");
        }
    }

    // ---- Disk ----

    @Override
    public List<String> list() {
        return List.copyOf(names.keySet());
    }

    @Override
    public DiskFile create(String name, long size) throws IOException {
        step();
        long used = names.values().stream()
                .mapToLong(content -> content.current.length)
                .sum();
        if (used + size > capacity) {
            throw new IOException("No space is left.");
        }
        Content content = new Content();
        content.current = new byte[(int) size];
        content.unsynced.add(new Write(0, new byte[(int) size]));
        if (names.putIfAbsent(name, content) != null) {
            throw new IOException(name + " exists.");
        }
        return new SimulatedFile(content, false);
    }

    @Override
    public DiskFile open(String name) throws IOException {
        step();
        if (!names.containsKey(name)) {
            throw new FileNotFoundException(name);
        }
        return new SimulatedFile(contentOf(name), fault == Fault.TAIL_NOT_REWRITTEN);
    }

    @Override
    public DiskFile openToRead(String name) throws IOException {
        step();
        if (!names.containsKey(name)) {
            throw new FileNotFoundException(name);
        }
        return new SimulatedFile(contentOf(name), false);
    }

    @Override
    public void delete(String name) throws IOException {
        step();
        if (names.remove(name) == null) {
            throw new FileNotFoundException(name);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        step();
        if (names.containsKey(to)) {
            throw new IOException(to + " exists.");
        }
        Content content = contentOf(from);
        names.remove(from);
        names.put(to, content);
        renames.add(new Rename(from, to, content));
    }

    /** At once, so that a seed is a seed. */
    @Override
    public void background(Runnable task) {
        task.run();
    }

    @Override
    public void syncDirectory() throws IOException {
        step();
        if (fault != Fault.DIRECTORY_NOT_SYNCED) {
            durableNames = new HashMap<>(names);
            renames.clear();
        }
    }

    private final class SimulatedFile implements DiskFile {
        private final Content content;
        private boolean ignoringNext;

        SimulatedFile(Content content, boolean ignoringNext) {
            this.content = content;
            this.ignoringNext = ignoringNext;
        }

        @Override
        public long size() {
            return content.current.length;
        }

        @Override
        public byte[] read(long offset, int length) {
            int end = Math.min(content.current.length, (int) offset + length);
            return Arrays.copyOfRange(content.current, (int) offset, Math.max(end, (int) offset));
        }

        @Override
        public void write(long offset, byte[] bytes, int length) throws IOException {
            Write write = new Write((int) offset, Arrays.copyOf(bytes, length));
            // What is cut off or fails may have been written all the same.
            content.unsynced.add(write);
            content.current = put(content.current, write.offset(), write.bytes());
            step();
        }

        @Override
        public void writeSynced(long offset, byte[] bytes, int length) throws IOException {
            if (ignoringNext) {
                ignoringNext = false;
                return;
            }
            if (fault == Fault.FAILED_WRITE_REPORTED_AS_DONE && operations == failAt) {
                operations++;
                return;
            }
            write(offset, bytes, length);
            if (fault != Fault.WRITE_NOT_SYNCED) {
                content.durable = put(content.durable, (int) offset, Arrays.copyOf(bytes, length));
                content.unsynced.remove(content.unsynced.size() - 1);
            }
        }

        @Override
        public void sync() throws IOException {
            step();
            if (fault != Fault.FILE_NOT_SYNCED) {
                content.durable = content.current.clone();
                content.unsynced.clear();
            }
        }

        @Override
        public void close() {
            // Closing makes nothing durable.
        }
    }
}
