package org.petrelmq.spring;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreCompletion;
import org.petrelmq.store.StoreException;
import org.petrelmq.store.StoreProvider;
import org.petrelmq.store.journal.JournalStoreProvider;

/** The stores that brokers have, with a device that can break. Found by the service loader before the provider's own. */
public final class BreakableStores implements StoreProvider {
    private static final String BROKEN = "broken";

    private final StoreProvider stores = new JournalStoreProvider();

    /** Used by the service loader. */
    public BreakableStores() {}

    /** From now on nothing can be written. */
    static void breakIn(Path directory) throws IOException {
        Files.createFile(directory.resolveSibling(directory.getFileName() + "." + BROKEN));
    }

    private static boolean isBroken(Path directory) {
        return Files.exists(directory.resolveSibling(directory.getFileName() + "." + BROKEN));
    }

    @Override
    public Path prepare(Path directory) throws StoreException {
        return stores.prepare(directory);
    }

    @Override
    public MessageStore open(Path directory, Sync sync) throws StoreException {
        MessageStore store = stores.open(directory, sync);
        return (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(),
                new Class<?>[] {MessageStore.class},
                (proxy, method, arguments) -> call(store, directory, method, arguments));
    }

    private static Object call(MessageStore store, Path directory, Method method, Object[] arguments) throws Throwable {
        boolean appends = method.getName().equals("append");
        if (appends && isBroken(directory)) {
            ((StoreCompletion) arguments[1]).failed(new StoreException("The device does not answer.", null));
            return null;
        }
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
