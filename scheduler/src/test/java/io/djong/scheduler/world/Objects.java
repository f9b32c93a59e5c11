package io.djong.scheduler.world;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.types.core.v1.Taint;
import io.djong.api.types.core.v1.Toleration;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// API objects as tests need them, as the API server would have defaulted them.
public final class Objects {
    public static final String NAMESPACE = "demo";

    private Objects() {}

    /// A node with 4 cores, 8 GiB and room for 110 pods.
    public static Node node(String name) {
        return node(name, Map.of("cpu", "4", "memory", "8Gi", "pods", "110"));
    }

    public static Node node(String name, Map<String, String> allocatable) {
        Map<String, Quantity> quantities = new TreeMap<>();
        allocatable.forEach((resource, amount) -> quantities.put(resource, Quantity.of(amount)));
        Node empty = Node.EMPTY.withMetadata(ObjectMeta.EMPTY
                .withName(name)
                .withUid("uid-" + name)
                .withLabels(Map.of("kubernetes.io/hostname", name)));
        return empty.withStatus(empty.status().withAllocatable(quantities).withCapacity(quantities));
    }

    public static Node label(Node node, String key, String value) {
        Map<String, String> labels = new TreeMap<>(node.metadata().labels());
        labels.put(key, value);
        return node.withMetadata(node.metadata().withLabels(labels));
    }

    public static Node zone(Node node, String zone) {
        return label(node, "topology.kubernetes.io/zone", zone);
    }

    public static Node taint(Node node, String key, String effect) {
        List<Taint> taints = new ArrayList<>(node.spec().taints());
        taints.add(new Taint(key, "", effect, null));
        return node.withSpec(node.spec().withTaints(taints));
    }

    public static Node cordoned(Node node) {
        return node.withSpec(node.spec().withUnschedulable(true));
    }

    /// A pod that requests nothing.
    public static Pod pod(String name) {
        PodSpec spec = Pod.EMPTY
                .spec()
                .withContainers(List.of(Container.EMPTY.withName("main").withImage("image:1")))
                .withSchedulerName("default-scheduler")
                .withRestartPolicy("Always")
                .withPriority(0);
        return Pod.EMPTY
                .withMetadata(
                        ObjectMeta.EMPTY.withNamespace(NAMESPACE).withName(name).withUid("uid-" + name))
                .withSpec(spec);
    }

    public static Pod pod(String name, String cpu, String memory) {
        return requesting(pod(name), Map.of("cpu", cpu, "memory", memory));
    }

    public static Pod requesting(Pod pod, Map<String, String> requests) {
        Map<String, Quantity> quantities = new TreeMap<>();
        requests.forEach((resource, amount) -> quantities.put(resource, Quantity.of(amount)));
        return container(
                pod, container -> container.withResources(ResourceRequirements.EMPTY.withRequests(quantities)));
    }

    public static Pod hostPort(Pod pod, int port) {
        return container(
                pod,
                container -> container.withPorts(List.of(ContainerPort.EMPTY
                        .withHostPort(port)
                        .withContainerPort(port)
                        .withProtocol("TCP"))));
    }

    public static Pod container(Pod pod, UnaryOperator<Container> change) {
        return spec(
                pod,
                spec -> spec.withContainers(
                        List.of(change.apply(spec.containers().getFirst()))));
    }

    public static Pod spec(Pod pod, UnaryOperator<PodSpec> change) {
        return pod.withSpec(change.apply(pod.spec()));
    }

    public static Pod on(Pod pod, String node) {
        return spec(pod, spec -> spec.withNodeName(node));
    }

    public static Pod priority(Pod pod, int priority) {
        return spec(pod, spec -> spec.withPriority(priority));
    }

    public static Pod tolerating(Pod pod, String key) {
        return spec(pod, spec -> spec.withTolerations(List.of(new Toleration(key, "Exists", "", "", null))));
    }

    public static Pod labels(Pod pod, Map<String, String> labels) {
        return pod.withMetadata(pod.metadata().withLabels(labels));
    }
}
