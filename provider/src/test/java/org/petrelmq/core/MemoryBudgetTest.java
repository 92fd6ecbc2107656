package org.petrelmq.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.petrelmq.engine.EngineException;
import org.petrelmq.engine.Failure;
import org.petrelmq.util.OwnThread;

class MemoryBudgetTest {

    @Test
    void reserve_noRoomWithinTheTimeout_fails() throws EngineException {
        MemoryBudget memory = new MemoryBudget(100, 0);
        memory.reserve(60);
        assertThatThrownBy(() -> memory.reserve(50))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.failure()).isEqualTo(Failure.RESOURCE_ALLOCATION))
                .hasMessageContaining("100")
                .hasMessageContaining("sendTimeout");
        assertThat(memory.used()).isEqualTo(60);
        memory.reserve(40);
        assertThat(memory.used()).isEqualTo(100);
    }

    @Test
    void reserve_largerThanTheLimit_failsAtOnce() {
        MemoryBudget memory = new MemoryBudget(100, Long.MAX_VALUE / 1_000_000);
        assertThatThrownBy(() -> memory.reserve(101))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("101");
        assertThat(memory.used()).isZero();
    }

    @Test
    void release_wakesASenderThatWaits() throws Exception {
        MemoryBudget memory = new MemoryBudget(100, 60_000);
        memory.reserve(100);
        CompletableFuture<Void> sender = CompletableFuture.runAsync(
                () -> {
                    try {
                        memory.reserve(80);
                    } catch (EngineException e) {
                        throw new AssertionError(e);
                    }
                },
                OwnThread.INSTANCE);
        while (!memory.isAwaited()) {
            Thread.onSpinWait();
        }
        memory.release(50);
        assertThat(sender.isDone()).isFalse();
        memory.release(50);
        sender.get(5, TimeUnit.SECONDS);
        assertThat(memory.used()).isEqualTo(80);
    }

    @Test
    void reserve_interrupted_failsAndKeepsTheFlag() {
        MemoryBudget memory = new MemoryBudget(100, 60_000);
        memory.add(100);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> memory.reserve(1))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
