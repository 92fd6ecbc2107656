package org.petrelmq.conformance.programs;

import org.jspecify.annotations.Nullable;

/**
 * One step of a program. Connections, sessions, consumers, temporary queues and messages have numbers that are used once in
 * a program, so that a step can be left out together with those that need what it made.
 */
sealed interface Step {
    /** Calls the visitor's method for this kind of step. */
    <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X;

    /** What is done with each kind of step. */
    interface Visitor<R, X extends Exception> {
        R connect(Connect step) throws X;

        R connection(OnConnection step) throws X;

        R openSession(OpenSession step) throws X;

        R session(OnSession step) throws X;

        R openConsumer(OpenConsumer step) throws X;

        R receive(Receive step) throws X;

        R listen(Listen step) throws X;

        R startListening(StartListening step) throws X;

        R stopListening(StopListening step) throws X;

        R closeConsumer(CloseConsumer step) throws X;

        R unsubscribe(Unsubscribe step) throws X;

        R send(Send step) throws X;

        R browse(Browse step) throws X;

        R openTemporary(OpenTemporary step) throws X;

        R deleteTemporary(DeleteTemporary step) throws X;

        R advance(Advance step) throws X;
    }

    /** What is done to a connection. */
    enum ConnectionAct {
        START,
        STOP,
        CLOSE
    }

    /** What is done to a session. ACKNOWLEDGE acknowledges the message that was received last. */
    enum SessionAct {
        ACKNOWLEDGE,
        RECOVER,
        COMMIT,
        ROLLBACK,
        CLOSE
    }

    /** What a listener does when it is called for the first time; later it just returns. */
    enum Behaviour {
        RETURN,
        THROW,
        ACKNOWLEDGE,
        RECOVER,
        COMMIT,
        ROLLBACK
    }

    /**
     * Makes a connection, stopped.
     *
     * @param clientId null for none
     */
    record Connect(int connection, @Nullable String clientId) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.connect(this);
        }
    }

    /** Starts, stops or closes a connection. */
    record OnConnection(int connection, ConnectionAct act) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.connection(this);
        }
    }

    /** Makes a session. */
    record OpenSession(int session, int connection, Mode mode) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.openSession(this);
        }
    }

    /** Acknowledges, recovers, commits, rolls back or closes. */
    record OnSession(int session, SessionAct act) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.session(this);
        }
    }

    /** Makes a consumer. */
    record OpenConsumer(int consumer, int session, Source source) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.openConsumer(this);
        }
    }

    /** Takes a message if there is one. */
    record Receive(int consumer) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.receive(this);
        }
    }

    /** Sets a listener, lets it hear all that there is, and takes it away again. */
    record Listen(int consumer, Behaviour behaviour) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.listen(this);
        }
    }

    /** Sets a listener that stays, and hears what the steps that follow bring. */
    record StartListening(int consumer) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.startListening(this);
        }
    }

    /** Takes the listener away. */
    record StopListening(int consumer) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.stopListening(this);
        }
    }

    /** Closes a consumer. */
    record CloseConsumer(int consumer) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.closeConsumer(this);
        }
    }

    /** Ends a durable subscription. */
    record Unsubscribe(int session, String name) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.unsubscribe(this);
        }
    }

    /** Sends a message. */
    record Send(int session, Place place, Letter letter) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.send(this);
        }
    }

    /** Looks at a queue with a new browser. */
    record Browse(int session, Place queue, Filter filter) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.browse(this);
        }
    }

    /** Makes a temporary queue. */
    record OpenTemporary(int temporary, int session) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.openTemporary(this);
        }
    }

    /** Deletes a temporary queue. */
    record DeleteTemporary(int temporary) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.deleteTemporary(this);
        }
    }

    /** Lets time pass. */
    record Advance(long millis) implements Step {
        @Override
        public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
            return visitor.advance(this);
        }
    }
}
