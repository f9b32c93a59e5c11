package io.djong.kubelet.node;

import io.djong.api.meta.Times;
import io.djong.api.quantity.Quantity;
import io.djong.api.quantity.QuantityFormat;
import io.djong.api.types.core.v1.ContainerImage;
import io.djong.api.types.core.v1.DaemonEndpoint;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeAddress;
import io.djong.api.types.core.v1.NodeCondition;
import io.djong.api.types.core.v1.NodeDaemonEndpoints;
import io.djong.api.types.core.v1.NodeSpec;
import io.djong.api.types.core.v1.NodeStatus;
import io.djong.api.types.core.v1.NodeSwapStatus;
import io.djong.api.types.core.v1.NodeSystemInfo;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.kubelet.resources.NodeAllocatable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a node says of itself. Pure.
///
/// Source: kubernetes.io/docs/reference/node/node-status,
/// kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources.
final class NodeStatusPlan {
    /// The version of the kubelet that this one is wire-compatible with.
    static final String KUBELET_VERSION = "v1.36.3";

    static final String HOSTNAME_LABEL = "kubernetes.io/hostname";
    private static final int NAMES_PER_IMAGE_MAX = 5;
    private static final long MEBIBYTE = 1L << 20;

    private NodeStatusPlan() {}

    /// The object that a node registers with.
    static Node initial(
            NodeConfig config, Machine machine, NodeRuntime.Report runtime, List<String> pressures, Instant now) {
        var metadata = ObjectMeta.EMPTY
                .withName(config.name())
                .withLabels(labels(config, machine))
                .withAnnotations(Map.of("volumes.kubernetes.io/controller-managed-attach-detach", "true"));
        var spec = NodeSpec.EMPTY.withProviderID(config.providerId()).withTaints(config.taints());
        var node = new Node(metadata, spec, NodeStatus.EMPTY);
        return node.withStatus(status(config, machine, runtime, List.of(), pressures, node, now));
    }

    private static Map<String, String> labels(NodeConfig config, Machine machine) {
        var labels = new TreeMap<String, String>();
        labels.put(HOSTNAME_LABEL, hostname(config, machine));
        labels.put("kubernetes.io/os", "linux");
        labels.put("kubernetes.io/arch", machine.architecture());
        labels.put("beta.kubernetes.io/os", "linux");
        labels.put("beta.kubernetes.io/arch", machine.architecture());
        labels.putAll(config.labels());
        return labels;
    }

    /// What an object that exists already lacks of what the node says: labels, annotations and the
    /// provider's id.
    static Node reconciled(Node existing, Node initial) {
        var labels = new TreeMap<>(existing.metadata().labels());
        labels.putAll(initial.metadata().labels());
        var annotations = new TreeMap<>(existing.metadata().annotations());
        annotations.putAll(initial.metadata().annotations());
        var spec = existing.spec();
        if (spec.providerID().isEmpty()) {
            spec = spec.withProviderID(initial.spec().providerID());
        }
        return existing.withSpec(spec)
                .withMetadata(existing.metadata().withLabels(labels).withAnnotations(annotations));
    }

    /// The status that the node has now.
    ///
    /// @param pressures the types of the conditions of pressure that hold
    /// @param node the object as the API server has it: times of conditions that did not change come
    ///     from there, and
    ///     what others wrote stays
    static NodeStatus status(
            NodeConfig config,
            Machine machine,
            NodeRuntime.Report runtime,
            List<NodeRuntime.Image> images,
            List<String> pressures,
            Node node,
            Instant now) {
        var capacity = capacity(config, machine);
        return node.status()
                .withCapacity(capacity)
                .withAllocatable(NodeAllocatable.of(
                        capacity, config.kubeReserved(), config.systemReserved(), config.evictionHard()))
                .withConditions(conditions(runtime, pressures, node, Times.toSeconds(now)))
                .withAddresses(addresses(config, machine))
                .withDaemonEndpoints(new NodeDaemonEndpoints(new DaemonEndpoint(config.port())))
                .withNodeInfo(info(machine, runtime))
                .withImages(images(config, images))
                .withRuntimeHandlers(runtime.handlers())
                .withFeatures(runtime.features());
    }

    private static String hostname(NodeConfig config, Machine machine) {
        return config.name().isEmpty() ? machine.hostname() : config.name();
    }

    private static List<NodeAddress> addresses(NodeConfig config, Machine machine) {
        List<NodeAddress> addresses = new ArrayList<>();
        for (String address : addressTexts(config, machine)) {
            addresses.add(new NodeAddress("InternalIP", address));
        }
        addresses.add(new NodeAddress("Hostname", hostname(config, machine)));
        return addresses;
    }

    /// The node's addresses: as configured, else the machine's first one.
    static List<String> addressTexts(NodeConfig config, Machine machine) {
        if (config.addresses().isEmpty()) {
            return machine.addresses().stream().limit(1).toList();
        }
        return config.addresses().stream().map(a -> a.getHostAddress()).toList();
    }

