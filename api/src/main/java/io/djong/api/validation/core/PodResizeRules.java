package io.djong.api.validation.core;

import io.djong.api.json.OrderedMap;
import io.djong.api.pods.PodResources;
import io.djong.api.pods.QualityOfService;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Pods that get more or less of `cpu` and `memory` while they run.
final class PodResizeRules {
    private static final FieldPath SPEC = PodRules.SPEC;

    private PodResizeRules() {}

    static void check(FieldErrors errors, Pod pod, Pod old, PodLeniency leniency) {
        if (old.metadata().annotations().containsKey(PodAnnotationRules.MIRROR)) {
            errors.forbidden(FieldPath.ROOT.key(""), "static pods cannot be resized");
            return;
        }
        if (old.spec().os() != null && old.spec().os().name().equals("windows")) {
            errors.forbidden(FieldPath.ROOT.key(""), "windows pods cannot be resized");
            return;
        }
        ObjectMetaRules.update(errors, pod.metadata(), old.metadata());
        PodRules.metadataAndSpec(errors, pod, old.metadata(), leniency);
        String got = old.status().qosClass();
        if (!QualityOfService.of(pod).equals(got.isEmpty() ? QualityOfService.of(old) : got)) {
            errors.invalid(SPEC, pod.status().qosClass(), "Pod QOS Class may not change as a result of resizing");
        }
        if (!isSupported(old)) {
            errors.forbidden(SPEC, "Pod running on node without support for resize");
        }
        var spec = podLevel(errors, pod, old);
        if (!old.status().nodeAllocatableResourceClaimStatuses().isEmpty()) {
            errors.forbidden(SPEC, "pods with node allocatable resource claims cannot be resized");
        }
        if (sameContainers(errors, pod, old)) {
            removals(errors, pod, old);
            onlyResources(errors, spec, old.spec());
        }
    }

    /// The resources of the pod as a whole.
    ///
    /// @return the new spec, with the old one's `cpu` and `memory` for the whole pod if it has any
    private static PodSpec podLevel(FieldErrors errors, Pod pod, Pod old) {
        var spec = pod.spec();
        var now = spec.resources();
        var before = old.spec().resources();
        if (!has(now) && !has(before)) {
            return spec;
        }
        var path = SPEC.child("resources");
        if (now == null) {
            errors.forbidden(path, "pod-level resources cannot be removed");
            return spec;
        }
        if (before != null) {
            if (!now.requests().keySet().containsAll(before.requests().keySet())) {
                errors.forbidden(path.child("requests"), "pod-level resource requests cannot be removed");
            }
            if (!now.limits().keySet().containsAll(before.limits().keySet())) {
                errors.forbidden(path.child("limits"), "pod-level resource limits cannot be removed");
            }
        }
        var was = before == null ? ResourceRequirements.EMPTY : before;
        var same = new ResourceRequirements(
                withOld(now.limits(), was.limits()), withOld(now.requests(), was.requests()), now.claims());
        var kept = before == null && same.equals(ResourceRequirements.EMPTY) ? null : same;
        if (!Objects.equals(kept, before)) {
            errors.forbidden(SPEC, "only cpu and memory resources are mutable at pod-level");
        }
        return spec.withResources(kept);
    }

    private static boolean has(@Nullable ResourceRequirements resources) {
        return resources != null
                && !(resources.requests().isEmpty() && resources.limits().isEmpty());
    }

    private static boolean sameContainers(FieldErrors errors, Pod pod, Pod old) {
        int before = errors.size();
        sameContainers(errors, "containers", pod.spec().containers(), old.spec().containers());
        sameContainers(
                errors,
                "initContainers",
                pod.spec().initContainers(),
                old.spec().initContainers());
        return errors.size() == before;
    }

