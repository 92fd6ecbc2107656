package org.petrelmq.store.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.PetrelConnectionFactory;
import org.petrelmq.store.StoreException;

class SalvageTest {
    private static final String SOUND = "\"sound\": true";

    @TempDir
    Path temporary;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Map<String, String> expected = Map.of();
    private int stores;

    private int run(Object... arguments) {
        out.reset();
        err.reset();
        return Salvage.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The store of a process that was killed. */
    private StoreFiles sample() throws IOException, StoreException {
        Path directory = Files.createDirectories(temporary.resolve("sample" + stores++));
        SampleStore sample = new SampleStore(new FileDisk(directory), 42);
        sample.work(300);
        expected = sample.states.get(sample.states.size() - 1);
        StoreFiles files = StoreFiles.of(directory);
        sample.close();
        return files;
    }

    private Path write(StoreFiles files) throws IOException {
        Path directory = temporary.resolve("store" + stores++);
        files.writeTo(directory);
        return directory;
    }

    /** The store that comes out, closed. */
    private Map<String, String> salvaged(StoreFiles files) throws IOException, StoreException {
        Path directory = write(files);
        Path target = temporary.resolve("target" + stores++);
        assertThat(run("salvage", directory, target, "--json")).isEqualTo(1);
        assertThat(run("verify", target)).as(printed()).isZero();
        JournalStore store = JournalStore.open(new FileDisk(target), SampleStore.SIZES, true, new UUID(7, 7), null);
        try {
            return SampleStore.read(store);
        } finally {
            store.close();
        }
    }

    private static Map<String, String> bytesOf(Path directory) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                bytes.put(
                        file.getFileName() + " " + Files.getLastModifiedTime(file),
                        Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return bytes;
    }

    private static List<Integer> framesOf(StoreFiles files, String name) throws IOException {
        List<Integer> offsets = new ArrayList<>();
        byte[] bytes = files.files.get(name);
        try (Disk.DiskFile file = files.disk().open(name)) {
            FrameReader reader = new FrameReader(file, Segment.of(bytes, bytes.length, name));
            int at = Segment.HEADER;
            for (Frame frame = reader.at(at); frame != null; frame = reader.at(at)) {
                offsets.add(at);
                at += frame.size();
            }
        }
        return offsets;
    }

    private static List<String> segmentsOf(StoreFiles files) {
        return files.files.keySet().stream().filter(Segment::isName).toList();
    }

    // ---- verify ----

    @Test
    void verify_sound_saysWhatIsThere_andChangesNothing() throws Exception {
        Path directory = write(sample());
        Map<String, String> before = bytesOf(directory);
        assertThat(run("verify", directory)).isZero();
        assertThat(printed())
                .contains("The store is sound; it was not closed.")
                .contains("queue orders: ")
                .contains("subscription client.s on prices: ")
                .contains("is prepared");
        assertThat(run("verify", "--json", directory)).isZero();
        long messages = expected.keySet().stream()
                .filter(name -> name.startsWith("message"))
                .count();
        assertThat(printed())
                .contains(SOUND)
                .contains("\"messages\": " + messages + ",")
                .contains("\"name\": \"invoices\"")
                .contains("\"selector\": \"n > 1\"")
                .contains("\"damages\": []");
        assertThat(bytesOf(directory)).isEqualTo(before);
    }

    @Test
    void verify_damaged_namesFileOffsetAndSequence() throws Exception {
        StoreFiles files = sample();
        String name = segmentsOf(files).get(1);
        int at = framesOf(files, name).get(3);
        files.files.get(name)[at + 40] ^= 1;
        Path directory = write(files);
        Map<String, String> before = bytesOf(directory);
        assertThat(run("verify", directory)).isEqualTo(1);
        assertThat(printed())
                .contains("The store is damaged")
                .containsPattern(name + ", offset " + at + ": is damaged as far as offset \\d+; lost: sequence \\d+");
        assertThat(run("verify", directory, "--json")).isEqualTo(1);
        assertThat(printed()).contains("\"file\": \"" + name + "\"").contains("\"offset\": " + at + ",");
        assertThat(bytesOf(directory)).isEqualTo(before);
    }

    @Test
    void inUse_isRefused_sayingByWhom() throws Exception {
        Path directory = temporary.resolve("used");
        PetrelConnectionFactory factory = new PetrelConnectionFactory("petrel:file:" + directory);
        try (JMSContext context = factory.createContext()) {
            assertThat(context).isNotNull();
            assertThat(run("verify", directory)).isEqualTo(3);
            assertThat(complained())
                    .contains("in use in this very process ("
                            + ProcessHandle.current().pid() + ")");
            assertThat(run("salvage", directory, temporary.resolve("t"))).isEqualTo(3);
        }
        assertThat(run("verify", directory)).isZero();
        assertThat(printed()).contains("The store is sound.");
    }

    @Test
    void wrongUsage() throws Exception {
        for (List<Object> words : List.<List<Object>>of(
                List.of(),
                List.of("verify"),
                List.of("salvage", "a"),
                List.of("repair", "a"),
                List.of("verify", "a", "b"))) {
            assertThat(run(words.toArray())).isEqualTo(2);
            assertThat(complained()).contains("Usage: verify DIRECTORY [--json]");
        }
        assertThat(run("verify", temporary.resolve("nothing"))).isEqualTo(2);
        assertThat(complained()).contains("is no directory");
        Path directory = write(sample());
        assertThat(run("salvage", directory, directory)).isEqualTo(2);
        assertThat(complained()).contains("is not empty");
    }

    @Test
    void emptyDirectory_isSound() throws Exception {
        assertThat(run("verify", Files.createDirectories(temporary.resolve("empty")), "--json"))
                .isZero();
        assertThat(printed()).contains(SOUND).contains("\"segments\": []");
    }

    // ---- salvage ----

    @Test
    void soundStore_isCopied() throws Exception {
        Path directory = write(sample());
        Path target = temporary.resolve("target");
        assertThat(run("salvage", directory, target)).isZero();
        assertThat(printed()).contains("Written to " + target);
        assertThat(SampleStore.read(new FileDisk(target))).isEqualTo(expected);
    }

    /** One batch is lost: of what is live, only what was in it; and what it had settled comes back, suspect. */
    @Test
    void anyFrame_damaged_costsThatFrame() throws Exception {
        StoreFiles files = sample();
        Random random = new Random(1);
        for (String name : segmentsOf(files)) {
            List<Integer> frames = framesOf(files, name);
            for (int i = 0; i < 4; i++) {
                // The first is the snapshot.
                int at = frames.get(i == 0 ? 0 : random.nextInt(frames.size()));
                StoreFiles damaged = files.copy();
                damaged.files.get(name)[at + Frame.HEADER] ^= 4;
                requireAllButOneBatch(salvaged(damaged), name + " at " + at);
            }
        }
    }

    private void requireAllButOneBatch(Map<String, String> found, String damage) {
        Map<String, String> missing = new TreeMap<>(expected);
        missing.keySet().removeAll(found.keySet());
        assertThat(missing.keySet()).as(damage).hasSizeLessThanOrEqualTo(40);
        Map<String, String> changed = new TreeMap<>(found);
        changed.entrySet().removeAll(expected.entrySet());
        // Settled or released in that batch, or the end of a branch.
        assertThat(changed).as(damage).hasSizeLessThanOrEqualTo(40);
        for (Map.Entry<String, String> entry : changed.entrySet()) {
            String before = expected.get(entry.getKey());
            if (before != null) {
                assertThat(body(entry.getValue())).isEqualTo(body(before));
            }
        }
    }

    private static String body(String described) {
        return described.substring(described.indexOf(' ', described.indexOf(' ') + 1));
    }

    @Test
    void missingSegment_costsWhatWasInIt() throws Exception {
        StoreFiles files = sample();
        List<String> segments = segmentsOf(files);
        for (String name : segments) {
            StoreFiles damaged = files.copy();
            damaged.files.remove(name);
            Map<String, String> found = salvaged(damaged);
            assertThat(found).containsKeys("queue 1", "queue 2", "queue 3");
            assertThat(found.size()).isGreaterThan(expected.size() / 2);
            run("verify", write(damaged));
            assertThat(printed())
                    .contains("; lost: sequence")
                    .contains(
                            name.equals(segments.get(segments.size() - 1))
                                    ? "had been durable, says the file mark"
                                    : name + ", offset 0: is missing");
        }
    }

    @Test
    void damagedHeader_costsNothing() throws Exception {
        StoreFiles files = sample();
        for (String name : segmentsOf(files)) {
            for (int at : new int[] {0, 14, 45, 62}) {
                StoreFiles damaged = files.copy();
                damaged.files.get(name)[at] ^= 1;
                assertThat(salvaged(damaged)).as("%s at %d", name, at).isEqualTo(expected);
            }
        }
    }

    @Test
    void truncatedSegment_costsItsEnd() throws Exception {
        StoreFiles files = sample();
        for (String name : segmentsOf(files)) {
            byte[] bytes = files.files.get(name);
            StoreFiles damaged = files.copy();
            damaged.files.put(name, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            assertThat(salvaged(damaged).size()).isGreaterThan(expected.size() / 2);
        }
    }

    /** The last group was durable, says the mark: what is left of it is salvaged. */
    @Test
    void damagedTail_isLost_ratherThanCutOff() throws Exception {
        StoreFiles files = sample();
        String last = files.lastSegment();
        List<Integer> frames = framesOf(files, last);
        files.files.get(last)[frames.get(frames.size() - 1) + 36] ^= 1;
        Path directory = write(files);
        assertThat(run("verify", directory)).isEqualTo(1);
        assertThat(printed()).contains("says the file mark; lost: sequence ");
    }

    @Test
    void queuesThatNothingTellsOf_getTheNameThatTheirMessagesWereSentTo() throws Exception {
        StoreFiles files = sample();
        for (String name : segmentsOf(files)) {
            int snapshot = framesOf(files, name).get(0);
            files.files.get(name)[snapshot + Frame.HEADER] ^= 1;
        }
        Map<String, String> found = salvaged(files);
        assertThat(found.get("queue 1")).contains("orders");
        assertThat(found).containsKeys("queue 2", "queue 3");
        assertThat(found.keySet())
                .containsAll(expected.keySet().stream()
                        .filter(name -> name.startsWith("message"))
                        .toList());
    }

    @Test
    void laterFormat_isRefused_namingBoth() throws Exception {
        StoreFiles files = sample();
        String name = segmentsOf(files).get(0);
        GoldenStoreTest.setVersion(files.files.get(name), 2);
        assertThat(run("verify", write(files))).isEqualTo(1);
        assertThat(complained()).contains("format 2").contains("reads format 1");
    }

    // ---- all the way ----

    /** Whichever frame is damaged: what is received was sent, all of it unless it was in that frame, and no mark is missing. */
    @Test
    void whatComesBackAfterItsAcknowledgementWasLost_isRedelivered() throws Exception {
        Path directory = temporary.resolve("broker");
        try (JMSContext context = new PetrelConnectionFactory("petrel:file:" + directory).createContext()) {
            for (String text : List.of("a", "b", "c", "d")) {
                context.createProducer().send(context.createQueue("q"), text);
            }
            try (JMSConsumer consumer = context.createConsumer(context.createQueue("q"))) {
                assertThat(consumer.receiveBody(String.class, 1000)).isEqualTo("a");
                assertThat(consumer.receiveBody(String.class, 1000)).isEqualTo("b");
            }
        }
        StoreFiles files = StoreFiles.of(directory);
        String name = files.lastSegment();
        int again = 0;
        for (int at : framesOf(files, name)) {
            StoreFiles damaged = files.copy();
            damaged.files.get(name)[at + 12] ^= 1;
            Path broken = write(damaged);
            assertThatThrownBy(() -> new PetrelConnectionFactory("petrel:file:" + broken).createContext())
                    .isInstanceOf(JMSRuntimeException.class)
                    .hasMessageContaining("org.petrelmq.store.journal.Salvage says what can be saved");
            Path target = temporary.resolve("saved" + at);
            assertThat(run("salvage", broken, target)).isEqualTo(1);
            Map<String, Boolean> received = receive(target);
            assertThat(List.of("a", "b", "c", "d")).containsAll(received.keySet());
            assertThat(received.size()).isGreaterThanOrEqualTo(1);
            for (String acknowledged : List.of("a", "b")) {
                if (received.containsKey(acknowledged)) {
                    assertThat(received.get(acknowledged)).isTrue();
                    again++;
                }
            }
        }
        assertThat(again).isEqualTo(2);
    }

    private static Map<String, Boolean> receive(Path directory) throws JMSException {
        Map<String, Boolean> received = new HashMap<>();
        try (JMSContext context = new PetrelConnectionFactory("petrel:file:" + directory).createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue("q"))) {
            for (Message message = consumer.receiveNoWait(); message != null; message = consumer.receiveNoWait()) {
                received.put(message.getBody(String.class), message.getJMSRedelivered());
            }
        }
        return received;
    }

    @Test
    void json_escapesWhatIsNoPlainText() {
        Json json = new Json();
        json.text("a", "\"\\\n\u00e9\ud83d\ude00").number("n", -1).text("none", null);
        json.list("list", List.of("x", "y"), element -> json.text("e", element).truth("t", true));
        json.list("empty", List.of(), element -> {}).number("last", 2);
        assertThat(json.toString()).isEqualTo("""
                        {
                          "a": "\\"\\\\\\u000a\\u00e9\\ud83d\\ude00",
                          "n": -1,
                          "none": null,
                          "list": [
                            {
                              "e": "x",
                              "t": true
                            },
                            {
                              "e": "y",
                              "t": true
                            }
                          ],
                          "empty": [],
                          "last": 2
                        }""");
    }
}
