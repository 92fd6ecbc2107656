package org.petrelmq.store.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a store that no broker has open, and saves what can be saved of a damaged one. The store itself is never changed.
 *
 * <pre>
 * java -cp petrel-provider.jar:jakarta.jms-api.jar org.petrelmq.store.journal.Salvage verify DIRECTORY [--json]
 * java -cp petrel-provider.jar:jakarta.jms-api.jar org.petrelmq.store.journal.Salvage salvage DIRECTORY TARGET [--json]
 * </pre>
 *
 * <p>What is lost is named by file, offset and sequence; a sequence is one batch: messages, acknowledgements and whatever else
 * was written together. Messages whose acknowledgement may be lost come back as redelivered ones.
 *
 * <p>The exit status is 0 if the store is sound, 1 if it is damaged or cannot be read, 2 for a wrong command, 3 if the store
 * is in use.
 */
public final class Salvage {
    private static final int SOUND = 0;
    private static final int DAMAGED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int IN_USE = 3;

    private static final String USAGE = """
            Usage: verify DIRECTORY [--json]
                   salvage DIRECTORY TARGET [--json]

            verify says what is in a store and whether it is damaged.
            salvage writes what can be read of a store into TARGET, which is empty or not there.
            Neither changes anything in DIRECTORY. No broker may have it open.""";

    private final PrintStream out;
    private final PrintStream err;

    private Salvage(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * The command.
     *
     * @param arguments as the class comment says
     */
    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** As the command; returns its exit status. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        return new Salvage(out, err).run(List.of(arguments));
    }

    private int run(List<String> arguments) {
        List<String> words =
                arguments.stream().filter(word -> !word.equals("--json")).toList();
        boolean json = words.size() < arguments.size();
        boolean verify = words.size() == 2 && words.get(0).equals("verify");
        boolean salvage = words.size() == 3 && words.get(0).equals("salvage");
        if (!verify && !salvage) {
            err.println(USAGE);
            return WRONG_USAGE;
        }
        Path directory = Path.of(words.get(1));
        Path target = salvage ? Path.of(words.get(2)) : null;
        try {
            String wrong = wrongDirectories(directory, target);
            if (wrong != null) {
                err.println(wrong);
                return WRONG_USAGE;
            }
            return inspect(directory, target, json);
        } catch (IOException e) {
            err.println("The store in " + directory + " cannot be " + (salvage ? "salvaged" : "verified") + ": "
                    + (e instanceof DamagedJournalException ? e.getMessage() : e));
            return DAMAGED;
        }
    }

    private static @Nullable String wrongDirectories(Path directory, @Nullable Path target) throws IOException {
        if (!Files.isDirectory(directory)) {
            return directory + " is no directory.";
        }
        if (target == null || !Files.exists(target)) {
            return null;
        }
        if (!Files.isDirectory(target)) {
            return target + " is no directory.";
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.findAny().isPresent() ? target + " is not empty." : null;
        }
    }

    private int inspect(Path directory, @Nullable Path target, boolean json) throws IOException {
        DirectoryLock lock;
        try {
            lock = DirectoryLock.share(directory);
        } catch (IOException e) {
            err.println("The store in " + directory + " was not opened: " + e.getMessage());
            return IN_USE;
        }
        try (lock;
                Inspection found = Inspection.of(new ReadOnlyDisk(new FileDisk(directory)))) {
            if (target != null) {
                write(found, target);
            }
            SalvageReport report = new SalvageReport(directory, found, target);
            out.println(json ? report.json() : report.text());
            return found.isSound() ? SOUND : DAMAGED;
        }
    }

    private static void write(Inspection found, Path target) throws IOException {
        if (!Files.isDirectory(target)) {
            Files.createDirectories(target, Permissions.ofDirectory(target));
        }
        DirectoryLock lock = DirectoryLock.take(target);
        try {
            SalvagedStore.write(found, new FileDisk(target), JournalStoreProvider.SIZES);
        } finally {
            lock.close();
        }
    }
}