    private static void sameContainers(FieldErrors errors, String list, List<Container> now, List<Container> before) {
        var path = SPEC.child(list);
        if (now.size() != before.size()) {
            errors.forbidden(path, list + " may not be added or removed on resize");
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!now.get(i).name().equals(before.get(i).name())) {
                errors.forbidden(path.index(i).child("name"), list + " may not be renamed or reordered on resize");
            }
        }
    }

    /// Whether the node reports resources of what runs.
    private static boolean isSupported(Pod pod) {
        for (var status : pod.status().containerStatuses()) {
            if (status.state().running() != null) {
                return status.resources() != null;
            }
        }
        return true;
    }

    private static void removals(FieldErrors errors, Pod pod, Pod old) {
        for (int i = 0; i < old.spec().initContainers().size(); i++) {
            var at = SPEC.child("initContainers").index(i).child("resources");
            removals(
                    errors,
                    at,
                    pod.spec().initContainers().get(i),
                    old.spec().initContainers().get(i));
        }
        for (int i = 0; i < old.spec().containers().size(); i++) {
            var at = SPEC.child("containers").index(i).child("resources");
            removals(
                    errors,
                    at,
                    pod.spec().containers().get(i),
                    old.spec().containers().get(i));
        }
    }

    private static void removals(FieldErrors errors, FieldPath path, Container now, Container before) {
        if (!now.resources()
                .requests()
                .keySet()
                .containsAll(before.resources().requests().keySet())) {
            errors.forbidden(path.child("requests"), "resource requests cannot be removed");
        }
        if (!now.resources()
                .limits()
                .keySet()
                .containsAll(before.resources().limits().keySet())) {
            errors.forbidden(path.child("limits"), "resource limits cannot be removed");
        }
    }

    private static void onlyResources(FieldErrors errors, PodSpec now, PodSpec before) {
        int found = errors.size();
        var containers = new ArrayList<Container>();
        for (int i = 0; i < now.containers().size(); i++) {
            var was = before.containers().get(i);
            var same = withOldResources(now.containers().get(i), was);
            if (!same.equals(was)) {
                errors.forbidden(SPEC, "only cpu and memory resources are mutable");
            }
            containers.add(same);
        }
        var starts = new ArrayList<Container>();
        for (int i = 0; i < now.initContainers().size(); i++) {
            starts.add(startContainer(
                    errors, now.initContainers().get(i), before.initContainers().get(i), i));
        }
        var spec = now.withContainers(List.copyOf(containers)).withInitContainers(List.copyOf(starts));
        if (errors.isEmpty() && errors.size() == found && !spec.equals(before)) {
            errors.forbidden(SPEC, "only cpu and memory resources are mutable");
        }
    }

    private static Container startContainer(FieldErrors errors, Container now, Container was, int index) {
        var path = SPEC.child("initContainers").index(index);
        var same = withOldResources(now, was);
        if (!same.equals(was)) {
            errors.forbidden(path, "only cpu and memory resources for init or sidecar containers are mutable");
        }
        if (!now.equals(was) && !PodResources.isSidecar(now)) {
            for (var policy : now.resizePolicy()) {
                if (policy.restartPolicy().equals("RestartContainer")) {
                    errors.forbidden(
                            path,
                            "non-sidecar init containers with a resize policy of RestartContainer cannot be resized");
                }
            }
        }
        return same;
    }

    /// Claims do not stay: a container that has some cannot be resized.
    private static Container withOldResources(Container now, Container before) {
        var old = before.resources();
        return now.withResources(new ResourceRequirements(
                withOld(now.resources().limits(), old.limits()),
                withOld(now.resources().requests(), old.requests()),
                List.of()));
    }

    private static Map<String, Quantity> withOld(Map<String, Quantity> now, Map<String, Quantity> before) {
        var same = new LinkedHashMap<>(now);
        for (String name : List.of("cpu", "memory")) {
            same.remove(name);
            var old = before.get(name);
            if (old != null) {
                same.put(name, old);
            }
        }
        return OrderedMap.copyOf(same);
    }
}
