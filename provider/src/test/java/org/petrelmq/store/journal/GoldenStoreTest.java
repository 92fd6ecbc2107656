package org.petrelmq.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreProvider;
import org.petrelmq.store.StoreRecord;

/** F32: stores that earlier versions wrote are opened, with everything that is in them; those of later versions are refused. */
class GoldenStoreTest {
    private static final String KILLED = "format-1/killed";
    private static final String FULL = "format-1/full";
    private static final String CLOSED = "format-1/closed";

    @TempDir
    Path directory;

    /** Makes a segment one of another version, with the right checksum. */
    static void setVersion(byte[] segment, int version) {
        ByteBuffer header = ByteBuffer.wrap(segment);
        header.putInt(8, version);
        CRC32C checksum = new CRC32C();
        checksum.update(segment, 0, 60);
        header.putInt(60, (int) checksum.getValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {KILLED, CLOSED, FULL})
    void everythingIsThere_andStillAfterAnotherLife(String name) throws Exception {
        var golden = GoldenStore.load(name);
        golden.getKey().writeTo(directory);
        assertThat(open()).isEqualTo(golden.getValue());
        assertThat(open()).isEqualTo(golden.getValue());
        assertThat(Salvage.run(
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        System.err,
                        "verify",
                        directory.toString()))
                .isZero();
    }

    private String open() throws IOException, StoreException {
        MessageStore store = GoldenStore.open(directory);
        try {
            return GoldenStore.describe(store);
        } finally {
            store.close();
        }
    }

    /** So that the above says something. */
    @ParameterizedTest
    @ValueSource(strings = {KILLED, CLOSED})
    void everyKindOfFrameAndRecordIsInIt(String name) throws Exception {
        StoreFiles files = GoldenStore.load(name).getKey();
        Set<String> kinds = kinds(files);
        assertThat(kinds)
                .contains("frame 1", "frame 3", "frame 4")
                .contains("message", "noted message", "settled", "released", "due", "queue", "subscription")
                .contains("removed", "handed out", "suspect", "prepared", "ended", "counters");
        assertThat(kinds.contains("frame 2")).isEqualTo(name.equals(CLOSED));
        assertThat(files.files).hasSizeGreaterThanOrEqualTo(3);
        assertThat(kinds(GoldenStore.load(FULL).getKey())).contains("frame " + FrameWriter.Kind.FREED.code);
    }

    private static Set<String> kinds(StoreFiles files) throws IOException {
        Set<String> kinds = new TreeSet<>();
        new LogScan(files.disk(), new LogScan.Reader() {
                    @Override
                    public void frame(Frame frame, Segment segment, int offset) {
                        kinds.add("frame " + frame.kind());
                        boolean batch = frame.kind() == FrameWriter.Kind.BATCH.code;
                        if (batch || frame.kind() == FrameWriter.Kind.SNAPSHOT.code) {
                            records(frame, kinds);
                        }
                    }

                    @Override
                    public void damaged(LogScan.Damage damage) {
                        throw new AssertionError(damage);
                    }
                })
                .run();
        return kinds;
    }

    private static void records(Frame frame, Set<String> kinds) {
        try {
            RecordReader.read(frame.payload(), new RecordReader.Visitor() {
                @Override
                public void enqueued(RecordReader.Message message) {
                    kinds.add((message.flags() & RecordWriter.NOTED) == 0 ? "message" : "noted message");
                }

                @Override
                public void settled(StoreRecord.Settled settled) {
                    kinds.add("settled");
                }

                @Override
                public void released(StoreRecord.Released released) {
                    kinds.add("released");
                }

                @Override
                public void due(StoreRecord.Due due) {
                    kinds.add("due");
                }

                @Override
                public void queueAdded(StoreRecord.QueueAdded queue) {
                    kinds.add("queue");
                }

                @Override
                public void subscriptionAdded(StoreRecord.SubscriptionAdded subscription) {
                    kinds.add("subscription");
                }

                @Override
                public void queueRemoved(StoreRecord.QueueRemoved queue) {
                    kinds.add("removed");
                }

                @Override
                public void handedOut(StoreRecord.HandedOut queue) {
                    kinds.add("handed out");
                }

                @Override
                public void suspect(long queue, long below) {
                    kinds.add("suspect");
                }

                @Override
                public void prepared(StoreRecord.Prepared branch) {
                    kinds.add("prepared");
                }

                @Override
                public void branchEnded(StoreRecord.BranchEnded ended) {
                    kinds.add("ended");
                }

                @Override
                public void counters(long lastPlace, long lastQueue) {
                    kinds.add("counters");
                }
            });
        } catch (DamagedJournalException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void laterFormat_isRefused_namingBothVersions() throws Exception {
        StoreFiles files = GoldenStore.load(CLOSED).getKey();
        files.files.forEach((name, bytes) -> {
            if (Segment.isName(name)) {
                setVersion(bytes, 2);
            }
        });
        files.writeTo(directory);
        assertThatThrownBy(() -> new JournalStoreProvider().open(directory, StoreProvider.Sync.ALWAYS))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(" is of format 2; this version of Petrel reads format 1.");
    }
}
