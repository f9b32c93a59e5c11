package io.djong.api.defaults;

import io.djong.api.pods.PodResources;
import io.djong.api.pods.ResourceNames;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ResourceRequirements;
import java.util.Map;
import java.util.TreeMap;

/// A pod that states some resources as a whole gets the others from its containers (KEP-2837).
final class PodResourceDefaults {
    private PodResourceDefaults() {}

    static PodSpec apply(PodSpec spec) {
        if (spec.resources() == null) {
            return spec;
        }
        var resources = hugePageLimits(spec, spec.resources());
        return spec.withResources(requests(spec, resources));
    }

    private static ResourceRequirements hugePageLimits(PodSpec spec, ResourceRequirements resources) {
        if (resources.limits().isEmpty() && resources.requests().isEmpty()) {
            return resources;
        }
        var missing = new TreeMap<String, Quantity>();
        PodResources.containerLimits(spec).forEach((name, limit) -> {
            if (ResourceNames.isHugePages(name) && !resources.requests().containsKey(name)) {
                missing.put(name, limit);
            }
        });
        return resources.withLimits(ResourceDefaults.filled(resources.limits(), missing));
    }

    private static ResourceRequirements requests(PodSpec spec, ResourceRequirements resources) {
        if (resources.limits().isEmpty()) {
            return resources;
        }
        var missing = new TreeMap<String, Quantity>();
        supported(resources.limits(), missing);
        PodResources.containerRequests(spec).forEach((name, request) -> {
            if (ResourceNames.isPodLevel(name) && ResourceNames.mayOvercommit(name)) {
                missing.put(name, request);
            }
        });
        return resources.withRequests(ResourceDefaults.filled(resources.requests(), missing));
    }

    private static void supported(Map<String, Quantity> from, Map<String, Quantity> to) {
        from.forEach((name, amount) -> {
            if (ResourceNames.isPodLevel(name)) {
                to.put(name, amount);
            }
        });
    }
}
