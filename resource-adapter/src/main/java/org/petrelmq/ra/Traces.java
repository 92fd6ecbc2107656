package org.petrelmq.ra;

import jakarta.resource.ResourceException;
import java.util.function.Supplier;

/** Keeps what outlives applications, the threads of the server, from holding their class loaders. */
final class Traces {
    private Traces() {}

    /** Something that a server does for the adapter. */
    interface Call<T> {
        T run() throws ResourceException;
    }

    /**
     * Calls a server without the context class loader of whoever is on this thread: it may go with the work, and stay with the
     * thread that has done it, or be inherited by a new thread.
     */
    static <T> T apart(Call<T> call) throws ResourceException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return call.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The same for something that cannot be refused. */
    static <T> T own(Supplier<T> made) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return made.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
