package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.petrelmq.message.Address;
import org.petrelmq.message.Body;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.Headers;
import org.petrelmq.message.MessageId;
import org.petrelmq.message.NamedValues;
import org.petrelmq.message.Stamp;
import org.petrelmq.store.BranchId;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreCompletion;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreRecord;
import org.petrelmq.store.StoreRecord.BranchEnded;
import org.petrelmq.store.StoreRecord.Due;
import org.petrelmq.store.StoreRecord.Enqueued;
import org.petrelmq.store.StoreRecord.HandedOut;
import org.petrelmq.store.StoreRecord.Outcome;
import org.petrelmq.store.StoreRecord.Prepared;
import org.petrelmq.store.StoreRecord.QueueAdded;
import org.petrelmq.store.StoreRecord.QueueRemoved;
import org.petrelmq.store.StoreRecord.Released;
import org.petrelmq.store.StoreRecord.Sends;
import org.petrelmq.store.StoreRecord.Settled;
import org.petrelmq.store.StoreRecord.SubscriptionAdded;
import org.petrelmq.store.StoreReplay;

/**
 * Writes the stores in {@code src/test/resources/golden}, which later versions have to open: one that was killed and one that
 * was closed, and what has to be found in them as text. For a new format, once, when it is released:
 *
 * <pre>
 * mvn -pl provider test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp provider/target/test-classes:provider/target/classes:$(cat provider/target/classpath) \
 *     org.petrelmq.store.journal.GoldenStore provider/src/test/resources/golden/format-N
 * </pre>
 *
 * <p>The stores of a format that was released are never written again.
 */
final class GoldenStore {
    static final Sizes SIZES = new Sizes(2048, 8192, 0, 8192);

    private static final long TIME = 1_700_000_000_000L;
    private static final long FAR = 9_000_000_000_000L;

    /** Remembers how it went. */
    private static final class Completion implements StoreCompletion {
        StoreException failure;

        @Override
        public void stored() {
            // The sync returns.
        }

        @Override
        public void failed(StoreException cause) {
            failure = cause;
        }
    }

    private final MessageStore store;

    private GoldenStore(MessageStore store) {
        this.store = store;
    }

    /** Writes the stores into a directory that is not there yet. */
    public static void main(String[] arguments) throws IOException, StoreException {
        Path directory = Path.of(arguments[0]);
        Path killedFirst = Files.createTempDirectory("golden");
        Path killed = Files.createDirectories(directory.resolve("killed"));
        Path closed = Files.createDirectories(directory.resolve("closed"));
        Path work = Files.createTempDirectory("golden");
        MessageStore first = open(work);
        new GoldenStore(first).write();
        StoreFiles.of(work).writeTo(killedFirst);
        first.close();
        MessageStore second = open(killedFirst);
        new GoldenStore(second).writeMore();
        StoreFiles.of(killedFirst).writeTo(killed);
        second.close();
        StoreFiles.of(killedFirst).writeTo(closed);
        Path full = Files.createDirectories(directory.resolve("full"));
        writeFull(full);
        for (Path each : List.of(killed, closed, full)) {
            Path copy = Files.createTempDirectory("golden");
            StoreFiles.of(each).writeTo(copy);
            MessageStore again = open(copy);
            Files.writeString(each.resolve("contents.txt"), describe(again));
            again.close();
        }
    }

    /** A disk on which there is no space, once it is told so. */
    private static final class FullDisk extends ForwardingDisk {
        boolean full;

        FullDisk(Path directory) {
            super(new FileDisk(directory));
        }

        @Override
        public DiskFile create(String name, long size) throws IOException {
            if (full) {
                throw new IOException("The disk is full.");
            }
            return super.create(name, size);
        }
    }

