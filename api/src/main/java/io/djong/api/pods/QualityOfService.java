package io.djong.api.pods;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The class of a pod that decides who is evicted first, from the CPU and memory its containers ask for.
///
/// Source: "Pod Quality of Service Classes" in upstream's documentation.
public final class QualityOfService {
    /// Every container has limits for CPU and memory that equal its requests.
    public static final String GUARANTEED = "Guaranteed";
    /// Something is asked for.
    public static final String BURSTABLE = "Burstable";
    /// Nothing is asked for.
    public static final String BEST_EFFORT = "BestEffort";

    private static final List<String> COUNTED = List.of("cpu", "memory");

    private QualityOfService() {}

    /// The class of the pod by its spec.
    public static String of(Pod pod) {
        return of(pod.spec());
    }

    /// The class of a pod with this spec.
    public static String of(PodSpec spec) {
        var requests = new HashMap<String, Quantity>();
        var limits = new HashMap<String, Quantity>();
        var guaranteed = true;
        var resources = spec.resources();
        if (resources != null) {
            add(requests, resources.requests());
            guaranteed = add(limits, resources.limits()).containsAll(COUNTED);
        } else {
            for (var container : spec.containers()) {
                guaranteed &= count(container, requests, limits);
            }
            for (var container : spec.initContainers()) {
                guaranteed &= count(container, requests, limits);
            }
        }
        if (requests.isEmpty() && limits.isEmpty()) {
            return BEST_EFFORT;
        }
        return guaranteed && same(requests, limits) ? GUARANTEED : BURSTABLE;
    }

    /// @return whether the container limits both CPU and memory
    private static boolean count(Container container, Map<String, Quantity> requests, Map<String, Quantity> limits) {
        add(requests, container.resources().requests());
        return add(limits, container.resources().limits()).containsAll(COUNTED);
    }

    /// @return which of the counted resources were there
    private static Set<String> add(Map<String, Quantity> sum, Map<String, Quantity> more) {
        var found = new HashSet<String>();
        for (var name : COUNTED) {
            var quantity = more.get(name);
            if (quantity != null && quantity.compareTo(Quantity.ZERO) > 0) {
                found.add(name);
                sum.merge(name, quantity, Quantity::add);
            }
        }
        return found;
    }

    private static boolean same(Map<String, Quantity> requests, Map<String, Quantity> limits) {
        if (requests.size() != limits.size()) {
            return false;
        }
        for (var entry : limits.entrySet()) {
            var request = requests.get(entry.getKey());
            if (request == null || request.compareTo(entry.getValue()) != 0) {
                return false;
            }
        }
        return true;
    }
}
