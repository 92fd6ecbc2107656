package org.petrelmq.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;
import org.petrelmq.selector.Selector;

/**
 * The messages of a queue that nobody has, in order, and as each consumer sees them. A message is linked
 *
 * <ul>
 *   <li>among all, which is what a browser sees and, while the queue has no groups, a consumer without selector;
 *   <li>in the view of each selector that matches it, and, once there are groups, in the one of those without selector;
 *   <li>but if its group belongs to a consumer that selects it, only in that consumer's own view: so nobody else meets it, and
 *       nobody ever walks over messages that are not for him.
 * </ul>
 */
final class Backlog {
    private final PlaceOrder all = new PlaceOrder();
    private final List<View> views = new ArrayList<>(0);

    /** Null until the first message of a group comes. */
    private @Nullable Groups groups;

    /** What consumers without selector see, once there are groups. */
    private @Nullable View everyone;

    private @Nullable EnvelopeProperties evaluated;

    // ---- messages ----

    /** A message that was never handed out comes to its place. */
    void add(Entry entry) {
        enterGroup(entry);
        all.add(entry);
        link(entry, PlaceOrder::add);
    }

    /** A message that was handed out comes back to its place. */
    void addReturned(Entry entry) {
        if (entry.group == null) {
            enterGroup(entry);
        }
        all.addReturned(entry);
        link(entry, PlaceOrder::addReturned);
    }

    /** Takes a message out. */
    void remove(Entry entry) {
        all.remove(entry);
        unlink(entry);
    }

    /** The first message that a consumer sees; null if there is none. */
    @Nullable
    Entry first(Consumer consumer) {
        Node shared = sharedBy(consumer).first();
        Node own = consumer.own == null ? null : consumer.own.order.first();
        if (shared == null || own == null) {
            Node only = shared == null ? own : shared;
            return only == null ? null : only.entry();
        }
        return own.entry().before(shared.entry()) ? own.entry() : shared.entry();
    }

    /** Whether a consumer sees that message. */
    boolean shows(Consumer consumer, Entry entry) {
        View shared = consumer.view == null ? everyone : consumer.view;
        if (shared == null) {
            return true;
        }
        for (ViewNode node = entry.views; node != null; node = node.nextOfEntry) {
            if (node.view == shared || node.view == consumer.own) {
                return true;
            }
        }
        return false;
    }

    private PlaceOrder sharedBy(Consumer consumer) {
        if (consumer.view != null) {
            return consumer.view.order;
        }
        return everyone == null ? all : everyone.order;
    }

    // ---- groups ----

    private void enterGroup(Entry entry) {
        Envelope envelope = entry.envelope();
        String id = envelope == null ? null : Groups.idOf(envelope);
        if (id == null) {
            return;
        }
        if (groups == null) {
            groups = new Groups();
            View without = new View(null);
            for (Entry earlier : all.toList()) {
                link(earlier, without, PlaceOrder::add);
            }
            everyone = without;
        }
        entry.group = groups.group(id);
    }

    /**
     * A consumer has taken a message, which is no longer here: if it is the first of its group, the rest will be his.
     *
     * @return whether messages that only he saw are for everybody now
     */
    boolean taken(Entry entry, Consumer by) {
        Group group = entry.group;
        if (group == null) {
            return false;
        }
        Envelope envelope = entry.envelope();
        boolean last = envelope != null && Groups.isLast(envelope);
        if (last && group.owner == by) {
            give(group, null);
            return true;
        }
        if (!last && group.owner == null) {
            give(group, by);
        }
        return false;
    }

    /** A group changes hands, and its messages are linked accordingly. */
    private void give(Group group, @Nullable Consumer owner) {
        group.owner = owner;
        if (owner != null && owner.own == null) {
            owner.own = new View(null);
        }
        for (Entry entry : group.members.order.toList()) {
            relink(entry);
        }
        if (groups != null) {
            groups.settled(group);
        }
    }

    private void relink(Entry entry) {
        unlink(entry);
        // Between what is in the views already, as what comes back.
        link(entry, PlaceOrder::addReturned);
    }

    /** A message was handed out. */
    void acquired(Entry entry) {
        if (entry.group != null) {
            entry.group.acquired++;
        }
    }

    /** A message that was handed out is back, or done with. */
    void unacquired(Entry entry) {
        if (entry.group != null) {
            entry.group.acquired--;
        }
    }

    /** A message has left what is available and handed out. */
    void left(Entry entry) {
        Group group = entry.group;
        if (group != null && groups != null) {
            entry.group = null;
            groups.settled(group);
        }
    }

    // ---- consumers ----

    /** A consumer begins to look through a selector. */
    void attach(Consumer consumer, Selector selector) {
        View view = viewOf(selector);
        view.users++;
        consumer.view = view;
    }