    /** Killed on a full disk, where what is not needed any more is freed without a new segment. */
    private static void writeFull(Path directory) throws IOException, StoreException {
        Path work = Files.createTempDirectory("golden");
        FullDisk disk = new FullDisk(work);
        MessageStore store = JournalStore.open(disk, SIZES, true, new UUID(0x676f6c64656eL, 2), null);
        GoldenStore golden = new GoldenStore(store);
        golden.append(new QueueAdded(1, "orders"));
        Enqueued first = golden.send(text("in the first segment ".repeat(60)), false, 1);
        golden.send(text("in the second segment ".repeat(60)), false, 1);
        golden.append(new Settled(1, first.place()));
        disk.full = true;
        try {
            golden.send(text("too much ".repeat(1000)), false, 1);
            throw new IllegalStateException("There was room on a full disk.");
        } catch (StoreException e) {
            golden.append(new Released(1, first.place() + 1, 1));
        }
        StoreFiles.of(work).writeTo(directory);
        store.close();
    }

    static MessageStore open(Path directory) throws IOException {
        return JournalStore.open(new FileDisk(directory), SIZES, true, new UUID(0x676f6c64656eL, 1), null);
    }

    // ---- what is written ----

    private void write() throws StoreException {
        append(new QueueAdded(1, "orders"));
        append(new QueueAdded(2, "Wörter ☃"));
        append(new QueueAdded(3, "removed"));
        append(new SubscriptionAdded(4, "client", "durable", false, "prices", "n > 1 AND name LIKE 'x%'", true));
        append(new SubscriptionAdded(5, null, "shared", true, "prices", null, false));
        append(new SubscriptionAdded(6, "other", "shared", true, "news.*", null, false));
        send(text("moved forward"), false, 1);
        Enqueued noted = send(text("moved forward with what has happened to it"), false, 1, 4);
        append(new Released(1, noted.place(), 2));
        Enqueued due = send(text("moved forward, was delayed", 4, 0, TIME + 50), true, 1);
        append(new Due(1, due.place(), store.nextPlace()));
        fillAndSettle();
        for (Body body : bodies()) {
            send(with(body, NamedValues.EMPTY), false, 2);
        }
        send(with(new Body.Text("properties of all types"), properties()), false, 2, 4, 5);
        for (int priority = 0; priority < 10; priority++) {
            send(text("of priority " + priority, priority, 0, TIME), false, 1);
        }
        send(text("expired long ago", 4, TIME + 1, TIME), false, 1);
        send(text("expires in the far future", 4, FAR, TIME), false, 1);
        send(text("delayed into the far future", 4, 0, FAR), true, 1, 5);
        send(with(new Body.Text("of a group"), group()), false, 1);
        append(new Settled(1, send(text("settled"), false, 1).place()));
        Enqueued half = send(text("settled in one of two"), false, 1, 5);
        append(new Settled(1, half.place()));
        Enqueued gone = send(text("in a queue that was removed"), false, 3);
        append(new Settled(3, gone.place()), new QueueRemoved(3));
        append(new Released(1, send(text("came back"), false, 1).place(), 1));
        Enqueued delayed = send(text("was delayed", 4, 0, TIME + 50), true, 1);
        append(new Due(1, delayed.place(), store.nextPlace()));
        append(new HandedOut(1));
        Enqueued taken = send(text("taken by a prepared branch"), false, 1);
        append(prepared(1, taken.place()));
        branches();
    }

    private void fillAndSettle() throws StoreException {
        for (int i = 0; i < 30; i++) {
            Enqueued filler = send(text("filler ".repeat(80)), false, 2);
            append(new Settled(2, filler.place()));
        }
    }

    private void branches() throws StoreException {
        Outcome[] outcomes = {
            Outcome.COMMITTED, Outcome.ROLLED_BACK, Outcome.HEURISTICALLY_COMMITTED, Outcome.HEURISTICALLY_ROLLED_BACK
        };
        for (int i = 0; i < outcomes.length; i++) {
            append(prepared(2 + i, 0));
            append(new BranchEnded(branch(2 + i), outcomes[i]));
        }
        append(prepared(6, 0));
        append(new BranchEnded(branch(6), Outcome.HEURISTICALLY_COMMITTED));
        append(new BranchEnded(branch(6), Outcome.FORGOTTEN));
    }

