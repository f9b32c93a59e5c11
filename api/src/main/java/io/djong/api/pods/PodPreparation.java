package io.djong.api.pods;

import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Affinity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Lifecycle;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodAffinityTerm;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.core.v1.VolumeProjection;
import io.djong.api.types.core.v1.WeightedPodAffinityTerm;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.LabelSelectorRequirement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What happens to a pod between its defaults and its rules: fields of features that are off by default go away,
/// label keys become parts of selectors.
///
/// Features that are off in 1.36: ClusterTrustBundleProjection, PodCertificateRequest, ContainerStopSignals,
/// GenericWorkload.
public final class PodPreparation {
    private PodPreparation() {}

    /// A pod that is created.
    ///
    /// @param now when a pod that waits at gates began to
    public static Pod create(Pod pod, Instant now) {
        var spec =
                withLabelKeys(withoutDisabled(pod.spec(), null), pod.metadata().labels());
        Long grace = spec.terminationGracePeriodSeconds();
        if (grace != null && grace < 0) {
            spec = spec.withTerminationGracePeriodSeconds(1L);
        }
        var prepared = pod.withSpec(spec);
        return spec.schedulingGates().isEmpty() ? prepared : withGatedCondition(prepared, now);
    }

    private static Pod withGatedCondition(Pod pod, Instant now) {
        var conditions = pod.status().conditions();
        if (conditions.stream().anyMatch(c -> c.type().equals("PodScheduled"))) {
            return pod;
        }
        var all = new ArrayList<>(conditions);
        all.add(new PodCondition(
                "PodScheduled",
                0,
                "False",
                Times.ZERO,
                now,
                "SchedulingGated",
                "Scheduling is blocked due to non-empty scheduling gates"));
        return pod.withStatus(pod.status().withConditions(List.copyOf(all)));
    }

    /// The spec of a pod or template without fields of features that are off.
    ///
    /// @param old the spec before a change, whose use of such fields is kept up; null for a new object
    public static PodSpec withoutDisabled(PodSpec spec, @Nullable PodSpec old) {
        var result = spec;
        if (spec.schedulingGroup() != null && (old == null || old.schedulingGroup() == null)) {
            result = result.withSchedulingGroup(null);
        }
        if (hasStopSignal(spec) && (old == null || !hasStopSignal(old))) {
            result = result.withContainers(mapped(result.containers(), PodPreparation::withoutStopSignal))
                    .withInitContainers(mapped(result.initContainers(), PodPreparation::withoutStopSignal));
        }
        if (hasOffProjection(spec) && (old == null || !hasOffProjection(old))) {
            result = result.withVolumes(mapped(result.volumes(), PodPreparation::withoutProjections));
        }
        return result;
    }

    private static <T> List<T> mapped(List<T> items, UnaryOperator<T> change) {
        var all = new ArrayList<T>(items.size());
        for (T item : items) {
            all.add(change.apply(item));
        }
        return List.copyOf(all);
    }

    private static boolean hasStopSignal(PodSpec spec) {
        return hasStopSignal(spec.containers()) || hasStopSignal(spec.initContainers());
    }

    private static boolean hasStopSignal(List<Container> containers) {
        for (var container : containers) {
            var lifecycle = container.lifecycle();
            if (lifecycle != null && lifecycle.stopSignal() != null) {
                return true;
            }
        }
        return false;
    }

    private static Container withoutStopSignal(Container container) {
        var lifecycle = container.lifecycle();
        if (lifecycle == null || lifecycle.stopSignal() == null) {
            return container;
        }
        var rest = lifecycle.withStopSignal(null);
        return container.withLifecycle(rest.equals(Lifecycle.EMPTY) ? null : rest);
    }

    private static boolean hasOffProjection(PodSpec spec) {
        for (var volume : spec.volumes()) {
            var projected = volume.projected();
            if (projected != null && projected.sources().stream().anyMatch(PodPreparation::isOff)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOff(VolumeProjection source) {
        return source.clusterTrustBundle() != null || source.podCertificate() != null;
    }

    private static Volume withoutProjections(Volume volume) {
        var projected = volume.projected();
        if (projected == null) {
            return volume;
        }
        return volume.withProjected(projected.withSources(mapped(
                projected.sources(),
                source -> isOff(source) ? source.withClusterTrustBundle(null).withPodCertificate(null) : source)));
    }

    /// The spec with the selectors that `matchLabelKeys` and `mismatchLabelKeys` stand for, from the pod's own
    /// labels.
    static PodSpec withLabelKeys(PodSpec spec, Map<String, String> labels) {
        var result = spec;
        if (spec.affinity() != null) {
            var affinity = withLabelKeys(spec.affinity(), labels);
            result = affinity.equals(spec.affinity()) ? result : result.withAffinity(affinity);
        }
        if (spec.topologySpreadConstraints().stream()
                .noneMatch(c -> !c.matchLabelKeys().isEmpty())) {
            return result;
        }
        return result.withTopologySpreadConstraints(mapped(
                spec.topologySpreadConstraints(),
                c -> c.withLabelSelector(extended(c.labelSelector(), c.matchLabelKeys(), "In", labels))));
    }

    private static Affinity withLabelKeys(Affinity affinity, Map<String, String> labels) {
        UnaryOperator<PodAffinityTerm> term = t -> withLabelKeys(t, labels);
        UnaryOperator<WeightedPodAffinityTerm> weighted =
                w -> w.withPodAffinityTerm(withLabelKeys(w.podAffinityTerm(), labels));
        var result = affinity;
        var near = affinity.podAffinity();
        if (near != null) {
            result = result.withPodAffinity(near.withRequiredDuringSchedulingIgnoredDuringExecution(
                            mapped(near.requiredDuringSchedulingIgnoredDuringExecution(), term))
                    .withPreferredDuringSchedulingIgnoredDuringExecution(
                            mapped(near.preferredDuringSchedulingIgnoredDuringExecution(), weighted)));
        }
        var far = affinity.podAntiAffinity();
        if (far != null) {
            result = result.withPodAntiAffinity(far.withRequiredDuringSchedulingIgnoredDuringExecution(
                            mapped(far.requiredDuringSchedulingIgnoredDuringExecution(), term))
                    .withPreferredDuringSchedulingIgnoredDuringExecution(
                            mapped(far.preferredDuringSchedulingIgnoredDuringExecution(), weighted)));
        }
        return result;
    }

    private static PodAffinityTerm withLabelKeys(PodAffinityTerm term, Map<String, String> labels) {
        var match = extended(term.labelSelector(), term.matchLabelKeys(), "In", labels);
        return term.withLabelSelector(extended(match, term.mismatchLabelKeys(), "NotIn", labels));
    }

    private static @Nullable LabelSelector extended(
            @Nullable LabelSelector selector, List<String> keys, String operator, Map<String, String> labels) {
        if (selector == null || keys.isEmpty()) {
            return selector;
        }
        var expressions = new ArrayList<>(selector.matchExpressions());
        for (String key : keys) {
            var value = labels.get(key);
            if (value != null) {
                expressions.add(new LabelSelectorRequirement(key, operator, List.of(value)));
            }
        }
        return selector.withMatchExpressions(List.copyOf(expressions));
    }
}
