package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreProvider;

/** Opens journals. */
public final class JournalStoreProvider implements StoreProvider {
    static final Sizes SIZES = new Sizes(256 << 10, 64 << 20, 256 << 10, 8 << 20);

    /** Used by the service loader. */
    public JournalStoreProvider() {}

    @Override
    public Path prepare(Path directory) throws StoreException {
        try {
            create(directory);
            return directory.toRealPath();
        } catch (IOException e) {
            throw new StoreException("The directory " + directory + " cannot be made or used: " + e, e);
        }
    }

    @Override
    public MessageStore open(Path directory, Sync sync) throws StoreException {
        DirectoryLock lock = null;
        boolean opened = false;
        try {
            lock = DirectoryLock.take(directory);
            MessageStore store =
                    JournalStore.open(new FileDisk(directory), SIZES, sync == Sync.ALWAYS, UUID.randomUUID(), lock);
            opened = true;
            return store;
        } catch (DamagedJournalException e) {
            throw new StoreException(
                    "The store in " + directory + " is damaged and was not opened: " + e.getMessage()
                            + " The main class org.petrelmq.store.journal.Salvage says what can be saved.",
                    e);
        } catch (IOException e) {
            throw new StoreException("The store in " + directory + " cannot be opened: " + e, e);
        } finally {
            if (lock != null && !opened) {
                lock.close();
            }
        }
    }

    /** A new directory is as durable as what will be in it: its name, and those of the ones above that are new too. */
    private static void create(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        Path there = absolute;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || Files.isDirectory(absolute)) {
            return;
        }
        Files.createDirectories(absolute, Permissions.ofDirectory(absolute));
        for (Path above = absolute.getParent(); above != null; above = above.getParent()) {
            new FileDisk(above).syncDirectory();
            if (above.equals(there)) {
                return;
            }
        }
    }
}
