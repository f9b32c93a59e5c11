package io.djong.api.validation.core;

import io.djong.api.json.OrderedMap;
import io.djong.api.pods.PodResources;
import io.djong.api.pods.QualityOfService;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pods that get more or less of `cpu` and `memory` while they run.
final class PodResizeRules {
    private static final FieldPath SPEC = PodRules.SPEC;

    private PodResizeRules() {}

    static void check(FieldErrors errors, Pod pod, Pod old, PodLeniency leniency) {
        if (old.metadata().annotations().containsKey(PodAnnotationRules.MIRROR)) {
            errors.forbidden(FieldPath.ROOT, "static pods cannot be resized");
            return;
        }
        if (old.spec().os() != null && old.spec().os().name().equals("windows")) {
            errors.forbidden(FieldPath.ROOT, "windows pods cannot be resized");
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
        if (pod.spec().containers().size() == old.spec().containers().size()
                && pod.spec().initContainers().size()
                        == old.spec().initContainers().size()) {
            removals(errors, pod, old);
            onlyResources(errors, pod, old);
        } else {
            errors.forbidden(SPEC, "only cpu and memory resources are mutable");
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
            if (PodResources.isSidecar(old.spec().initContainers().get(i))) {
                var at = SPEC.child("initContainers").index(i).child("resources");
                removals(
                        errors,
                        at,
                        pod.spec().initContainers().get(i),
                        old.spec().initContainers().get(i));
            }
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

    private static void onlyResources(FieldErrors errors, Pod pod, Pod old) {
        int before = errors.size();
        var containers = new ArrayList<Container>();
        for (int i = 0; i < pod.spec().containers().size(); i++) {
            var was = old.spec().containers().get(i);
            var same = withOldResources(pod.spec().containers().get(i), was);
            if (!same.equals(was)) {
                errors.forbidden(SPEC, "only cpu and memory resources are mutable");
            }
            containers.add(same);
        }
        var starts = new ArrayList<Container>();
        for (int i = 0; i < pod.spec().initContainers().size(); i++) {
            var was = old.spec().initContainers().get(i);
            var now = pod.spec().initContainers().get(i);
            if (PodResources.isSidecar(now)) {
                now = withOldResources(now, was);
                if (!now.equals(was)) {
                    errors.forbidden(SPEC, "only cpu and memory resources for sidecar containers are mutable");
                }
            } else if (!now.equals(was)) {
                errors.forbidden(SPEC, "resources for non-sidecar init containers are immutable");
            }
            starts.add(now);
        }
        var spec = pod.spec()
                .withContainers(List.copyOf(containers))
                .withInitContainers(List.copyOf(starts))
                .withResources(old.spec().resources());
        if (errors.size() == before && !spec.equals(old.spec())) {
            errors.forbidden(SPEC, "only cpu and memory resources are mutable");
        }
    }

    private static Container withOldResources(Container now, Container before) {
        var old = before.resources();
        return now.withResources(new ResourceRequirements(
                withOld(now.resources().limits(), old.limits()),
                withOld(now.resources().requests(), old.requests()),
                now.resources().claims()));
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
