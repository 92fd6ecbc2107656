package org.petrelmq.store.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreProvider;
import org.petrelmq.store.journal.FrameLog.Sizes;

/** Opens journals. */
public final class JournalStoreProvider implements StoreProvider {
    static final Sizes SIZES = new Sizes(256 << 10, 64 << 20, 256 << 10);

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

    private static void create(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, Permissions.ofDirectory(directory));
        }
    }
}
