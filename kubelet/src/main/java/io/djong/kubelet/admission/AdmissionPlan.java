package io.djong.kubelet.admission;

import io.djong.api.nodes.RequiredNodes;
import io.djong.api.pods.PodResources;
import io.djong.api.pods.Tolerations;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Sysctl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decides whether a pod is taken. Pure.
public final class AdmissionPlan {
    private static final String SOURCE = "kubernetes.io/config.source";

    /// Kernel parameters that are namespaced and harm nobody else.
    private static final Set<String> SAFE_SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_wmem");

    private final Pod pod;
    private final Node node;
    private final Collection<Pod> active;

    private AdmissionPlan(Pod pod, Node node, Collection<Pod> active) {
        this.pod = pod;
        this.node = node;
        this.active = active;
    }

    /// Null when the pod is taken.
    ///
    /// @param node this node's object; null while it is not known, which rejects nothing that depends
    ///     on it
    /// @param active the pods that were taken and have not ended
    public static @Nullable Rejection judge(Pod pod, @Nullable Node node, Collection<Pod> active) {
        var os = pod.spec().os();
        if (os != null && !os.name().isEmpty() && !os.name().equals("linux")) {
            return new Rejection("PodOSNotSupported", "Failed to admit pod as the OS field doesn't match node OS");
        }
        var sysctl = forbiddenSysctl(pod);
        if (sysctl != null) {
            return new Rejection("SysctlForbidden", "forbidden sysctl: \"" + sysctl + "\" not allowlisted");
        }
        return node == null ? null : new AdmissionPlan(pod, node, active).judge();
    }

    private @Nullable Rejection judge() {
        var resources = resources();
        if (resources != null) {
            return resources;
        }
        if (!pod.spec().nodeName().isEmpty()
                && !pod.spec().nodeName().equals(node.metadata().name())) {
            return predicate("NodeName", "node(s) didn't match the requested node name");
        }
        if (!portsAreFree()) {
            return predicate("NodePorts", "node(s) didn't have free ports for the requested pod ports");
        }
        if (!RequiredNodes.of(pod.spec()).match(node)) {
            return predicate("NodeAffinity", "node(s) didn't match Pod's node affinity/selector");
        }
        var source = pod.metadata().annotations().get(SOURCE);
        var fromServer = source == null || source.equals("api");
        for (var taint : node.spec().taints()) {
            if (fromServer
                    && taint.effect().equals(Tolerations.NO_EXECUTE)
                    && !Tolerations.tolerate(pod.spec().tolerations(), taint)) {
                return predicate("TaintToleration", "node(s) had taints that the pod didn't tolerate");
            }
        }
        return null;
    }

    private static Rejection predicate(String name, String message) {
        return new Rejection(name, "Predicate " + name + " failed: " + message);
    }

    private @Nullable Rejection resources() {
        var allocatable = node.status().allocatable();
        var pods = allocatable.get("pods");
        if (pods != null && active.size() + 1 > pods.value()) {
            return lacking("pods", 1, active.size(), pods.value());
        }
        Map<String, Quantity> used = new TreeMap<>();
        for (var other : active) {
            PodResources.requests(other.spec()).forEach((name, amount) -> used.merge(name, amount, Quantity::add));
        }
        for (var request : PodResources.requests(pod.spec()).entrySet()) {
            var name = request.getKey();
            var capacity = allocatable.get(name);
            // What the node does not count is not the node's to refuse: devices that come later, say.
            if (capacity == null || request.getValue().isZero()) {
                continue;
            }
            var taken = used.getOrDefault(name, Quantity.ZERO);
            if (taken.add(request.getValue()).compareTo(capacity) > 0) {
                return lacking(name, number(name, request.getValue()), number(name, taken), number(name, capacity));
            }
        }
        return null;
    }

    private static long number(String resource, Quantity amount) {
        return resource.equals("cpu") ? amount.milliValue() : amount.value();
    }

    private static Rejection lacking(String resource, long requested, long used, long capacity) {
        return new Rejection(
                "OutOf" + resource,
                "Node didn't have enough resource: " + resource + ", requested: " + requested + ", used: " + used
                        + ", capacity: " + capacity);
    }

    private boolean portsAreFree() {
        var wanted = hostPorts(pod);
        for (var other : active) {
            for (var port : hostPorts(other)) {
                if (wanted.stream().anyMatch(port::conflicts)) {
                    return false;
                }
            }
        }
        return true;
    }

    private record HostPort(String ip, String protocol, int port) {
        boolean conflicts(HostPort other) {
            return port == other.port
                    && protocol.equals(other.protocol)
                    && (ip.equals(other.ip) || ip.equals("0.0.0.0") || other.ip.equals("0.0.0.0"));
        }
    }

    private static List<HostPort> hostPorts(Pod of) {
        List<Container> containers = new ArrayList<>(of.spec().containers());
        of.spec().initContainers().stream().filter(PodResources::isSidecar).forEach(containers::add);
        List<HostPort> ports = new ArrayList<>();
        for (var container : containers) {
            for (var port : container.ports()) {
                if (port.hostPort() > 0) {
                    var ip = port.hostIP().isEmpty() ? "0.0.0.0" : port.hostIP();
                    ports.add(new HostPort(ip, port.protocol().isEmpty() ? "TCP" : port.protocol(), port.hostPort()));
                }
            }
        }
        return ports;
    }

    private static @Nullable String forbiddenSysctl(Pod pod) {
        var security = pod.spec().securityContext();
        if (security == null) {
            return null;
        }
        for (Sysctl sysctl : security.sysctls()) {
            var name = sysctl.name().replace('/', '.');
            var ofHost = (pod.spec().hostNetwork() && name.startsWith("net."))
                    || (pod.spec().hostIPC() && name.startsWith("kernel.shm"));
            if (!SAFE_SYSCTLS.contains(name) || ofHost) {
                return sysctl.name();
            }
        }
        return null;
    }
}
