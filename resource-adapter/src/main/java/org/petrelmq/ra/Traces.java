package org.petrelmq.ra;

/** Keeps what outlives applications, the threads of the server, from holding their class loaders. */
final class Traces {
    private Traces() {}

    /** Something that is done on this thread, and what it may be refused with. */
    interface Call<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Calls a server, or makes a thread, without the context class loader of whoever is on this thread: it may go with the work, and
     * stay with the thread that has done it, or be inherited by a new thread.
     */
    static <T, E extends Exception> T apart(Call<T, E> call) throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return call.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
