package org.petrelmq.util;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Threads of a broker's own. They keep nothing of the application on whose call they happen to be made, which could not be
 * unloaded otherwise while they run: no class loader, no inherited variables, no access control context.
 */
public final class DaemonThread {
    private DaemonThread() {}

    /**
     * Makes a thread that does not keep the process alive.
     *
     * @param task what it runs
     * @param name its name
     * @return the thread, to be started
     */
    @SuppressWarnings("removal") // until Java 24 a thread keeps the protection domains of all who call, but for this
    public static Thread create(Runnable task, String name) {
        return AccessController.doPrivileged(new Creation(task, name));
    }

    /** Not a lambda, since it is on the way to a first message. */
    private static final class Creation implements PrivilegedAction<Thread> {
        private final Runnable task;
        private final String name;

        Creation(Runnable task, String name) {
            this.task = task;
            this.name = name;
        }

        @Override
        public Thread run() {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(DaemonThread.class.getClassLoader());
            return thread;
        }
    }
}
