package org.petrelmq.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.petrelmq.message.Envelope;
import org.petrelmq.message.NamedValues;

/**
 * The message groups of one queue: who takes the first message of a group gets the rest, until it closes (JMS 3.1 §3.5.9).
 * A group whose messages have all gone is remembered, since its consumer is to get the next one too; beyond {@link #KEPT}
 * groups the one that was unused for longest is forgotten.
 */
final class Groups {
    /** How many groups are remembered at least. */
    static final int KEPT = 65_536;

    /** At how many groups a new one looks that could be forgotten: more than one, so that it makes up for those in use. */
    private static final int LOOKS = 4;

    private static final String ID = "JMSXGroupID";
    private static final String SEQUENCE = "JMSXGroupSeq";

    /** The longest unused first. */
    private final Map<String, Group> groups = new LinkedHashMap<>(16, 0.75f, true);

    /** The ID of a message's group; null if it is in none. */
    static @Nullable String idOf(Envelope envelope) {
        NamedValues properties = envelope.properties();
        return !properties.isEmpty() && properties.get(ID) instanceof String id ? id : null;
    }

    /** Whether a message is the last of its group: the next one of that ID begins a new group. */
    static boolean isLast(Envelope envelope) {
        return envelope.properties().get(SEQUENCE) instanceof Integer sequence && sequence < 0;
    }

    Group group(String id) {
        Group group = groups.get(id);
        if (group == null) {
            forgetIdle();
            group = new Group(id);
            groups.put(id, group);
        }
        return group;
    }

    /** A group that is not idle goes to the end, so that it does not stand before those that are. */
    private void forgetIdle() {
        for (int looks = 0; looks < LOOKS && groups.size() >= KEPT; looks++) {
            Iterator<Group> eldest = groups.values().iterator();
            Group group = eldest.next();
            eldest.remove();
            if (!group.isIdle()) {
                groups.put(group.id, group);
            }
        }
    }

    /** A group may have become idle: without an owner there is nothing to remember. */
    void settled(Group group) {
        if (group.owner == null && group.isIdle()) {
            groups.remove(group.id, group);
        }
    }

    /** A consumer has left: its groups are free. */
    void disown(Consumer leaving) {
        for (Group group : new ArrayList<>(all())) {
            if (group.owner == leaving) {
                group.owner = null;
                settled(group);
            }
        }
    }

    Collection<Group> all() {
        return groups.values();
    }

    int size() {
        return groups.size();
    }

    /** What is not as it has to be, for tests: sentences. */
    List<String> brokenInvariants(Collection<Consumer> consumers) {
        List<String> broken = new ArrayList<>();
        for (Group group : all()) {
            if (group.owner != null && !consumers.contains(group.owner)) {
                broken.add("the group '" + group.id + "' belongs to a consumer that has left");
            }
            if (group.owner == null && group.isIdle()) {
                broken.add("the group '" + group.id + "' is remembered without reason");
            }
        }
        return broken;
    }
}
