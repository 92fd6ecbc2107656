package org.petrelmq.ra;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.transaction.xa.Xid;

/**
 * Which resources of an adapter work for which branch. Some transaction managers, GlassFish's for one, end one resource of a broker and roll the
 * branch back, and end its other resources afterwards. The broker does not roll back a branch for which somebody works, so the
 * resource that is told to roll back ends the others before. Thread-safe.
 */
final class Associations {
    private final Map<BranchKey, Set<ManagedXaResource>> working = new HashMap<>();

    synchronized void add(Xid xid, ManagedXaResource resource) {
        working.computeIfAbsent(BranchKey.of(xid), unused -> new LinkedHashSet<>(2))
                .add(resource);
    }

    synchronized void remove(Xid xid, ManagedXaResource resource) {
        working.computeIfPresent(BranchKey.of(xid), (unused, resources) -> {
            resources.remove(resource);
            return resources.isEmpty() ? null : resources;
        });
    }

    /** Those that work for the branch, which are forgotten. */
    synchronized Set<ManagedXaResource> take(Xid xid) {
        Set<ManagedXaResource> resources = working.remove(BranchKey.of(xid));
        return resources == null ? Set.of() : resources;
    }
}
