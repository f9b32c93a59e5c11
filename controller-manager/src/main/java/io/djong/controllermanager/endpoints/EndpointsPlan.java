package io.djong.controllermanager.endpoints;

import io.djong.api.ip.IpAddress;
import io.djong.api.types.core.v1.EndpointAddress;
import io.djong.api.types.core.v1.EndpointPort;
import io.djong.api.types.core.v1.EndpointSubset;
import io.djong.api.types.core.v1.Endpoints;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.controllermanager.podcontrol.PodStates;
import io.djong.controllermanager.servicepods.ServicePods;
import io.djong.controllermanager.servicepods.TriggerTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decides what a Service's Endpoints shall be. Pure.
final class EndpointsPlan {
    /// Upstream's `maxCapacity`.
    static final int ADDRESSES_MAX = 1_000;

    static final String OVER_CAPACITY = "endpoints.kubernetes.io/over-capacity";
    static final String MANAGED_BY = "endpoints.kubernetes.io/managed-by";
    static final String CONTROLLER = "endpoint-controller";
    private static final String HEADLESS = "service.kubernetes.io/headless";
    private static final String TRUNCATED = "truncated";

    private EndpointsPlan() {}

    /// @param current what there is; null for nothing
    /// @param pods those that the Service selects
    /// @param trigger when the change happened that this answers, null when none did
    /// @return what to write, with the version of what it replaces; null when nothing is to be written
    static @Nullable Endpoints plan(
            Service service, List<Pod> pods, @Nullable Endpoints current, @Nullable Instant trigger) {
        var subsets = subsets(service, pods);
        int count = subsets.stream()
                .mapToInt(subset ->
                        subset.addresses().size() + subset.notReadyAddresses().size())
                .sum();
        boolean truncated = count > ADDRESSES_MAX;
        if (truncated) subsets = truncate(subsets);
        var labels = labels(service);
        if (current != null && isSame(current, subsets, labels, truncated)) return null;
        var meta = current == null
                ? ObjectMeta.EMPTY
                        .withNamespace(service.metadata().namespace())
                        .withName(service.metadata().name())
                : current.metadata();
        Map<String, String> annotations = new TreeMap<>(meta.annotations());
        set(annotations, TriggerTimes.ANNOTATION, trigger == null ? null : trigger.toString());
        set(annotations, OVER_CAPACITY, truncated ? TRUNCATED : null);
        return new Endpoints(meta.withLabels(labels).withAnnotations(annotations), subsets);
    }

    private static void set(Map<String, String> annotations, String name, @Nullable String value) {
        if (value == null) annotations.remove(name);
        else annotations.put(name, value);
    }

    private static Map<String, String> labels(Service service) {
        Map<String, String> labels = new TreeMap<>(service.metadata().labels());
        if (ServicePods.isHeadless(service)) labels.put(HEADLESS, "");
        else labels.remove(HEADLESS);
        labels.put(MANAGED_BY, CONTROLLER);
        return labels;
    }

    private static boolean isSame(
            Endpoints current, List<EndpointSubset> subsets, Map<String, String> labels, boolean truncated) {
        boolean saysTruncated =
                TRUNCATED.equals(current.metadata().annotations().get(OVER_CAPACITY));
        return withoutVersions(current.subsets()).equals(withoutVersions(subsets))
                && current.metadata().labels().equals(labels)
                && saysTruncated == truncated;
    }

    /// The version of a pod changes more often than anything that matters here.
    private static List<EndpointSubset> withoutVersions(List<EndpointSubset> subsets) {
        return subsets.stream()
                .map(subset -> subset.withAddresses(withoutVersion(subset.addresses()))
                        .withNotReadyAddresses(withoutVersion(subset.notReadyAddresses())))
                .toList();
    }

    private static List<EndpointAddress> withoutVersion(List<EndpointAddress> addresses) {
        return addresses.stream()
                .map(address -> address.targetRef() == null
                        ? address
                        : address.withTargetRef(address.targetRef().withResourceVersion("")))
                .toList();
    }

