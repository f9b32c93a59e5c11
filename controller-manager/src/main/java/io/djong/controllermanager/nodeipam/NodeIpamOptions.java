package io.djong.controllermanager.nodeipam;

import io.djong.api.ip.Cidr;
import java.util.List;

/// What nodes get their parts from.
///
/// @param ranges one, or one of each family; empty: nodes get no parts (`--allocate-node-cidrs=false`)
/// @param services the services' ranges, which no node gets a part of
public record NodeIpamOptions(List<NodeRange> ranges, List<Cidr> services) {
    /// No parts: upstream's default.
    public static final NodeIpamOptions NONE = new NodeIpamOptions(List.of(), List.of());

    /// Copies the lists.
    public NodeIpamOptions {
        ranges = List.copyOf(ranges);
        services = List.copyOf(services);
    }

    /// A range and the size of a node's part of it.
    ///
    /// @param cluster the whole (`--cluster-cidr`)
    /// @param nodePrefix length of a part's prefix (`--node-cidr-mask-size`)
    public record NodeRange(Cidr cluster, int nodePrefix) {
        /// Upstream's greatest difference of the prefixes for IPv6.
        private static final int DIFFERENCE_MAX = 16;

        public NodeRange {
            if (nodePrefix < cluster.prefix() || nodePrefix > cluster.address().bits()) {
                throw new IllegalArgumentException("a part of " + cluster + " cannot be a /" + nodePrefix);
            }
            if (nodePrefix - cluster.prefix() > DIFFERENCE_MAX
                    && !cluster.address().v4()) {
                throw new IllegalArgumentException("New CIDR set failed; the node CIDR size is too big");
            }
        }
    }
}