    /** After the first has been killed: what was handed out is suspect now. */
    private void writeMore() throws StoreException {
        send(text("after a crash"), false, 1);
        append(new HandedOut(2));
        append(new HandedOut(1));
    }

    private static BranchId branch(int number) {
        return BranchId.of(number, new byte[] {1, 2, (byte) number}, new byte[] {(byte) 0xff});
    }

    private static Prepared prepared(int number, long place) {
        return new Prepared(
                branch(number),
                List.of(
                        new Sends("client", List.of(text("sent by branch " + number), text("another"))),
                        new Sends(null, List.of(with(new Body.Bytes(new byte[] {9, 8}, 2), properties())))),
                place == 0 ? List.of() : List.of(new Settled(1, place)));
    }

    private static List<Body> bodies() {
        NamedValues.Editor map = new NamedValues.Editor();
        map.put("null", null);
        map.put("char", '☃');
        map.put("bytes", new byte[] {0, -1, 127});
        putAll(map);
        return List.of(
                Body.Empty.INSTANCE,
                Body.Text.NONE,
                new Body.Text(""),
                new Body.Text("latin é and wide ☃ \ud83d\ude00"),
                new Body.Bytes(new byte[] {1, 2, 3, -128}, 4),
                Body.Bytes.NONE,
                new Body.Entries(map.freeze()),
                new Body.Stream(Arrays.asList(
                        null, true, (byte) 1, (short) 2, 'c', 3, 4L, 5.5f, 6.25, "seven", new byte[] {8})),
                new Body.Serialized(new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 't', 0, 1, 'x'}),
                Body.Serialized.NONE);
    }

    private static void putAll(NamedValues.Editor editor) {
        editor.put("true", true);
        editor.put("byte", (byte) -1);
        editor.put("short", Short.MIN_VALUE);
        editor.put("int", Integer.MAX_VALUE);
        editor.put("long", Long.MIN_VALUE);
        editor.put("float", 1.5f);
        editor.put("double", -0.0);
        editor.put("String", "text");
        editor.put("wide", "☃");
    }

    private static NamedValues properties() {
        NamedValues.Editor editor = new NamedValues.Editor();
        editor.put("nothing", null);
        putAll(editor);
        return editor.freeze();
    }

    private static NamedValues group() {
        NamedValues.Editor editor = new NamedValues.Editor();
        editor.put("JMSXGroupID", "group");
        editor.put("JMSXGroupSeq", 7);
        return editor.freeze();
    }

    private static Envelope text(String text) {
        return text(text, 4, 0, TIME);
    }

    private static Envelope text(String text, int priority, long expiration, long deliveryTime) {
        Stamp stamp = new Stamp(
                MessageId.of("ID:golden:", text.hashCode() & 0xfffffffL),
                TIME,
                Address.queue("orders"),
                true,
                priority,
                expiration,
                deliveryTime);
        return new Envelope(stamp, Headers.NONE, NamedValues.EMPTY, new Body.Text(text));
    }

    private static Envelope with(Body body, NamedValues properties) {
        Stamp stamp = new Stamp(MessageId.ofText("ID:own"), TIME, Address.topic("prices"), true, 4, 0, TIME);
        Headers headers = Headers.of("correlation", new Address.Queue("reply", true), "type");
        return new Envelope(stamp, headers, properties, body);
    }

    private Enqueued send(Envelope envelope, boolean delayed, long... queues) throws StoreException {
        Enqueued message = new Enqueued(envelope, delayed, queues);
        append(message);
        return message;
    }

    private void append(StoreRecord... batch) throws StoreException {
        Completion completion = new Completion();
        store.append(List.of(batch), completion);
        store.sync();
        if (completion.failure != null) {
            throw completion.failure;
        }
    }

    // ---- what is found ----

    /** Everything that a store contains. */
    static String describe(MessageStore store) throws StoreException {
        Description description = new Description();
        store.replay(description);
        StringBuilder out = description.out;
        out.append("last queue ").append(store.lastQueue()).append('\n');
        for (StoreReplay.Kept message : description.messages) {
            out.append(message).append('\n');
            append(out, store.read(message.queue(), message.place()));
        }
        return out.toString();
    }

    private static final class Description implements StoreReplay {
        final StringBuilder out = new StringBuilder();
        final List<Kept> messages = new java.util.ArrayList<>();

        @Override
        public void queue(QueueAdded queue, long suspectBelow) {
            out.append(queue).append(" suspect below ").append(suspectBelow).append('\n');
        }

        @Override
        public void subscription(SubscriptionAdded subscription, long suspectBelow) {
            out.append(subscription)
                    .append(" suspect below ")
                    .append(suspectBelow)
                    .append('\n');
        }

        @Override
        public void message(Kept message) {
            messages.add(message);
        }

        @Override
        public void prepared(Prepared branch) {
            out.append("prepared ")
                    .append(branch.branch())
                    .append(" takes ")
                    .append(branch.settled())
                    .append('\n');
            for (Sends sends : branch.sends()) {
                out.append("  of ").append(sends.clientId()).append('\n');
                sends.envelopes().forEach(envelope -> append(out, envelope));
            }
        }

        @Override
        public void completed(BranchId branch, Outcome outcome) {
            out.append("completed ").append(branch).append(' ').append(outcome).append('\n');
        }
    }

    private static void append(StringBuilder out, Envelope envelope) {
        Stamp stamp = envelope.stamp();
        out.append("    ").append(stamp.id()).append(" at ").append(stamp.timestamp());
        out.append(" to ").append(stamp.destination()).append(stamp.persistent() ? " persistent" : "");
        out.append(" priority ").append(stamp.priority()).append(" expires ").append(stamp.expiration());
        out.append(" delivered from ").append(stamp.deliveryTime()).append('\n');
        Headers headers = envelope.headers();
        out.append("    ").append(value(headers.correlationId())).append(' ').append(headers.replyTo());
        out.append(' ').append(headers.type()).append('\n');
        values(out, envelope.properties());
        body(out.append("    "), envelope.body());
        out.append('\n');
    }

    private static void values(StringBuilder out, NamedValues values) {
        for (int i = 0; i < values.size(); i++) {
            out.append("    ")
                    .append(values.name(i))
                    .append(" = ")
                    .append(value(values.value(i)))
                    .append('\n');
        }
    }

    private static void body(StringBuilder out, Body body) {
        out.append(body.getClass().getSimpleName()).append(' ');
        if (body instanceof Body.Text text) {
            out.append(value(text.text()));
        } else if (body instanceof Body.Bytes bytes) {
            out.append(value(Arrays.copyOf(bytes.array(), bytes.length())));
        } else if (body instanceof Body.Entries entries) {
            values(out.append('\n'), entries.values());
        } else if (body instanceof Body.Stream stream) {
            stream.elements().forEach(element -> out.append(value(element)).append(", "));
        } else if (body instanceof Body.Serialized object) {
            out.append(value(object.bytes()));
        }
    }

    private static String value(Object value) {
        if (value == null) {
            return "null";
        }
        String text = value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
        return value.getClass().getSimpleName() + " " + text;
    }

    /** The files of a golden store, and its description. */
    static Map.Entry<StoreFiles, String> load(String name) throws IOException {
        Path directory = Path.of("src/test/resources/golden", name);
        return Map.entry(
                StoreFiles.of(directory), Files.readString(directory.resolve("contents.txt"), StandardCharsets.UTF_8));
    }
}