    /** A consumer has ended: its groups are free, and its view goes with the last one that uses it. */
    void detach(Consumer consumer) {
        View own = consumer.own;
        if (own != null && groups != null) {
            List<Entry> free = own.order.toList();
            groups.disown(consumer);
            consumer.own = null;
            free.forEach(this::relink);
        }
        View view = consumer.view;
        if (view != null && --view.users == 0) {
            views.remove(view);
            for (Node node = view.order.first(); node != null; node = view.order.first()) {
                view.order.remove(node);
                forget(node.entry(), view);
            }
        }
    }

    private View viewOf(Selector selector) {
        for (View view : views) {
            if (selector.equals(view.selector)) {
                return view;
            }
        }
        View view = new View(selector);
        for (Entry entry : all.toList()) {
            if (ownerOf(entry) == null && matches(selector, entry)) {
                link(entry, view, PlaceOrder::add);
            }
        }
        views.add(view);
        return view;
    }

    // ---- the whole ----

    int size() {
        return all.size();
    }

    /** Whether consumers look through selectors. */
    boolean hasSelectors() {
        return !views.isEmpty();
    }

    /** The entries that match, in order. */
    List<Entry> list(@Nullable Selector selector) {
        List<Entry> entries = all.toList();
        if (selector != null) {
            entries.removeIf(entry -> !matches(selector, entry));
        }
        return entries;
    }

    /** The first to be dropped: the oldest of the lowest priority. */
    Entry oldest() {
        return all.oldest();
    }

    /** How many groups are remembered. */
    int groups() {
        return groups == null ? 0 : groups.size();
    }

    /** What is not as it has to be, for tests: sentences. */
    List<String> brokenInvariants(Collection<Consumer> consumers) {
        List<String> broken = new ArrayList<>();
        Entry before = null;
        for (Entry entry : all.toList()) {
            if (entry.state() != EntryState.QUEUED) {
                broken.add("an available entry is " + entry.state());
            }
            if (before != null && !before.before(entry)) {
                broken.add("entry " + entry.sequence() + " comes after entry " + before.sequence());
            }
            before = entry;
        }
        for (View view : views) {
            requireShown(view, list(view.selector), broken);
        }
        if (everyone != null) {
            requireShown(everyone, list(null), broken);
        }
        for (Consumer consumer : consumers) {
            if (consumer.own != null) {
                List<Entry> owned = list(null);
                owned.removeIf(entry -> ownerOf(entry) != consumer);
                if (!consumer.own.order.toList().equals(owned)) {
                    broken.add("a consumer does not see what its groups have");
                }
            }
        }
        if (groups != null) {
            broken.addAll(groups.brokenInvariants(consumers));
        }
        return broken;
    }

    private void requireShown(View view, List<Entry> selected, List<String> broken) {
        selected.removeIf(entry -> ownerOf(entry) != null);
        if (!view.order.toList().equals(selected)) {
            broken.add("the view of '" + view.selector + "' does not show what it selects");
        }
    }

    // ---- leaves ----

    /** How a node enters an order. */
    private interface Placing {
        void place(PlaceOrder order, Node node);
    }

    private void link(Entry entry, Placing placing) {
        if (entry.group != null) {
            link(entry, entry.group.members, placing);
            Consumer owner = ownerOf(entry);
            if (owner != null && owner.own != null) {
                link(entry, owner.own, placing);
                return;
            }
        }
        if (everyone != null) {
            link(entry, everyone, placing);
        }
        for (int i = 0; i < views.size(); i++) {
            View view = views.get(i);
            if (view.selector != null && matches(view.selector, entry)) {
                link(entry, view, placing);
            }
        }
    }

    private static void link(Entry entry, View view, Placing placing) {
        ViewNode node = new ViewNode(entry, view, entry.views);
        entry.views = node;
        placing.place(view.order, node);
    }

    private static void unlink(Entry entry) {
        for (ViewNode node = entry.views; node != null; node = node.nextOfEntry) {
            node.view.order.remove(node);
        }
        entry.views = null;
    }

    /** Who alone sees that message; null if it is for everybody. What the owner of a group does not select is for others. */
    private @Nullable Consumer ownerOf(Entry entry) {
        Consumer owner = entry.group == null ? null : entry.group.owner;
        if (owner == null || owner.view == null || owner.view.selector == null) {
            return owner;
        }
        return matches(owner.view.selector, entry) ? owner : null;
    }

    private static void forget(Entry entry, View view) {
        ViewNode kept = null;
        ViewNode node = entry.views;
        while (node != null) {
            ViewNode next = node.nextOfEntry;
            if (node.view != view) {
                node.nextOfEntry = kept;
                kept = node;
            }
            node = next;
        }
        entry.views = kept;
    }

    /** Selectors look at envelopes in the heap: the guard pages in what a new selector must see. */
    private boolean matches(Selector selector, Entry entry) {
        Envelope envelope = Objects.requireNonNull(entry.envelope(), "the message is paged out");
        EnvelopeProperties properties = evaluated;
        if (properties == null) {
            properties = new EnvelopeProperties(envelope);
            evaluated = properties;
        }
        return selector.matches(properties.of(envelope));
    }
}