    private static NodeSystemInfo info(Machine machine, NodeRuntime.Report runtime) {
        var info = NodeSystemInfo.EMPTY
                .withMachineID(machine.machineId())
                .withSystemUUID(machine.systemUuid())
                .withBootID(machine.bootId())
                .withKernelVersion(machine.kernelVersion())
                .withOsImage(machine.osImage())
                .withContainerRuntimeVersion(runtime.version())
                .withKubeletVersion(KUBELET_VERSION)
                .withOperatingSystem("linux")
                .withArchitecture(machine.architecture());
        return machine.swapBytes() == 0 ? info : info.withSwap(new NodeSwapStatus(machine.swapBytes()));
    }

    /// What there is, before anything is taken off.
    static Map<String, Quantity> capacity(NodeConfig config, Machine machine) {
        var capacity = new TreeMap<String, Quantity>();
        capacity.put("cpu", Quantity.ofUnits(machine.cpus(), QuantityFormat.DECIMAL_SI));
        capacity.put("memory", Quantity.ofUnits(machine.memoryBytes(), QuantityFormat.BINARY_SI));
        capacity.put("ephemeral-storage", Quantity.ofUnits(machine.storageBytes(), QuantityFormat.BINARY_SI));
        machine.hugePages()
                .forEach((size, count) ->
                        capacity.put(hugePages(size), Quantity.ofUnits(size * count, QuantityFormat.BINARY_SI)));
        int pods = config.podsPerCore() > 0
                ? Math.min(config.maxPods(), config.podsPerCore() * machine.cpus())
                : config.maxPods();
        capacity.put("pods", Quantity.ofUnits(pods, QuantityFormat.DECIMAL_SI));
        return capacity;
    }

    private static String hugePages(long sizeBytes) {
        var gibibytes = sizeBytes / MEBIBYTE / 1024;
        if (gibibytes > 0) {
            return "hugepages-" + gibibytes + "Gi";
        }
        return sizeBytes >= MEBIBYTE
                ? "hugepages-" + sizeBytes / MEBIBYTE + "Mi"
                : "hugepages-" + sizeBytes / 1024 + "Ki";
    }

    private static List<ContainerImage> images(NodeConfig config, List<NodeRuntime.Image> images) {
        return images.stream()
                .sorted(Comparator.comparingLong(NodeRuntime.Image::sizeBytes)
                        .reversed()
                        .thenComparing(image -> String.join(" ", image.names())))
                .limit(config.imagesMax() < 0 ? Long.MAX_VALUE : config.imagesMax())
                .map(image -> new ContainerImage(
                        image.names().stream().limit(NAMES_PER_IMAGE_MAX).toList(), image.sizeBytes()))
                .toList();
    }

    private static List<NodeCondition> conditions(
            NodeRuntime.Report runtime, List<String> pressures, Node node, Instant now) {
        List<NodeCondition> ours = new ArrayList<>();
        ours.add(
                pressures.contains("MemoryPressure")
                        ? condition(
                                "MemoryPressure",
                                "True",
                                "KubeletHasInsufficientMemory",
                                "kubelet has insufficient memory available")
                        : condition(
                                "MemoryPressure",
                                "False",
                                "KubeletHasSufficientMemory",
                                "kubelet has sufficient memory available"));
        ours.add(
                pressures.contains("DiskPressure")
                        ? condition("DiskPressure", "True", "KubeletHasDiskPressure", "kubelet has disk pressure")
                        : condition(
                                "DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"));
        ours.add(
                pressures.contains("PIDPressure")
                        ? condition(
                                "PIDPressure",
                                "True",
                                "KubeletHasInsufficientPID",
                                "kubelet has insufficient PID available")
                        : condition(
                                "PIDPressure",
                                "False",
                                "KubeletHasSufficientPID",
                                "kubelet has sufficient PID available"));
        ours.add(
                runtime.problems().isEmpty()
                        ? condition("Ready", "True", "KubeletReady", "kubelet is posting ready status")
                        : condition("Ready", "False", "KubeletNotReady", together(runtime.problems())));
        List<NodeCondition> all = new ArrayList<>(node.status().conditions());
        for (NodeCondition condition : ours) {
            var dated = condition.withLastHeartbeatTime(now).withLastTransitionTime(now);
            int at = -1;
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).type().equals(condition.type())) {
                    at = i;
                }
            }
            if (at < 0) {
                all.add(dated);
            } else {
                var same = all.get(at).status().equals(condition.status());
                all.set(at, same ? dated.withLastTransitionTime(all.get(at).lastTransitionTime()) : dated);
            }
        }
        return all;
    }

    private static NodeCondition condition(String type, String status, String reason, String message) {
        return NodeCondition.EMPTY
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message);
    }

    /// Several errors as upstream joins them.
    private static String together(List<String> problems) {
        return problems.size() == 1 ? problems.getFirst() : "[" + String.join(", ", problems) + "]";
    }

    /// Whether two statuses differ in more than the times of heartbeats.
    static boolean differ(NodeStatus before, NodeStatus after) {
        return !timeless(before).equals(timeless(after));
    }

    private static NodeStatus timeless(NodeStatus status) {
        return status.withConditions(status.conditions().stream()
                .map(condition -> condition.withLastHeartbeatTime(Times.ZERO))
                .toList());
    }
}
