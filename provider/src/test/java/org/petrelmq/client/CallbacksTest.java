package org.petrelmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

@Timeout(60)
class CallbacksTest {
    private final Callbacks one = new Callbacks("one");
    private final Callbacks two = new Callbacks("two");
    private final Callbacks three = new Callbacks("three");

    @AfterEach
    void leaveAll() {
        Callbacks.leave(null);
    }

    /** Runs a line on another thread, which awaits a second one and goes on awaiting it until it is told to end. */
    private static final class Waiting {
        private final CountDownLatch awaiting = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);
        private final FutureTask<Void> running;

        Waiting(Callbacks awaited, Callbacks... lines) throws InterruptedException {
            running = new FutureTask<>(() -> {
                for (Callbacks line : lines) {
                    line.enter();
                }
                Callbacks.beginAwaiting(awaited);
                awaiting.countDown();
                over.await();
                Callbacks.endAwaiting();
                return null;
            });
            new Thread(running).start();
            awaiting.await();
        }

        void end() throws InterruptedException, ExecutionException {
            over.countDown();
            running.get();
        }
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class,
                        refusal -> assertThat(refusal.failure()).isEqualTo(Failure.ILLEGAL_STATE));
    }

    @Test
    void isCurrent_nestedLines_allThatTheThreadRuns() {
        assertThat(Callbacks.isAnyCurrent()).isFalse();
        Callbacks.Frame none = one.enter();
        Callbacks.Frame outer = two.enter();
        assertThat(Callbacks.isAnyCurrent()).isTrue();
        assertThat(one.isCurrent()).isTrue();
        assertThat(two.isCurrent()).isTrue();
        assertThat(three.isCurrent()).isFalse();
        Callbacks.leave(outer);
        assertThat(one.isCurrent()).isTrue();
        assertThat(two.isCurrent()).isFalse();
        Callbacks.leave(none);
        assertThat(Callbacks.isAnyCurrent()).isFalse();
    }

    @Test
    void isCurrent_otherThread_doesNotCount() throws Exception {
        Waiting other = new Waiting(two, one);
        assertThat(one.isCurrent()).isFalse();
        other.end();
    }

    @Test
    void beginAwaiting_itself_isRefused() {
        one.enter();
        assertRefused(() -> Callbacks.beginAwaiting(one));
    }

    @Test
    void beginAwaiting_whatAwaitsIt_isRefused() throws Exception {
        Waiting other = new Waiting(one, two);
        one.enter();
        assertRefused(() -> Callbacks.beginAwaiting(two));
        other.end();
    }

    @Test
    void beginAwaiting_aCircleOfThree_isRefused() throws Exception {
        Waiting second = new Waiting(three, two);
        Waiting third = new Waiting(one, three);
        one.enter();
        assertRefused(() -> Callbacks.beginAwaiting(two));
        second.end();
        third.end();
    }

    @Test
    void beginAwaiting_whatAwaitsAnOuterLine_isRefused() throws Exception {
        Waiting other = new Waiting(one, three);
        one.enter();
        two.enter();
        assertRefused(() -> Callbacks.beginAwaiting(three));
        other.end();
    }

    @Test
    void beginAwaiting_bothLinesOfANest_await() throws Exception {
        Waiting other = new Waiting(three, one, two);
        three.enter();
        assertRefused(() -> Callbacks.beginAwaiting(one));
        assertRefused(() -> Callbacks.beginAwaiting(two));
        other.end();
    }

    @Test
    void beginAwaiting_refused_leavesTheOtherFreeToAwait() throws Exception {
        one.enter();
        two.enter();
        assertRefused(() -> Callbacks.beginAwaiting(one));
        new Waiting(one, three).end();
    }

    @Test
    void beginAwaiting_whatAwaitedIt_isAllowed() throws Exception {
        new Waiting(one, two).end();
        one.enter();
        Callbacks.beginAwaiting(two);
        Callbacks.endAwaiting();
    }

    @Test
    void beginAwaiting_noLine_isAllowed() throws Exception {
        Waiting other = new Waiting(two, one);
        Callbacks.beginAwaiting(one);
        Callbacks.endAwaiting();
        other.end();
    }
}
