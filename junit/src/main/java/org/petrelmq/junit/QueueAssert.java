package org.petrelmq.junit;

import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Assertions about what a queue or subscription holds. They look and take nothing. Each one looks once, or, behind {@link
 * #eventually}, until it holds or the extension's patience is at an end.
 */
public final class QueueAssert {
    private final TestQueue queue;
    private final @Nullable String selector;
    private final boolean waits;

    QueueAssert(TestQueue queue, @Nullable String selector, boolean waits) {
        this.queue = queue;
        this.selector = selector;
        this.waits = waits;
    }

    /**
     * For what another thread brings about: the assertions that follow wait for it.
     *
     * @return assertions that wait
     */
    public QueueAssert eventually() {
        return new QueueAssert(queue, selector, true);
    }

    /**
     * Narrows the assertions about what a consumer could receive to the messages that a selector matches; {@link
     * #hasUnacknowledged} and {@link #hasDelayed} count all.
     *
     * @param newSelector as of a consumer
     * @return assertions about those messages
     */
    public QueueAssert matching(String newSelector) {
        return new QueueAssert(queue, newSelector, waits);
    }

    /**
     * The messages that a consumer could receive now have these bodies, in this order, and there is no other.
     *
     * @param bodies texts, maps, byte arrays, objects, lists of what is in StreamMessages
     * @return this
     */
    public QueueAssert holds(@Nullable Object... bodies) {
        List<@Nullable Object> expected = Arrays.asList(bodies);
        return require(contents -> Bodies.allEqual(expected, contents.bodies()), Bodies.words(expected));
    }

    /**
     * The messages that a consumer could receive now have these bodies, in some order, and there is no other.
     *
     * @param bodies as of {@link #holds}
     * @return this
     */
    public QueueAssert holdsInAnyOrder(@Nullable Object... bodies) {
        List<@Nullable Object> expected = Arrays.asList(bodies);
        return require(
                contents -> equalInAnyOrder(expected, contents.bodies()), Bodies.words(expected) + " in any order");
    }

    private static boolean equalInAnyOrder(List<?> some, List<?> others) {
        List<Object> left = new ArrayList<>(others);
        for (Object one : some) {
            int at = 0;
            while (at < left.size() && !Bodies.equal(one, left.get(at))) {
                at++;
            }
            if (at == left.size()) {
                return false;
            }
            left.remove(at);
        }
        return left.isEmpty();
    }

    /**
     * A consumer could receive nothing now; there may be messages that are handed out or delayed.
     *
     * @return this
     */
    public QueueAssert isEmpty() {
        return require(contents -> contents.messages().isEmpty(), "nothing");
    }

    /**
     * A consumer could receive so many messages now.
     *
     * @param count how many
     * @return this
     */
    public QueueAssert hasCount(int count) {
        return require(contents -> contents.messages().size() == count, count + " messages");
    }

    /**
     * So many messages are handed out and not acknowledged or committed.
     *
     * @param count how many
     * @return this
     */
    public QueueAssert hasUnacknowledged(int count) {
        return require(contents -> contents.delivered() == count, count + " messages that are not acknowledged");
    }

    /**
     * So many messages wait for their delivery time.
     *
     * @param count how many
     * @return this
     */
    public QueueAssert hasDelayed(int count) {
        return require(contents -> contents.delayed() == count, count + " delayed messages");
    }

    /**
     * The message that a consumer would receive first.
     *
     * @return assertions about it
     */
    public MessageAssert first() {
        return message(0);
    }

    /**
     * The message that a consumer would receive after so many others.
     *
     * @param index from 0
     * @return assertions about it
     */
    public MessageAssert message(int index) {
        List<Message> found = new ArrayList<>();
        require(
                contents -> {
                    found.clear();
                    found.addAll(contents.messages());
                    return found.size() > index;
                },
                "more than " + index + " messages");
        return MessageAssert.of(found.get(index), "message " + index + " of " + queue);
    }

    /** Looks, and looks again where it may wait. */
    private QueueAssert require(Predicate<Contents> expectation, String expected) {
        Contents contents = queue.contents(selector);
        boolean met = expectation.test(contents);
        if (!met && waits) {
            Latest latest = new Latest(contents);
            met = Patience.until(queue.broker().patience(), () -> expectation.test(latest.look()));
            contents = latest.contents;
        }
        if (!met) {
            // Not looked at again: it may be as expected by now.
            throw new AssertionFailedError(
                    "Expected in " + queue + (selector == null ? "" : " where " + selector)
                            + (waits ? " " + Patience.words(queue.broker().patience()) : "")
                            + ": " + expected + "\n      but there is: " + words(contents),
                    expected,
                    words(contents));
        }
        return this;
    }

    /** The contents that were looked at last. */
    private final class Latest {
        private Contents contents;

        Latest(Contents contents) {
            this.contents = contents;
        }

        Contents look() {
            contents = queue.contents(selector);
            return contents;
        }
    }

    private static String words(Contents contents) {
        return Bodies.words(contents.bodies())
                + (contents.delivered() == 0 ? "" : ", " + contents.delivered() + " not acknowledged")
                + (contents.delayed() == 0 ? "" : ", " + contents.delayed() + " delayed");
    }
}
