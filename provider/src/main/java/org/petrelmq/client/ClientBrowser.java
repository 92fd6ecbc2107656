package org.petrelmq.client;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.petrelmq.engine.Delivery;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.engine.Source;
import org.petrelmq.engine.SourceSpec;

/** A browser of a queue (JMS 3.1 §4.1.6). Each {@link #look} reads the queue anew; none of them consumes anything. */
public final class ClientBrowser {
    private final ClientSession session;
    private final SourceSpec spec;
    private final List<Look> looks = new ArrayList<>(1);
    private boolean closed;

    ClientBrowser(ClientSession session, SourceSpec spec) {
        this.session = session;
        this.spec = spec;
    }

    /** What it browses. */
    public SourceSpec spec() {
        return spec;
    }

    /** The text of its selector; null if it has none. */
    public @Nullable String selector() {
        return spec.selector() == null ? null : spec.selector().text();
    }

    /**
     * Looks at the queue as it is now.
     *
     * @return the messages, one after the other
     * @throws EngineException ILLEGAL_STATE if it is closed
     */
    public Look look() throws EngineException {
        requireOpen();
        Look look = new Look(session.openBrowser(spec));
        looks.add(look);
        return look;
    }

    /**
     * Refuses a call on a closed browser.
     *
     * @throws EngineException ILLEGAL_STATE if it or its session is closed
     */
    public void requireOpen() throws EngineException {
        session.requireOpen();
        if (closed) {
            throw new EngineException(Failure.ILLEGAL_STATE, "The browser is closed.");
        }
    }

    /** Closes the browser and its looks. Idempotent. */
    public void close() {
        closed = true;
        for (Look look : looks) {
            look.close();
        }
        looks.clear();
    }

    /** One pass over the queue. */
    public static final class Look {
        private final Source source;
        private @Nullable Delivery next;
        private boolean closed;

        Look(Source source) {
            this.source = source;
        }

        /**
         * Whether there is another message.
         *
         * @return true if {@link #next} gives one
         * @throws EngineException if it cannot be read
         */
        public boolean hasNext() throws EngineException {
            if (next == null && !closed) {
                next = source.poll();
            }
            return next != null;
        }

        /**
         * The next message.
         *
         * @return the message
         * @throws EngineException if it cannot be read
         * @throws NoSuchElementException if there is none
         */
        public Delivery next() throws EngineException {
            if (!hasNext()) {
                throw new NoSuchElementException("There are no more messages.");
            }
            Delivery result = next;
            next = null;
            if (result == null) {
                throw new NoSuchElementException("There are no more messages.");
            }
            return result;
        }

        private void close() {
            closed = true;
            next = null;
            source.close();
        }
    }
}
