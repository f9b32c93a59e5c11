package io.djong.scheduler.snapshot;

import io.djong.api.meta.ObjectKey;
import io.djong.api.pods.PodResources;
import io.djong.api.quantity.Quantity;
import io.djong.api.quantity.QuantityFormat;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ResourceRequirements;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A pod and what can be computed once of it: what it takes from a node. Immutable.
public final class PodInfo {
    /// What a container without a CPU request is counted with when nodes are compared, in thousandths of a core.
    public static final long CPU_DEFAULT_MILLIS = 100;

    /// What a container without a memory request is counted with when nodes are compared.
    public static final long MEMORY_DEFAULT_BYTES = 200L * 1024 * 1024;

    private final Pod pod;
    private final ObjectKey key;
    private final int[] resources;
    private final long[] amounts;
    private final long nonZeroCpuMillis;
    private final long nonZeroMemoryBytes;
    private final List<HostPort> hostPorts;
    private final AffinityTerms affinity;

    private PodInfo(
            Pod pod,
            int[] resources,
            long[] amounts,
            long nonZeroCpuMillis,
            long nonZeroMemoryBytes,
            List<HostPort> hostPorts,
            AffinityTerms affinity) {
        this.pod = pod;
        this.key = ObjectKey.of(pod);
        this.resources = resources;
        this.amounts = amounts;
        this.nonZeroCpuMillis = nonZeroCpuMillis;
        this.nonZeroMemoryBytes = nonZeroMemoryBytes;
        this.hostPorts = hostPorts;
        this.affinity = affinity;
    }

    /// Computes.
    public static PodInfo of(Pod pod, ResourceIndex index) {
        PodSpec spec = pod.spec();
        Map<String, Quantity> requests = PodResources.effectiveRequests(pod);
        int[] resources = new int[requests.size()];
        long[] amounts = new long[requests.size()];
        int count = 0;
        for (var request : requests.entrySet()) {
            if (!ResourceIndex.isCountable(request.getKey())) continue;
            int number = index.number(request.getKey());
            long amount = ResourceIndex.amount(number, request.getValue());
            if (amount == 0) continue;
            resources[count] = number;
            amounts[count] = amount;
            count++;
        }
        Map<String, Quantity> counted = nonZeroRequests(pod, requests);
        return new PodInfo(
                pod,
                Arrays.copyOf(resources, count),
                Arrays.copyOf(amounts, count),
                counted.getOrDefault("cpu", Quantity.ZERO).milliValue(),
                counted.getOrDefault("memory", Quantity.ZERO).value(),
                List.copyOf(HostPort.of(spec)),
                AffinityTerms.of(pod));
    }

    /// The requests where each container that asks for no CPU or memory counts with a little, unless the pod as a
    /// whole asks.
    private static Map<String, Quantity> nonZeroRequests(Pod pod, Map<String, Quantity> requests) {
        ResourceRequirements ofPod = pod.spec().resources();
        boolean podLevel = ofPod != null && !ofPod.requests().isEmpty();
        Map<String, Quantity> missing = new HashMap<>();
        if (!podLevel || requests.getOrDefault("cpu", Quantity.ZERO).isZero()) {
            missing.put("cpu", Quantity.ofMilli(CPU_DEFAULT_MILLIS, QuantityFormat.DECIMAL_SI));
        }
        if (!podLevel || requests.getOrDefault("memory", Quantity.ZERO).isZero()) {
            missing.put("memory", Quantity.ofUnits(MEMORY_DEFAULT_BYTES, QuantityFormat.BINARY_SI));
        }
        return missing.isEmpty() ? requests : PodResources.effectiveRequests(pod, missing);
    }

    /// The pod itself.
    public Pod pod() {
        return pod;
    }

    /// Its namespace and name.
    public ObjectKey key() {
        return key;
    }

    /// Its identity.
    public String uid() {
        return pod.metadata().uid();
    }

    /// Its priority; 0 when it has none.
    public int priority() {
        Integer priority = pod.spec().priority();
        return priority == null ? 0 : priority;
    }

    /// How many resources it requests more than nothing of.
    public int requestCount() {
        return resources.length;
    }

    /// The resource of one request.
    public int requestedResource(int i) {
        return resources[i];
    }

    /// The amount of one request, in the resource's unit.
    public long requestedAmount(int i) {
        return amounts[i];
    }

    /// What it requests of a resource, in the resource's unit.
    public long requested(int resource) {
        for (int i = 0; i < resources.length; i++) {
            if (resources[i] == resource) return amounts[i];
        }
        return 0;
    }

    /// What it is counted with when nodes are compared: containers without a request count, too.
    public long nonZeroCpuMillis() {
        return nonZeroCpuMillis;
    }

    /// As [#nonZeroCpuMillis].
    public long nonZeroMemoryBytes() {
        return nonZeroMemoryBytes;
    }

    /// The ports of its node that it takes.
    public List<HostPort> hostPorts() {
        return hostPorts;
    }

    /// What it says of the company of other pods.
    public AffinityTerms affinity() {
        return affinity;
    }

    /// The pod as it is on this node.
    public PodInfo on(String node) {
        Pod assigned = pod.withSpec(pod.spec().withNodeName(node));
        return new PodInfo(assigned, resources, amounts, nonZeroCpuMillis, nonZeroMemoryBytes, hostPorts, affinity);
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
