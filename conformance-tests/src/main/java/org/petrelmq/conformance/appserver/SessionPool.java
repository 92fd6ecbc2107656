package org.petrelmq.conformance.appserver;

import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A pool as an application server has it: each run of a session on a thread of its own, then the session is free again. */
final class SessionPool implements ServerSessionPool {
    private final BlockingQueue<Session> free = new LinkedBlockingQueue<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final Around around;

    /** What an application server does around a run. */
    interface Around {
        void run(Session session) throws Exception;
    }

    SessionPool(Session... sessions) {
        this(Session::run, sessions);
    }

    SessionPool(Around around, Session... sessions) {
        this.around = around;
        for (Session session : sessions) {
            free.add(session);
        }
    }

    /** Puts a session in. */
    void add(Session session) {
        free.add(session);
    }

    /** How many runs there were. */
    int runs() {
        return runs.get();
    }

    @Override
    public ServerSession getServerSession() throws JMSException {
        try {
            return new Runner(free.take());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JMSException("The pool is closed.");
        }
    }

    private final class Runner implements ServerSession {
        private final Session session;

        Runner(Session session) {
            this.session = session;
        }

        @Override
        public Session getSession() {
            return session;
        }

        @Override
        public void start() {
            Thread thread = new Thread(this::run, "application server");
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            runs.incrementAndGet();
            try {
                around.run(session);
            } catch (Exception e) {
                throw new AssertionError("The run of a session failed.", e);
            } finally {
                free.add(session);
            }
        }
    }
}
