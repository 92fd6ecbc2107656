package org.petrelmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import jakarta.jms.JMSException;
import java.lang.management.ManagementFactory;

/**
 * How many bytes the current thread allocates for a message. The count is exact, but it depends on how far the compiler has got:
 * it leaves out objects that do not escape. So there is a warm-up of a fixed number of messages, and the best of several rounds
 * counts; there are more rounds only while the bound is not kept, for the compiler to come to an end.
 */
final class Allocations {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int WARM_UP = 20_000;
    private static final int ROUND = 2_000;
    private static final int ROUNDS = 5;
    private static final int PATIENCE = 50;

    private Allocations() {}

    /** Something that is done with one message or several. */
    @FunctionalInterface
    interface Work {
        void run() throws JMSException;
    }

    /** Fails if a message costs more than that, in every round. */
    static void assertAtMost(long bound, int messagesPerRun, Work work) throws JMSException {
        assertAtMost(bound, messagesPerRun, work, () -> {});
    }

    /**
     * As above, with something between the rounds that is not counted.
     *
     * @param messagesPerRun how many messages, or deliveries, the work is for
     */
    static void assertAtMost(long bound, int messagesPerRun, Work work, Work between) throws JMSException {
        assertThat(fewest(bound, messagesPerRun, work, between))
                .as("bytes allocated per message")
                .isLessThanOrEqualTo(bound);
    }

    /** The fewest bytes per message of any round, rounded down. */
    static long fewest(long bound, int messagesPerRun, Work work, Work between) throws JMSException {
        int runs = Math.max(1, ROUND / messagesPerRun);
        for (int done = 0; done < WARM_UP; done += runs * messagesPerRun) {
            round(runs, work);
            between.run();
        }
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS || (fewest > bound && round < PATIENCE); round++) {
            fewest = Math.min(fewest, round(runs, work) / ((long) runs * messagesPerRun));
            between.run();
        }
        return fewest;
    }

    private static long round(int runs, Work work) throws JMSException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < runs; i++) {
            work.run();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