    private static List<EndpointSubset> subsets(Service service, List<Pod> pods) {
        boolean unready = service.spec().publishNotReadyAddresses();
        var subsets = new Subsets();
        List<Pod> ordered = new ArrayList<>(pods);
        ordered.sort(Comparator.comparing(pod -> pod.metadata().name()));
        for (Pod pod : ordered) {
            if (!ServicePods.isEndpoint(pod, unready)) continue;
            EndpointAddress address = address(pod, service);
            if (address == null) continue;
            boolean ready = unready || PodStates.isReady(pod);
            if (service.spec().ports().isEmpty()) {
                if (service.spec().clusterIP().equals("None")) subsets.add(address, ready, null);
                continue;
            }
            for (ServicePort port : service.spec().ports()) {
                var number = ServicePods.targetPort(pod, port);
                if (number.isEmpty()) continue;
                subsets.add(
                        address,
                        ready,
                        new EndpointPort(port.name(), number.getAsInt(), port.protocol(), port.appProtocol()));
            }
        }
        return subsets.packed();
    }

    private static @Nullable EndpointAddress address(Pod pod, Service service) {
        var addresses = ServicePods.addresses(pod, isV4(service));
        if (addresses.isEmpty()) return null;
        String node = pod.spec().nodeName();
        var target = ObjectReference.EMPTY
                .withKind("Pod")
                .withNamespace(pod.metadata().namespace())
                .withName(pod.metadata().name())
                .withUid(pod.metadata().uid());
        String hostname = ServicePods.hasHostname(pod, service) ? pod.spec().hostname() : "";
        return new EndpointAddress(addresses.getFirst(), hostname, node.isEmpty() ? null : node, target);
    }

    /// The first family; of a Service that an old server did not give any, that of its address.
    private static boolean isV4(Service service) {
        if (!service.spec().ipFamilies().isEmpty()) {
            return service.spec().ipFamilies().getFirst().equals("IPv4");
        }
        IpAddress address = IpAddress.parse(service.spec().clusterIP());
        return address == null || address.v4();
    }

    /// Ready addresses first; what is left of the room goes to the others, to each subset its share.
    private static List<EndpointSubset> truncate(List<EndpointSubset> subsets) {
        int ready =
                subsets.stream().mapToInt(subset -> subset.addresses().size()).sum();
        int others = subsets.stream()
                .mapToInt(subset -> subset.notReadyAddresses().size())
                .sum();
        int readyRoom = Math.min(ready, ADDRESSES_MAX);
        int othersRoom = Math.min(others, ADDRESSES_MAX - readyRoom);
        List<EndpointSubset> result = new ArrayList<>();
        int readyLeft = readyRoom;
        int othersLeft = othersRoom;
        for (EndpointSubset subset : subsets) {
            int readyShare = share(subset.addresses().size(), ready, readyRoom, readyLeft);
            int othersShare = share(subset.notReadyAddresses().size(), others, othersRoom, othersLeft);
            readyLeft -= readyShare;
            othersLeft -= othersShare;
            if (readyShare + othersShare == 0) continue;
            result.add(subset.withAddresses(subset.addresses().subList(0, readyShare))
                    .withNotReadyAddresses(subset.notReadyAddresses().subList(0, othersShare)));
        }
        return result;
    }

    /// A part's share of the room, rounded up while there is room.
    private static int share(int part, int whole, int room, int left) {
        if (whole == 0) return 0;
        int share = (int) (((long) part * room + whole - 1) / whole);
        return Math.min(part, Math.min(share, Math.max(0, left)));
    }

    /// Whether somebody elects a leader by this object: not ours to delete.
    static boolean isLeaderRecord(Endpoints endpoints) {
        return Objects.nonNull(endpoints.metadata().annotations().get("control-plane.alpha.kubernetes.io/leader"));
    }
}
