package org.petrelmq.util;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The children of something that closes, and the one answer to the race between registering a child and closing the
 * parent: either the child is registered and the closer gets it, or the registration is refused.
 *
 * <p>Thread-safe; never calls a child while its lock is held.
 *
 * @param <T> the children, told apart by identity of their {@code equals}
 */
public final class CloseScope<T> {
    private final Set<T> children = new LinkedHashSet<>();
    private boolean closed;

    /**
     * Registers a child.
     *
     * @param child the child
     * @return false if the scope is closed: the child must not be used
     */
    public synchronized boolean add(T child) {
        return !closed && children.add(child);
    }

    /**
     * Forgets a child that has closed by itself.
     *
     * @param child the child
     * @return whether it was registered
     */
    public synchronized boolean remove(T child) {
        return children.remove(child);
    }

    /**
     * The children of the moment.
     *
     * @return a list of its own, in the order of registration
     */
    public synchronized List<T> children() {
        return new ArrayList<>(children);
    }

    /** Whether nothing is registered. */
    public synchronized boolean isEmpty() {
        return children.isEmpty();
    }

    /** Whether registrations are refused. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /**
     * Refuses registrations from now on.
     *
     * @return the children to close, in the order of registration; none the second time
     */
    public synchronized List<T> close() {
        closed = true;
        List<T> last = new ArrayList<>(children);
        children.clear();
        return last;
    }
}
