package org.petrelmq.samples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program as it is started by hand. */
@Timeout(60)
class OrderProgramTest {
    @Test
    void theProgramEnds_andLeavesNoThread() throws InterruptedException {
        OrderApplication.main(new String[0]);
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("petrel"))
                .toList();
        for (Thread thread : threads) {
            thread.join(20_000);
        }
        assertThat(threads).noneMatch(Thread::isAlive);
    }
}
