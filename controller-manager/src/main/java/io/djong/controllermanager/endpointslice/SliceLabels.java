package io.djong.controllermanager.endpointslice;

import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.controllermanager.servicepods.ServicePods;
import java.util.Map;
import java.util.TreeMap;

/// The labels of a slice: the Service's, and the three that say whose slice it is.
final class SliceLabels {
    static final String SERVICE_NAME = "kubernetes.io/service-name";
    static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
    static final String HEADLESS = "service.kubernetes.io/headless";
    static final String CONTROLLER = "endpointslice-controller.k8s.io";

    private SliceLabels() {}

    static boolean isManaged(EndpointSlice slice) {
        return slice.metadata().labels().getOrDefault(MANAGED_BY, "").equals(CONTROLLER);
    }

    static Map<String, String> wanted(Service service) {
        Map<String, String> labels = withoutReserved(service.metadata().labels());
        if (ServicePods.isHeadless(service)) labels.put(HEADLESS, "");
        labels.put(SERVICE_NAME, service.metadata().name());
        labels.put(MANAGED_BY, CONTROLLER);
        return labels;
    }

    /// Whether the Service's own labels are others than the slice's; the reserved ones do not count.
    static boolean differ(EndpointSlice slice, Service service) {
        return !withoutReserved(slice.metadata().labels())
                .equals(withoutReserved(service.metadata().labels()));
    }

    private static Map<String, String> withoutReserved(Map<String, String> labels) {
        Map<String, String> result = new TreeMap<>(labels);
        result.remove(SERVICE_NAME);
        result.remove(MANAGED_BY);
        result.remove(HEADLESS);
        return result;
    }
}
