package io.djong.kubelet.pods;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodStatus;
import io.djong.base.metrics.MetricRegistry;
import io.djong.client.informer.Index;
import io.djong.client.informer.Informer;
import io.djong.client.informer.Lister;
import io.djong.kubelet.status.StatusPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The pods that this node should run: those that the API server has for it, and static ones. A
/// mirror pod is not one of them; it shows what becomes of its static pod.
public final class DesiredPods implements KubeletPods {
    private static final String BY_UID = "uid";
    private static final String HASH = "kubernetes.io/config.hash";

    private final Lister<Pod> pods;
    private final Function<String, @Nullable PodStatus> statuses;
    private volatile Map<String, Pod> statics = Map.of();

    /// @param informer of the pods of this node, mirror pods included; not started yet
    /// @param statuses the newest status that this kubelet has made of a pod, by uid; null when it
    ///     made none
    public DesiredPods(Informer<Pod> informer, Function<String, @Nullable PodStatus> statuses) {
        informer.addIndex(new Index<>(BY_UID, pod -> List.of(pod.metadata().uid())));
        this.pods = informer.lister();
        this.statuses = statuses;
    }

    /// Replaces the static pods.
    ///
    /// @return the uids of those that came, went or changed
    public Set<String> setStatic(List<Pod> now) {
        Map<String, Pod> next = new TreeMap<>();
        now.forEach(pod -> next.put(pod.metadata().uid(), pod));
        Set<String> changed = new HashSet<>(statics.keySet());
        changed.removeAll(next.keySet());
        for (var entry : next.entrySet()) {
            if (!entry.getValue().equals(statics.get(entry.getKey()))) {
                changed.add(entry.getKey());
            }
        }
        statics = next;
        return changed;
    }

    /// The pod that should run under this uid, or null.
    @Nullable
    Pod desired(String uid) {
        var known = statics.get(uid);
        if (known != null) {
            return known;
        }
        var found = byUidOfServer(uid);
        return found == null || StatusPlan.isMirror(found) ? null : found;
    }

    private @Nullable Pod byUidOfServer(String uid) {
        var found = pods.byIndex(BY_UID, uid);
        return found.isEmpty() ? null : found.getFirst();
    }

    /// The uid of the pod that this object of the API server is about: the static pod's, for its mirror.
    String uidOf(Pod object) {
        if (!StatusPlan.isMirror(object)) {
            return object.metadata().uid();
        }
        var key = ObjectKey.of(object);
        for (var pod : statics.values()) {
            if (ObjectKey.of(pod).equals(key)) {
                return pod.metadata().uid();
            }
        }
        return object.metadata().uid();
    }

    /// The object of the API server that shows this pod, or null.
    public @Nullable Pod object(String uid) {
        var known = statics.get(uid);
        return known == null ? byUidOfServer(uid) : mirror(known);
    }

    /// The mirror pod of a static pod, whether it is right or outdated; null when there is none.
    @Nullable
    Pod mirror(Pod known) {
        var found = pods.get(ObjectKey.of(known));
        return found != null && StatusPlan.isMirror(found) ? found : null;
    }

    /// Whether the mirror pod shows this very static pod.
    static boolean isRight(Pod mirror, Pod known) {
        var hash = known.metadata().annotations().get(HASH);
        return hash != null
                && hash.equals(mirror.metadata().annotations().get("kubernetes.io/config.mirror"))
                && mirror.metadata().deletionTimestamp() == null;
    }

    /// Mirror pods that show no static pod of this node.
    List<Pod> strayMirrors() {
        List<Pod> stray = new ArrayList<>();
        for (var object : pods.all()) {
            if (StatusPlan.isMirror(object)
                    && uidOf(object).equals(object.metadata().uid())) {
                stray.add(object);
            }
        }
        return stray;
    }

    /// Counts them whenever metrics are read.
    public void show(MetricRegistry metrics) {
        metrics.gaugesOf(
                "kubelet_desired_pods",
                "[ALPHA] The number of pods the kubelet is being instructed to run. static is true if the pod is not"
                        + " from the apiserver.",
                List.of("static"),
                sink -> {
                    sink.add(all().size() - statics.size(), "");
                    sink.add(statics.size(), "true");
                });
        metrics.gaugeOf(
                "kubelet_mirror_pods",
                "[ALPHA] The number of mirror pods the kubelet will try to create (one per admitted static pod)",
                () -> statics.size());
    }

    /// All that should run, as they are desired, the oldest first.
    List<Pod> all() {
        List<Pod> all = new ArrayList<>(statics.values());
        for (var pod : pods.all()) {
            if (!StatusPlan.isMirror(pod)) {
                all.add(pod);
            }
        }
        all.sort(Comparator.comparing((Pod pod) -> pod.metadata().creationTimestamp())
                .thenComparing(ObjectKey::of));
        return all;
    }

    @Override
    public List<Pod> pods() {
        return all().stream()
                .sorted(Comparator.comparing(ObjectKey::of))
                .map(this::withStatus)
                .toList();
    }

    private Pod withStatus(Pod pod) {
        var status = statuses.apply(pod.metadata().uid());
        return status == null ? pod : pod.withStatus(status);
    }

    @Override
    public @Nullable Pod byName(String namespace, String name) {
        var key = new ObjectKey(namespace, name);
        for (var pod : statics.values()) {
            if (ObjectKey.of(pod).equals(key)) {
                return withStatus(pod);
            }
        }
        var found = pods.get(key);
        return found == null || StatusPlan.isMirror(found) ? null : withStatus(found);
    }

    @Override
    public @Nullable Pod byUid(String uid) {
        var found = desired(uid);
        if (found == null) {
            var object = byUidOfServer(uid);
            return object == null
                    ? null
                    : byName(object.metadata().namespace(), object.metadata().name());
        }
        return withStatus(found);
    }
}
