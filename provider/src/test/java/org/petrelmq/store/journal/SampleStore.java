package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.petrelmq.message.Address;
import org.petrelmq.message.Body;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.EnvelopeCodec;
import org.petrelmq.message.Envelopes;
import org.petrelmq.message.Headers;
import org.petrelmq.message.MessageId;
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
import org.petrelmq.store.StoreRecord.Released;
import org.petrelmq.store.StoreRecord.Sends;
import org.petrelmq.store.StoreRecord.Settled;
import org.petrelmq.store.StoreRecord.SubscriptionAdded;
import org.petrelmq.store.StoreReplay;

/**
 * A store with some of everything in it, drawn from a seed, that knows after each group what it has to contain. What a store
 * contains is told as text by name, so that two of them can be compared.
 */
final class SampleStore {
    /** Small enough for some segments. */
    static final Sizes SIZES = new Sizes(2048, 8192, 4096, 8192);

    private static final StoreCompletion IGNORED = new StoreCompletion() {
        @Override
        public void stored() {
            // The sync tells.
        }

        @Override
        public void failed(StoreException cause) {
            throw new AssertionError(cause);
        }
    };

    private static final class Live {
        final long queue;
        final long place;
        final String encoded;
        final boolean delayed;
        int released;
        long sequence;

        Live(long queue, Enqueued message) {
            this.queue = queue;
            this.place = message.place();
            this.sequence = message.place();
            this.delayed = message.isDelayed();
            this.encoded = encoded(message.envelope());
        }
    }

    private final Random random;
    private final MessageStore store;
    private final Map<Long, StoreRecord> queues = new LinkedHashMap<>();
    private final List<Live> live = new ArrayList<>();
    private final Map<BranchId, Prepared> prepared = new LinkedHashMap<>();
    private int messages;
    private int branches;

    /** What the store contains after each group. */
    final List<Map<String, String>> states = new ArrayList<>();

    /** What it contained after each batch: what is settled in the group in which it was sent is in none of the states. */
    final List<Map<String, String>> moments = new ArrayList<>();

    SampleStore(Disk disk, long seed) throws IOException, StoreException {
        random = new Random(seed);
        store = JournalStore.open(disk, SIZES, true, new UUID(5, seed), null);
        add(new QueueAdded(1, "orders"), 1);
        add(new QueueAdded(2, "invoices"), 2);
        add(new SubscriptionAdded(3, "client", "s", false, "prices", "n > 1", false), 3);
        store.append(new HandedOut(1), IGNORED);
        sync();
    }

    private void add(StoreRecord queue, long id) {
        queues.put(id, queue);
        store.append(queue, IGNORED);
    }

    private void sync() throws StoreException {
        store.sync();
        states.add(content());
    }

    /** Groups of one batch or several. */
    void work(int groups) throws StoreException {
        for (int group = 0; group < groups; group++) {
            for (int batch = random.nextInt(3); batch >= 0; batch--) {
                batch();
                moments.add(content());
            }
            sync();
        }
    }

    void close() {
        store.close();
    }

    private void batch() {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> send();
            case 4, 5, 6 -> settle();
            case 7 -> release();
            case 8 -> branch();
            default -> due();
        }
    }

    private void send() {
        Envelope envelope = envelope();
        boolean delayed = random.nextInt(8) == 0;
        boolean toBoth = random.nextInt(4) == 0;
        Enqueued message =
                toBoth ? new Enqueued(envelope, delayed, 1, 3) : new Enqueued(envelope, delayed, 1 + random.nextInt(3));
        store.append(message, IGNORED);
        for (int i = 0; i < message.queueCount(); i++) {
            live.add(new Live(message.queue(i), message));
        }
    }

    private Envelope envelope() {
        byte[] body = new byte[random.nextInt(3) == 0 ? random.nextInt(900) : random.nextInt(80)];
        random.nextBytes(body);
        Stamp stamp = new Stamp(
                MessageId.ofText("ID:" + messages++), 1, Address.queue("orders"), true, random.nextInt(10), 0, 1);
        return new Envelope(
                stamp,
                Headers.NONE,
                Envelopes.with("", "n", messages, "JMSXGroupID", random.nextBoolean() ? "g" : null)
                        .properties(),
                new Body.Bytes(body, body.length));
    }

    private void settle() {
        for (int i = random.nextInt(3); i >= 0 && live.size() > 80; i--) {
            Live message = live.remove(random.nextInt(live.size()));
            store.append(new Settled(message.queue, message.place), IGNORED);
        }
    }

    private void release() {
        if (!live.isEmpty()) {
            Live message = live.get(random.nextInt(live.size()));
            message.released++;
            store.append(new Released(message.queue, message.place, message.released), IGNORED);
        }
    }

    private void due() {
        for (Live message : live) {
            if (message.delayed && message.sequence == message.place) {
                message.sequence = store.nextPlace();
                store.append(new Due(message.queue, message.place, message.sequence), IGNORED);
                return;
            }
        }
    }

    private void branch() {
        if (prepared.size() > 2) {
            BranchId id = prepared.keySet().iterator().next();
            prepared.remove(id);
            store.append(new BranchEnded(id, Outcome.ROLLED_BACK), IGNORED);
            return;
        }
        BranchId id = BranchId.of(7, new byte[] {(byte) branches++}, new byte[0]);
        Prepared branch = new Prepared(id, List.of(new Sends("client", List.of(envelope()))), List.of());
        prepared.put(id, branch);
        store.append(branch, IGNORED);
    }

    // ---- what there is ----

    private Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        queues.forEach((id, made) -> content.put("queue " + id, made.toString()));
        prepared.values().forEach(branch -> putBranch(content, branch));
        for (Live message : live) {
            content.put(
                    "message " + message.queue + " " + message.place,
                    message.released + " " + message.sequence + " " + message.encoded);
        }
        return content;
    }

    private static void putBranch(Map<String, String> content, Prepared branch) {
        content.put(
                "branch " + branch.branch(),
                encoded(branch.sends().get(0).envelopes().get(0)));
    }

    static String encoded(Envelope envelope) {
        return new String(EnvelopeCodec.encode(envelope), StandardCharsets.ISO_8859_1);
    }

    /** Opens a store, reads everything and closes it. */
    static Map<String, String> read(Disk disk) throws IOException, StoreException {
        JournalStore opened = JournalStore.open(disk, SIZES, true, new UUID(6, 6), null);
        try {
            return read(opened);
        } finally {
            opened.close();
        }
    }

    static Map<String, String> read(MessageStore opened) throws StoreException {
        Map<String, String> content = new TreeMap<>();
        List<StoreReplay.Kept> kept = new ArrayList<>();
        opened.replay(new StoreReplay() {
            @Override
            public void queue(QueueAdded queue, long suspectBelow) {
                content.put("queue " + queue.queue(), queue.toString());
            }

            @Override
            public void subscription(SubscriptionAdded subscription, long suspectBelow) {
                content.put("queue " + subscription.queue(), subscription.toString());
            }

            @Override
            public void message(Kept message) {
                kept.add(message);
            }

            @Override
            public void prepared(Prepared branch) {
                putBranch(content, branch);
            }

            @Override
            public void completed(BranchId branch, Outcome outcome) {
                content.put("completed " + branch, outcome.toString());
            }
        });
        for (StoreReplay.Kept message : kept) {
            Envelope envelope = opened.read(message.queue(), message.place());
            content.put(
                    "message " + message.queue() + " " + message.place(),
                    message.released() + " " + message.sequence() + " " + encoded(envelope));
        }
        return content;
    }
}
