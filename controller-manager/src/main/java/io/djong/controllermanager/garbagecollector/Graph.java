package io.djong.controllermanager.garbagecollector;

import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.OwnerReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Who owns whom, as informers have told it so far. An owner that nobody has seen yet has a place too, until it is
/// seen or known not to exist.
///
/// Each change answers with its [Effects]; the graph itself does nothing. Safe for any number of threads, never
/// blocks for long: everything is in memory.
final class Graph {
    static final String ORPHAN = "orphan";
    static final String FOREGROUND = "foregroundDeletion";

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Node> byUid = new HashMap<>();

    private static final class Node {
        Identity identity;
        boolean observed;
        boolean beingDeleted;
        boolean deletingDependents;
        List<OwnerReference> owners = List.of();
        final Map<String, Node> dependents = new LinkedHashMap<>();

        Node(Identity identity) {
            this.identity = identity;
        }
    }

    /// An informer has seen the object, new or changed.
    ///
    /// @param before what it had seen before, null for nothing
    Effects observed(Identity identity, @Nullable ObjectMeta before, ObjectMeta now) {
        lock.lock();
        try {
            var effects = new Effects();
            Node node = byUid.get(identity.uid());
            if (node == null) {
                node = new Node(identity);
                node.observed = true;
                node.owners = now.ownerReferences();
                node.beingDeleted = now.deletionTimestamp() != null;
                node.deletingDependents = isWaiting(now, FOREGROUND);
                byUid.put(identity.uid(), node);
                addToOwners(node, node.owners, effects);
            } else {
                if (!node.observed) recognise(node, identity, effects);
                changeOwners(node, now.ownerReferences(), effects);
                if (now.deletionTimestamp() != null) node.beingDeleted = true;
            }
            begin(node, before, now, effects);
            return effects;
        } finally {
            lock.unlock();
        }
    }

    /// A place that references made is now filled; who meant another object by this uid has to be looked at.
    private static void recognise(Node node, Identity identity, Effects effects) {
        if (!node.identity.equals(identity)) {
            for (Node dependent : node.dependents.values()) {
                if (!means(dependent, identity)) effects.attemptToDelete.add(dependent.identity.uid());
            }
            node.identity = identity;
        }
        node.observed = true;
    }

    private static boolean means(Node dependent, Identity owner) {
        for (OwnerReference reference : dependent.owners) {
            if (owner.isMeantBy(reference, dependent.identity.namespace())) return true;
        }
        return false;
    }

    private void changeOwners(Node node, List<OwnerReference> owners, Effects effects) {
        if (node.owners.equals(owners)) return;
        Map<String, OwnerReference> before = byOwnerUid(node.owners);
        Map<String, OwnerReference> after = byOwnerUid(owners);
        node.owners = owners;
        List<OwnerReference> added = new ArrayList<>();
        after.forEach((uid, reference) -> {
            if (!before.containsKey(uid)) added.add(reference);
        });
        before.forEach((uid, reference) -> {
            OwnerReference now = after.get(uid);
            boolean blocked = Boolean.TRUE.equals(reference.blockOwnerDeletion());
            boolean blocks = now != null && Boolean.TRUE.equals(now.blockOwnerDeletion());
            // An owner that waited for this one may now go on.
            if (blocked && !blocks && byUid.containsKey(uid)) effects.attemptToDelete.add(uid);
        });
        addToOwners(node, added, effects);
        before.forEach((uid, reference) -> {
            Node owner = byUid.get(uid);
            if (!after.containsKey(uid) && owner != null) owner.dependents.remove(node.identity.uid());
        });
    }

    private static Map<String, OwnerReference> byOwnerUid(List<OwnerReference> owners) {
        Map<String, OwnerReference> result = new LinkedHashMap<>();
        for (OwnerReference owner : owners) result.put(owner.uid(), owner);
        return result;
    }

    private void addToOwners(Node node, List<OwnerReference> owners, Effects effects) {
        String namespace = node.identity.namespace();
        boolean isDoubtful = false;
        for (OwnerReference reference : owners) {
            Node owner = byUid.get(reference.uid());
            if (owner == null) {
                owner = new Node(Identity.of(reference, namespace));
                byUid.put(reference.uid(), owner);
                // Whether it exists at all has to be found out.
                effects.attemptToDelete.add(reference.uid());
            } else if (!owner.identity.isMeantBy(reference, namespace)) {
                boolean isForeign = !owner.identity.namespace().isEmpty()
                        && !owner.identity.namespace().equals(namespace);
                if (isForeign && owner.observed) {
                    effects.foreignOwners.add(new Effects.ForeignOwner(node.identity, reference.uid()));
                }
                isDoubtful = true;
            }
            owner.dependents.put(node.identity.uid(), node);
        }
        if (isDoubtful) effects.attemptToDelete.add(node.identity.uid());
    }

