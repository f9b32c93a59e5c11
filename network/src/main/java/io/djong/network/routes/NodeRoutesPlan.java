package io.djong.network.routes;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which routes to other nodes' pods to make and which to take away. Pure.
///
/// A node takes part when it has a pod range inside the cluster's and an internal address. What lies in the
/// cluster's pod range with a next hop and belongs to no node is from a node that has gone, or that got another
/// range.
public final class NodeRoutesPlan {
    private NodeRoutesPlan() {}

    /// A path to the pods of one node.
    public record Path(Cidr pods, IpAddress node) {}

    /// One change.
    public sealed interface Step {
        /// For a node whose path is missing or leads elsewhere.
        record Put(String nodeName, Path path) implements Step {}

        record Delete(Path path) implements Step {}
    }

    /// @param nodes all nodes
    /// @param self this node's name
    /// @param clusterCidr the whole pod range
    /// @param present the paths there are now: routes with a next hop inside the cluster's pod range
    public static List<Step> plan(Collection<Node> nodes, String self, Cidr clusterCidr, Set<Path> present) {
        List<Step> steps = new ArrayList<>();
        SortedMap<String, Path> wanted = paths(nodes, self, clusterCidr);
        wanted.forEach((name, path) -> {
            if (!present.contains(path)) {
                steps.add(new Step.Put(name, path));
            }
        });
        present.stream()
                .filter(p -> wanted.values().stream().noneMatch(w -> w.pods().equals(p.pods())))
                .sorted(java.util.Comparator.comparing(p -> p.pods().toString()))
                .forEach(p -> steps.add(new Step.Delete(p)));
        return steps;
    }

    /// The paths that there should be.
    public static Set<Path> wanted(Collection<Node> nodes, String self, Cidr clusterCidr) {
        return Set.copyOf(paths(nodes, self, clusterCidr).values());
    }

    /// By node. A range that two nodes have goes to the first by name.
    private static SortedMap<String, Path> paths(Collection<Node> nodes, String self, Cidr clusterCidr) {
        TreeMap<String, Node> byName = new TreeMap<>();
        nodes.forEach(node -> byName.put(node.metadata().name(), node));
        TreeMap<String, Path> found = new TreeMap<>();
        byName.forEach((name, node) -> {
            Path path = name.equals(self) ? null : path(node, clusterCidr);
            if (path != null && found.values().stream().noneMatch(w -> w.pods().equals(path.pods()))) {
                found.put(name, path);
            }
        });
        return found;
    }

    /// The pod range of a node that is IPv4 and inside the cluster's, or null.
    public static @Nullable Cidr podCidr(Node node, Cidr clusterCidr) {
        List<String> texts = node.spec().podCIDRs().isEmpty()
                ? List.of(node.spec().podCIDR())
                : node.spec().podCIDRs();
        for (String text : texts) {
            Cidr cidr = text.isEmpty() ? null : Cidr.parse(text);
            if (cidr != null
                    && cidr.address().v4() == clusterCidr.address().v4()
                    && cidr.prefix() >= clusterCidr.prefix()
                    && clusterCidr.contains(cidr.network())) {
                return cidr;
            }
        }
        return null;
    }

    private static @Nullable Path path(Node node, Cidr clusterCidr) {
        Cidr pods = podCidr(node, clusterCidr);
        if (pods == null) {
            return null;
        }
        for (NodeAddress address : node.status().addresses()) {
            IpAddress ip = address.type().equals("InternalIP") ? IpAddress.parse(address.address()) : null;
            if (ip != null && ip.v4() == clusterCidr.address().v4()) {
                return new Path(pods, ip);
            }
        }
        return null;
    }
}
