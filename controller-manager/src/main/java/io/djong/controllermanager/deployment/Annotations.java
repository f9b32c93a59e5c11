package io.djong.controllermanager.deployment;

import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.ReplicaSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a deployment writes on its sets: revisions, their history, and of what total their size was a share.
final class Annotations {
    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String REVISION_HISTORY = "deployment.kubernetes.io/revision-history";
    static final String DESIRED_REPLICAS = "deployment.kubernetes.io/desired-replicas";
    static final String MAX_REPLICAS = "deployment.kubernetes.io/max-replicas";
    private static final int HISTORY_CHARS_MAX = 2000;

    /// Annotations of a deployment that its sets do not get.
    private static final Set<String> NOT_COPIED = Set.of(
            "kubectl.kubernetes.io/last-applied-configuration",
            REVISION,
            REVISION_HISTORY,
            DESIRED_REPLICAS,
            MAX_REPLICAS,
            "deprecated.deployment.rollback.to");

    private Annotations() {}

    static @Nullable Integer number(ReplicaSet set, String name) {
        String text = set.metadata().annotations().get(name);
        if (text == null) return null;
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// The set's revision; 0 when it has none.
    static long revision(ReplicaSet set) {
        Long revision = parse(set.metadata().annotations().getOrDefault(REVISION, ""));
        return revision == null ? 0 : revision;
    }

    static long latestRevision(List<ReplicaSet> sets) {
        long latest = 0;
        for (ReplicaSet set : sets) latest = Math.max(latest, revision(set));
        return latest;
    }

    private static @Nullable Long parse(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /// The annotations that the set of the present template shall have: the deployment's, its revision, and what
    /// earlier revisions it had. A revision only grows.
    static Map<String, String> ofNewSet(Deployment deployment, Map<String, String> present, long newRevision) {
        Map<String, String> result = new TreeMap<>(present);
        deployment.metadata().annotations().forEach((name, value) -> {
            if (!NOT_COPIED.contains(name)) result.put(name, value);
        });
        String before = present.getOrDefault(REVISION, "");
        Long parsed = before.isEmpty() ? Long.valueOf(0) : parse(before);
        if (parsed == null || parsed >= newRevision) return result;
        result.put(REVISION, Long.toString(newRevision));
        if (present.containsKey(REVISION)) {
            result.put(REVISION_HISTORY, history(present.getOrDefault(REVISION_HISTORY, ""), before));
        }
        return result;
    }

    /// The history with one more revision; the oldest go when it becomes too long.
    private static String history(String present, String revision) {
        if (present.isEmpty()) return revision;
        String longer = present + "," + revision;
        while (longer.length() > HISTORY_CHARS_MAX) longer = longer.substring(longer.indexOf(',') + 1);
        return longer;
    }

    /// With what the set's size is a share of.
    static Map<String, String> withReplicas(Map<String, String> present, Deployment deployment) {
        Map<String, String> result = new TreeMap<>(present);
        int wanted = Share.wanted(deployment);
        result.put(DESIRED_REPLICAS, Integer.toString(wanted));
        result.put(MAX_REPLICAS, Integer.toString(wanted + Share.surgeMax(deployment)));
        return result;
    }
}