    /// A deletion that spares or takes along the dependents has begun.
    private static void begin(Node node, @Nullable ObjectMeta before, ObjectMeta now, Effects effects) {
        if (isWaiting(now, ORPHAN) && (before == null || !isWaiting(before, ORPHAN))) {
            effects.attemptToOrphan.add(node.identity.uid());
        } else if (isWaiting(now, FOREGROUND) && (before == null || !isWaiting(before, FOREGROUND))) {
            node.deletingDependents = true;
            effects.attemptToDelete.addAll(node.dependents.keySet());
            effects.attemptToDelete.add(node.identity.uid());
        }
    }

    private static boolean isWaiting(ObjectMeta metadata, String finalizer) {
        return metadata.deletionTimestamp() != null && metadata.finalizers().contains(finalizer);
    }

    /// An informer has seen the object go.
    Effects deleted(Identity identity) {
        lock.lock();
        try {
            var effects = new Effects();
            Node node = byUid.get(identity.uid());
            if (node != null) remove(node, identity, effects);
            return effects;
        } finally {
            lock.unlock();
        }
    }

    private void remove(Node node, Identity identity, Effects effects) {
        byUid.remove(node.identity.uid());
        if (!node.dependents.isEmpty()) effects.absent.add(identity);
        effects.attemptToDelete.addAll(node.dependents.keySet());
        for (OwnerReference reference : node.owners) {
            Node owner = byUid.get(reference.uid());
            if (owner == null) continue;
            owner.dependents.remove(node.identity.uid());
            if (owner.deletingDependents) effects.attemptToDelete.add(reference.uid());
        }
    }

    /// The server says that there is no such object, though no informer has seen it go: it was gone before, or
    /// never was at these coordinates.
    Effects foundAbsent(Identity absent) {
        lock.lock();
        try {
            var effects = new Effects();
            Node node = byUid.get(absent.uid());
            if (node == null) return effects;
            List<Node> others = new ArrayList<>();
            List<String> meant = new ArrayList<>();
            for (Node dependent : node.dependents.values()) {
                if (means(dependent, absent)) {
                    meant.add(dependent.identity.uid());
                } else {
                    others.add(dependent);
                }
            }
            boolean isOther = node.observed && !node.identity.equals(absent);
            if (!isOther && (node.observed || others.isEmpty())) {
                remove(node, absent, effects);
                return effects;
            }
            // The uid may be that of a real object that only some of the dependents name wrongly.
            if (!meant.isEmpty()) {
                effects.absent.add(absent);
                effects.attemptToDelete.addAll(meant);
            }
            if (!node.observed && node.identity.equals(absent)) {
                Identity alternative = alternative(others, absent);
                if (alternative != null) {
                    node.identity = alternative;
                    effects.attemptToDeleteLater.add(absent.uid());
                }
            }
            return effects;
        } finally {
            lock.unlock();
        }
    }

    /// Another object that dependents may mean by the uid: the first after the absent one in a fixed order, so that
    /// all are tried in turn.
    private static @Nullable Identity alternative(List<Node> dependents, Identity absent) {
        List<Identity> candidates = new ArrayList<>();
        for (Node dependent : dependents) {
            for (OwnerReference reference : dependent.owners) {
                if (!reference.uid().equals(absent.uid())) continue;
                candidates.add(Identity.of(reference, dependent.identity.namespace()));
            }
        }
        candidates.removeIf(absent::equals);
        candidates.sort(Comparator.comparing(Identity::toString));
        for (Identity candidate : candidates) {
            if (candidate.toString().compareTo(absent.toString()) > 0) return candidate;
        }
        return candidates.isEmpty() ? null : candidates.getFirst();
    }

    /// The object of this uid, null when the graph has none.
    @Nullable
    NodeView node(String uid) {
        lock.lock();
        try {
            Node node = byUid.get(uid);
            if (node == null) return null;
            List<NodeView.Dependent> dependents = new ArrayList<>();
            for (Node dependent : node.dependents.values()) {
                dependents.add(new NodeView.Dependent(
                        dependent.identity, NodeView.blocks(dependent.owners, uid), dependent.deletingDependents));
            }
            return new NodeView(node.identity, node.observed, node.beingDeleted, node.deletingDependents, dependents);
        } finally {
            lock.unlock();
        }
    }

    /// How many objects have a place.
    int size() {
        lock.lock();
        try {
            return byUid.size();
        } finally {
            lock.unlock();
        }
    }
}
