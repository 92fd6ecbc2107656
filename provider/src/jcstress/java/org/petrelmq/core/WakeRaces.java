package org.petrelmq.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.petrelmq.core.Effects.Gone;
import org.petrelmq.core.Effects.Later;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Signal;
import org.petrelmq.message.Address;
import org.petrelmq.message.Body;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.Headers;
import org.petrelmq.message.NamedValues;
import org.petrelmq.message.Stamp;
import org.petrelmq.store.MemoryStore;
import org.petrelmq.store.MessageStore;
import org.petrelmq.store.StoreRecord.Enqueued;
import org.petrelmq.util.SystemTime;
import org.petrelmq.util.TimeSource;

/**
 * The races of the wake-up on real threads: a message is sent while a consumer arms, times out, closes or is stopped, and while
 * several look for it. The message must be taken once, or lie there with somebody woken for it.
 */
public final class WakeRaces {
    private WakeRaces() {}

    /** A queue, two consumers, and who was woken. */
    private static class Scene {
        final QueueGuard queue = new QueueGuard(1, "q", false, new Host(), new QueueCore(QueuePolicy.maxDeliveries(0)), new ReentrantLock());
        volatile boolean firstWoken;
        volatile boolean secondWoken;
        final Consumer first = new Consumer(() -> firstWoken = true, 0, true);
        final Consumer second = new Consumer(() -> secondWoken = true, 0, true);

        Scene() {
            try {
                queue.attach(first, null);
                queue.attach(second, null);
            } catch (EngineException e) {
                throw new AssertionError(e);
            }
        }

        void send() {
            Stamp stamp = Stamp.NONE.withDestination(Address.queue("q"));
            Envelope envelope = new Envelope(stamp, Headers.NONE, NamedValues.EMPTY, Body.Empty.INSTANCE);
            queue.enqueue(new Entry(envelope, 1, Enqueued.NOWHERE, null));
        }

        int take(Consumer consumer) {
            return queue.take(consumer) == null ? 0 : 1;
        }
    }

    private static final class Host implements QueueHost {
        private static final MessageStore STORE = new MemoryStore();

        @Override
        public TimeSource time() {
            return SystemTime.INSTANCE;
        }

        @Override
        public MessageStore store() {
            return STORE;
        }

        @Override
        public void gone(QueueGuard queue, List<Gone> gone) {
            throw new AssertionError(Map.of(queue, gone));
        }

        @Override
        public void later(QueueGuard queue, List<Later> later) {
            throw new AssertionError(Map.of(queue, later));
        }

        @Override
        public void returned(QueueGuard queue, Effects.Returned returned) {
            // No store has to know.
        }

        @Override
        public void announceHandOut(QueueGuard queue) {
            // No store has to know.
        }

        @Override
        public MemoryBudget memory() {
            return new MemoryBudget(Long.MAX_VALUE, 0);
        }

        @Override
        public void overflown(QueueGuard queue) {
            throw new AssertionError(queue);
        }
    }

    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The message is taken once.")
    @State
    public static class TwoConsumersOneMessage extends Scene {
        private int byFirst;
        private int bySecond;

        public TwoConsumersOneMessage() {
            send();
        }

        @Actor
        public void oneConsumer() {
            byFirst = take(first);
        }

        @Actor
        public void otherConsumer() {
            bySecond = take(second);
        }

        @Arbiter
        public void count(I_Result result) {
            result.r1 = byFirst + bySecond;
        }
    }

    @JCStressTest
    @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "It saw the message instead of waiting.")
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "It waits and was woken.")
    @Outcome(id = "-1", expect = Expect.FORBIDDEN, desc = "It waits and nobody wakes it.")
    @State
    public static class SendVersusArm extends Scene {
        private boolean waits;

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void consumer() {
            waits = queue.arm(first);
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = !waits ? 0 : firstWoken ? 1 : -1;
        }
    }

    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The other one was woken.")
    @Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "The message waits for a listener to return.")
    @State
    public static class ListenerBeginsVersusSend extends Scene {
        private volatile boolean busy;
        private volatile boolean busyWoken;
        private final Consumer listening = new Consumer(new Listening(), 0, true);

        public ListenerBeginsVersusSend() {
            try {
                queue.attach(listening, null);
            } catch (EngineException e) {
                throw new AssertionError(e);
            }
            queue.arm(listening);
            queue.arm(second);
        }

        @Actor
        public void sender() {
            send();
        }

        /** As the pump does it: first busy, then a look at who was woken before it could be known. */
        @Actor
        public void listener() {
            busy = true;
            if (busyWoken) {
                queue.disarm(listening);
            }
        }

        @Arbiter
        public void look(I_Result result) {
            result.r1 = secondWoken ? 1 : 0;
        }

        private final class Listening implements Signal {
            @Override
            public void ready() {
                busyWoken = true;
            }

            @Override
            public boolean isBusy() {
                return busy;
            }
        }
    }

    /** Both wait; the first one leaves while the message comes. */
    private static class Leaving extends Scene {
        int taken;

        Leaving() {
            queue.arm(first);
            queue.arm(second);
        }

        /** r1: the first took it; r2: the second was woken for it. */
        void look(II_Result result) {
            result.r1 = taken;
            result.r2 = secondWoken ? 1 : 0;
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "It was there in time.")
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "It went to the other one.")
    @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "It lies there, and the other one sleeps.")
    @State
    public static class TimeoutVersusSend extends Leaving {
        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void timeout() {
            taken = take(first);
            queue.disarm(first);
        }

        @Arbiter
        public void arbiter(II_Result result) {
            look(result);
        }
    }

    @JCStressTest
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "It went to the other one.")
    @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "It lies there, and the other one sleeps.")
    @State
    public static class CloseVersusSend extends Leaving {
        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void closer() {
            queue.detach(first);
        }

        @Arbiter
        public void arbiter(II_Result result) {
            look(result);
        }
    }

    @JCStressTest
    @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "It went to the other one.")
    @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "It lies there, and the other one sleeps.")
    @State
    public static class StopVersusSend extends Leaving {
        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void stopper() {
            queue.setFlowing(first, false);
        }

        @Arbiter
        public void arbiter(II_Result result) {
            look(result);
        }
    }
}
