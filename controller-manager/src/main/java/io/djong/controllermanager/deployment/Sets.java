package io.djong.controllermanager.deployment;

import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.core.v1.PodTemplateSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The replica sets of a deployment: which is the new one, which are active, in which order they are treated.
final class Sets {
    static final String HASH_LABEL = "pod-template-hash";

    static final Comparator<ReplicaSet> OLDEST_FIRST = Comparator.comparing(
                    (ReplicaSet set) -> set.metadata().creationTimestamp())
            .thenComparing(set -> set.metadata().name());

    private Sets() {}

    /// The set whose pods are made as the deployment's template says now; the oldest when there are several.
    static @Nullable ReplicaSet findNew(Deployment deployment, List<ReplicaSet> sets) {
        PodTemplateSpec wanted = withoutHash(deployment.spec().template());
        for (ReplicaSet set : sorted(sets, OLDEST_FIRST)) {
            if (withoutHash(set.spec().template()).equals(wanted)) return set;
        }
        return null;
    }

    static boolean isOfTemplate(ReplicaSet set, Deployment deployment) {
        return withoutHash(set.spec().template())
                .equals(withoutHash(deployment.spec().template()));
    }

    private static PodTemplateSpec withoutHash(PodTemplateSpec template) {
        if (!template.metadata().labels().containsKey(HASH_LABEL)) return template;
        Map<String, String> labels = new TreeMap<>(template.metadata().labels());
        labels.remove(HASH_LABEL);
        return template.withMetadata(template.metadata().withLabels(labels));
    }

    static List<ReplicaSet> active(List<ReplicaSet> sets) {
        return sets.stream().filter(set -> Share.size(set) > 0).toList();
    }

    static List<ReplicaSet> sorted(List<ReplicaSet> sets, Comparator<ReplicaSet> order) {
        List<ReplicaSet> result = new ArrayList<>(sets);
        result.sort(order);
        return result;
    }

    /// The larger first; of the same size the newer first, or the older.
    static Comparator<ReplicaSet> largestFirst(boolean thenNewer) {
        Comparator<ReplicaSet> bySize = Comparator.comparingInt(set -> -Share.size(set));
        return bySize.thenComparing(thenNewer ? OLDEST_FIRST.reversed() : OLDEST_FIRST);
    }

    /// The one set that takes a change of scale alone: the only active one; when none is active the new one, else
    /// the latest. Null when several are active.
    static @Nullable ReplicaSet activeOrLatest(@Nullable ReplicaSet newSet, List<ReplicaSet> old) {
        List<ReplicaSet> all = new ArrayList<>(old);
        if (newSet != null) all.add(newSet);
        List<ReplicaSet> active = active(all);
        if (active.size() == 1) return active.getFirst();
        if (active.size() > 1 || all.isEmpty()) return null;
        return newSet != null ? newSet : sorted(old, OLDEST_FIRST.reversed()).getFirst();
    }

    static int available(List<ReplicaSet> sets) {
        int sum = 0;
        for (ReplicaSet set : sets) sum += set.status().availableReplicas();
        return sum;
    }
}
