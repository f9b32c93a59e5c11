package io.djong.api.validation.core;

import io.djong.api.types.core.v1.Affinity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.LabelSelectorRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pods.
public final class PodRules {
    static final FieldPath METADATA = FieldPath.of("metadata");
    static final FieldPath ANNOTATIONS = METADATA.child("annotations");
    static final FieldPath SPEC = FieldPath.of("spec");

    private PodRules() {}

    /// A new one.
    ///
    /// @param privileged whether privileged containers are allowed in this cluster
    public static void create(FieldErrors errors, Pod pod, boolean privileged) {
        metadataAndSpec(errors, pod, null, PodLeniency.strict(true, privileged));
        var spec = pod.spec();
        if (!spec.ephemeralContainers().isEmpty()) {
            errors.forbidden(SPEC.child("ephemeralContainers"), "cannot be set on create");
        }
        if (!spec.nodeName().isEmpty() && !spec.schedulingGates().isEmpty()) {
            errors.forbidden(SPEC.child("nodeName"), "cannot be set until all schedulingGates have been cleared");
        }
        PodAnnotationRules.matchFields(errors, SPEC, pod.metadata(), spec);
    }

    /// @param old its metadata before the change; none for a new one
    static void metadataAndSpec(FieldErrors errors, Pod pod, @Nullable ObjectMeta old, PodLeniency leniency) {
        ObjectMetaRules.create(errors, pod.metadata(), true, NameRule.SUBDOMAIN);
        annotations(errors, pod, old);
        PodSpecRules.check(errors, SPEC, pod.spec(), pod.metadata(), leniency);
        if (pod.spec().serviceAccountName().isEmpty()) {
            noTokens(errors, pod.spec().volumes());
        }
        noPadding(errors, SPEC.child("containers"), pod.spec().containers());
        noPadding(errors, SPEC.child("initContainers"), pod.spec().initContainers());
    }

    static void annotations(FieldErrors errors, Pod pod, @Nullable ObjectMeta old) {
        boolean anyCost = old != null && PodAnnotationRules.hasWrongCost(old.annotations());
        PodAnnotationRules.check(errors, ANNOTATIONS, pod.metadata().annotations(), pod.spec(), anyCost);
    }

    private static void noTokens(FieldErrors errors, List<Volume> volumes) {
        for (int i = 0; i < volumes.size(); i++) {
            var projected = volumes.get(i).projected();
            for (int j = 0; projected != null && j < projected.sources().size(); j++) {
                if (projected.sources().get(j).serviceAccountToken() != null) {
                    errors.forbidden(
                            SPEC.child("volumes")
                                    .index(i)
                                    .child("projected", "sources")
                                    .index(j)
                                    .child("serviceAccountToken"),
                            "must not be specified when serviceAccountName is not set");
                }
            }
        }
    }

    private static void noPadding(FieldErrors errors, FieldPath path, List<Container> containers) {
        for (int i = 0; i < containers.size(); i++) {
            ContainerRules.noPadding(errors, path.index(i), containers.get(i).image());
        }
    }

    /// A pod that is changed, but for its status, its ephemeral containers and its resources.
    public static void update(FieldErrors errors, Pod pod, Pod old, boolean privileged) {
        ObjectMetaRules.update(errors, pod.metadata(), old.metadata());
        metadataAndSpec(errors, pod, old.metadata(), leniency(old.spec(), true, privileged));
        annotationUpdates(errors, pod, old);
        PodUpdateRules.check(errors, pod.spec(), old.spec());
    }

    static void annotationUpdates(FieldErrors errors, Pod pod, Pod old) {
        PodAnnotationRules.update(
                errors,
                ANNOTATIONS,
                pod.metadata().annotations(),
                old.metadata().annotations());
        annotations(errors, pod, old.metadata());
    }

    /// The status of a pod.
    public static void updateStatus(FieldErrors errors, Pod pod, Pod old) {
        PodStatusRules.update(errors, pod, old);
    }

    /// Containers for debugging were added.
    public static void updateEphemeralContainers(FieldErrors errors, Pod pod, Pod old, boolean privileged) {
        if (old.metadata().annotations().containsKey(PodAnnotationRules.MIRROR)) {
            errors.forbidden(FieldPath.ROOT.key(""), "static pods do not support ephemeral containers");
            return;
        }
        ObjectMetaRules.update(errors, pod.metadata(), old.metadata());
        metadataAndSpec(errors, pod, old.metadata(), leniency(old.spec(), true, privileged));
        annotationUpdates(errors, pod, old);
        PodUpdateRules.ephemeral(errors, SPEC.child("ephemeralContainers"), pod.spec(), old.spec());
    }

    /// The resources of a pod were changed.
    public static void resize(FieldErrors errors, Pod pod, Pod old, boolean privileged) {
        PodResizeRules.check(errors, pod, old, leniency(old.spec(), true, privileged));
    }

    /// What the old spec has already is let pass in the new one.
    static PodLeniency leniency(PodSpec old, boolean ofPod, boolean privileged) {
        var strict = PodLeniency.strict(ofPod, privileged);
        if (old.affinity() == null
                && old.topologySpreadConstraints().isEmpty()
                && old.securityContext() == null
                && old.volumes().isEmpty()) {
            return new PodLeniency(ofPod, privileged, false, false, false, hasBrokenPages(old), false, false, false);
        }
        return new PodLeniency(
                ofPod,
                privileged,
                fails(errors -> AffinityRules.check(errors, SPEC, podsOnly(old), strict)),
                fails(errors -> AffinityRules.check(errors, SPEC, nodesOnly(old), strict)),
                fails(errors -> spreadSelectors(errors, old)),
                hasBrokenPages(old),
                hasHostSysctls(old),
                hasOutsideTokens(old),
                old.securityContext() != null && old.securityContext().seLinuxChangePolicy() != null);
    }

    private interface Rule {
        void check(FieldErrors errors);
    }

    private static boolean fails(Rule rule) {
        var errors = new FieldErrors();
        rule.check(errors);
        return !errors.isEmpty();
    }

    private static @Nullable Affinity podsOnly(PodSpec spec) {
        return spec.affinity() == null ? null : spec.affinity().withNodeAffinity(null);
    }

    private static @Nullable Affinity nodesOnly(PodSpec spec) {
        return spec.affinity() == null
                ? null
                : spec.affinity().withPodAffinity(null).withPodAntiAffinity(null);
    }

    private static void spreadSelectors(FieldErrors errors, PodSpec spec) {
        for (var constraint : spec.topologySpreadConstraints()) {
            LabelSelectorRules.check(errors, SPEC, constraint.labelSelector(), false);
        }
    }

    private static boolean hasBrokenPages(PodSpec spec) {
        for (var container : spec.containers()) {
            if (ResourceRules.hasBrokenPages(container.resources())) {
                return true;
            }
        }
        for (var container : spec.initContainers()) {
            if (ResourceRules.hasBrokenPages(container.resources())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasHostSysctls(PodSpec spec) {
        if (spec.securityContext() != null) {
            for (var sysctl : spec.securityContext().sysctls()) {
                if (SecurityRules.sharedWithHost(sysctl.name(), spec) != null) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasOutsideTokens(PodSpec spec) {
        for (var volume : spec.volumes()) {
            var projected = volume.projected();
            if (projected != null) {
                for (var source : projected.sources()) {
                    var token = source.serviceAccountToken();
                    if (token != null && fails(errors -> PathRules.inVolume(errors, SPEC, token.path()))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
