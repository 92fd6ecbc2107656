package org.petrelmq.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;

@Timeout(60)
class ErrorsTest {
    private final Errors errors = new Errors("test");
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        errors.end();
    }

    private static EngineException error(String what) {
        return new EngineException(Failure.GENERAL, what);
    }

    private void listen() {
        errors.setListener(error -> told.add(error.getMessage()));
    }

    @Test
    void report_severalErrors_toldInOrderOnAnotherThread() {
        AtomicReference<Thread> teller = new AtomicReference<>();
        errors.setListener(error -> {
            teller.set(Thread.currentThread());
            told.add(error.getMessage());
        });
        errors.report(error("a"));
        errors.report(error("b"));
        errors.end();
        assertThat(told).containsExactly("a", "b");
        assertThat(teller.get()).isNotSameAs(Thread.currentThread());
        assertThat(teller.get().isDaemon()).isTrue();
    }

    @Test
    void report_afterAPause_isToldToo() {
        listen();
        errors.report(error("a"));
        errors.end();
        errors.report(error("b"));
        errors.end();
        assertThat(told).containsExactly("a", "b");
    }

    @Test
    void report_noListener_isNotKeptForLater() {
        errors.report(error("a"));
        listen();
        errors.report(error("b"));
        errors.end();
        assertThat(told).containsExactly("b");
    }

    @Test
    void tell_returnsWhenTold() {
        errors.setListener(error -> {
            assertThat(errors.isCurrent()).isTrue();
            told.add(error.getMessage());
        });
        errors.tell(error("a"));
        errors.tell(error("b"));
        assertThat(told).containsExactly("a", "b");
        assertThat(errors.isCurrent()).isFalse();
    }

    @Test
    void tell_inTheListener_isToldAfterwards() {
        errors.setListener(error -> {
            if (told.isEmpty()) {
                told.add("begin");
                errors.tell(error("inner"));
                told.add("end");
            } else {
                told.add(error.getMessage());
            }
        });
        errors.tell(error("outer"));
        assertThat(told).containsExactly("begin", "end", "inner");
    }

    @Test
    void listener_throws_nextErrorIsToldToo() {
        errors.setListener(error -> {
            told.add(error.getMessage());
            throw new IllegalStateException("a listener that fails, as it should");
        });
        errors.tell(error("a"));
        errors.report(error("b"));
        errors.end();
        assertThat(told).containsExactly("a", "b");
    }

    @Test
    void listener_slow_isToldOfAHundredThatWait() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        errors.setListener(error -> {
            told.add(error.getMessage());
            begun.countDown();
            awaitIt(goOn);
        });
        errors.report(error("first"));
        begun.await();
        for (int i = 1; i <= 103; i++) {
            errors.report(error("error " + i));
        }
        goOn.countDown();
        errors.end();
        assertThat(told).hasSize(101).startsWith("first", "error 1").endsWith("error 100");
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void end_inTheListener_doesNotWaitForItself() {
        errors.setListener(error -> {
            errors.end();
            told.add("ended");
        });
        errors.report(error("a"));
        errors.end();
        assertThat(told).containsExactly("ended");
    }
}
