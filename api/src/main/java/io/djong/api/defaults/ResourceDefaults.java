package io.djong.api.defaults;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.ResourceRequirements;
import java.util.Map;
import java.util.TreeMap;

/// Quantities are rounded up to thousandths; requests that are not given follow the limits.
final class ResourceDefaults {
    private ResourceDefaults() {}

    static Map<String, Quantity> rounded(Map<String, Quantity> resources) {
        for (var quantity : resources.values()) {
            if (!Mapped.isSame(quantity.roundUp(Quantity.MILLI), quantity)) {
                var rounded = new TreeMap<String, Quantity>();
                resources.forEach((name, value) -> rounded.put(name, value.roundUp(Quantity.MILLI)));
                return rounded;
            }
        }
        return resources;
    }

    static ResourceRequirements rounded(ResourceRequirements resources) {
        var limits = rounded(resources.limits());
        var requests = rounded(resources.requests());
        if (Mapped.isSame(limits, resources.limits()) && Mapped.isSame(requests, resources.requests())) {
            return resources;
        }
        return resources.withLimits(limits).withRequests(requests);
    }

    static ResourceRequirements requestsFollowLimits(ResourceRequirements resources) {
        var requests = filled(resources.requests(), resources.limits());
        return Mapped.isSame(requests, resources.requests()) ? resources : resources.withRequests(requests);
    }

    /// The values, and those of the others whose names are missing.
    static Map<String, Quantity> filled(Map<String, Quantity> values, Map<String, Quantity> others) {
        if (values.keySet().containsAll(others.keySet())) {
            return values;
        }
        var filled = new TreeMap<>(others);
        filled.putAll(values);
        return filled;
    }
}
