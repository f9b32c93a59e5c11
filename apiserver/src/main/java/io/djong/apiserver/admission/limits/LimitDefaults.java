package io.djong.apiserver.admission.limits;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.LimitRange;
import io.djong.api.types.core.v1.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Gives the containers of a pod the requests and limits that they do not state, and notes in an
/// annotation which. Pure.
final class LimitDefaults {
    static final String ANNOTATION = "kubernetes.io/limit-ranger";

    private final Map<String, Quantity> limits = new TreeMap<>();
    private final Map<String, Quantity> requests = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    private LimitDefaults(LimitRange range) {
        for (var item : range.spec().limits()) {
            if (item.type().equals(LimitChecks.CONTAINER)) {
                requests.putAll(item.defaultRequest());
                limits.putAll(item.default_());
            }
        }
    }

    /// The pod with the defaults of one LimitRange.
    static Pod apply(LimitRange range, Pod pod) {
        return new LimitDefaults(range).completed(pod);
    }

    private Pod completed(Pod pod) {
        var containers = completed(pod.spec().containers(), "container");
        var initContainers = completed(pod.spec().initContainers(), "init container");
        if (notes.isEmpty()) {
            return pod;
        }
        var annotations = new TreeMap<>(pod.metadata().annotations());
        annotations.put(ANNOTATION, "LimitRanger plugin set: " + String.join("; ", notes));
        return pod.withMetadata(pod.metadata().withAnnotations(annotations))
                .withSpec(pod.spec().withContainers(containers).withInitContainers(initContainers));
    }

    private List<Container> completed(List<Container> containers, String kind) {
        var all = new ArrayList<Container>(containers.size());
        for (var container : containers) {
            var resources = container.resources();
            var what = kind + " " + container.name();
            var requested = completed(resources.requests(), requests, " request for " + what);
            var limited = completed(resources.limits(), limits, " limit for " + what);
            all.add(container.withResources(resources.withRequests(requested).withLimits(limited)));
        }
        return all;
    }

    private Map<String, Quantity> completed(Map<String, Quantity> stated, Map<String, Quantity> defaults, String note) {
        var missing = new TreeMap<>(defaults);
        missing.keySet().removeAll(stated.keySet());
        if (missing.isEmpty()) {
            return stated;
        }
        notes.add(String.join(", ", missing.keySet()) + note);
        missing.putAll(stated);
        return missing;
    }
}
