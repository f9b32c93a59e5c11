package io.djong.cluster.node;

import io.djong.api.ip.Cidr;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which part of the pod range this node has. On a cluster of one node that is known before the node is: the
/// controller manager gives the first free part to the first node that asks.
final class PodRange {
    private static final int NODE_PREFIX = 24;

    private PodRange() {}

    /// What the node's object says, else what the next node gets.
    static Cidr of(KubeClient client, String nodeName, Cidr clusterRange) throws ApiException, InterruptedException {
        var nodes = client.of(CoreV1.NODES);
        try {
            var own = nodes.get(new ObjectKey("", nodeName));
            var said = Cidr.parse(own.spec().podCIDR());
            if (said != null) {
                return said;
            }
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
        return next(nodes.list(ListQuery.ALL).items(), clusterRange);
    }

    static Cidr next(List<Node> nodes, Cidr clusterRange) {
        Set<String> taken = new HashSet<>();
        nodes.forEach(node -> taken.add(node.spec().podCIDR()));
        var part = new Cidr(clusterRange.network(), NODE_PREFIX);
        while (taken.contains(part.toString())) {
            part = new Cidr(part.network().plus(1 << (32 - NODE_PREFIX)), NODE_PREFIX);
        }
        return part;
    }
}
