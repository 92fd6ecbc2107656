package org.petrelmq.junit;

import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about queues and messages, for a static import; they need no other library, and go beside AssertJ's {@code assertThat}
 * in one file: {@code assertThat(broker.queue("orders")).holds("a", "b")}.
 */
public final class PetrelAssertions {
    private PetrelAssertions() {}

    /**
     * Asserts about what a queue or subscription holds.
     *
     * @param queue whose
     * @return assertions about it as it is at each of them
     */
    public static QueueAssert assertThat(TestQueue queue) {
        return new QueueAssert(queue, null, false);
    }

    /**
     * Asserts about a message, received or browsed, of any provider.
     *
     * @param message the message; null fails at once
     * @return assertions about it
     */
    public static MessageAssert assertThat(@Nullable Message message) {
        return MessageAssert.of(message, "the message");
    }
}
