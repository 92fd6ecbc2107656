package org.petrelmq.servers.observer;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Knows class loaders of applications that may be gone, and finds out whether they are. */
final class Loaders implements LoadersMBean {
    /** A loader that goes takes a few rounds: finalizers, reference queues and threads of the server that end later are in between. */
    private static final int ROUNDS = 120;

    private static final int PAUSE_MILLIS = 100;

    private final Map<String, WeakReference<ClassLoader>> known = new ConcurrentHashMap<>();

    @Override
    public void remember(String name, ClassLoader loader) {
        known.put(name, new WeakReference<>(loader));
    }

    /** Whether the loader that was remembered last under the name is gone, after a bounded number of collections. */
    String collected(String name) throws InterruptedException {
        WeakReference<ClassLoader> loader = known.get(name);
        if (loader == null) {
            return "unknown";
        }
        for (int i = 0; i < ROUNDS && loader.get() != null; i++) {
            System.gc();
            synchronized (this) {
                wait(PAUSE_MILLIS);
            }
        }
        return Boolean.toString(loader.get() == null);
    }
}
