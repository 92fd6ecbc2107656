package org.petrelmq.client;

import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A signal against a wait for it: it is not lost, whichever comes first. A wait that takes seconds has lost it. */
public final class WaiterRaces {
    private static final long TOO_LONG_NANOS = TimeUnit.SECONDS.toNanos(5);

    private WaiterRaces() {}

    @JCStressTest
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The wait ended by the signal.")
    @Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "The signal was lost.")
    @State
    public static class SignalVersusAwait {
        private final Waiter waiter = new Waiter();

        @Actor
        public void signal() {
            waiter.signal();
        }

        @Actor
        public void await(I_Result result) {
            long deadline = System.nanoTime() + TOO_LONG_NANOS;
            waiter.await(deadline);
            result.r1 = System.nanoTime() - deadline < 0 ? 1 : 0;
        }
    }

    /** What was written before the signal is seen after the wait. */
    @JCStressTest
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "Signalled, and it is seen why.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Signalled, and nothing is there.")
    @State
    public static class SignalPublishes {
        private final Waiter waiter = new Waiter();
        private boolean written;

        @Actor
        public void signal() {
            written = true;
            waiter.signal();
        }

        @Actor
        public void await(ZZ_Result result) {
            long deadline = System.nanoTime() + TOO_LONG_NANOS;
            waiter.await(deadline);
            result.r1 = System.nanoTime() - deadline < 0;
            result.r2 = written;
        }
    }
}
