package io.djong.network;

import io.djong.api.ip.Cidr;
import org.jspecify.annotations.Nullable;

/// How a node's network is set up.
///
/// @param nodeName this node's name
/// @param bridge the name of the bridge, at most 15 characters
/// @param clusterCidr the whole pod range
/// @param serviceCidr the range of service addresses
/// @param podCidr this node's part of the pod range, or null: then the node's object says it, and the network waits
///     until it does
/// @param mtuBytes for the bridge and the pods; 0 for the kernel's default
/// @param folders where files lie
public record NetworkConfig(
        String nodeName,
        String bridge,
        Cidr clusterCidr,
        Cidr serviceCidr,
        @Nullable Cidr podCidr,
        int mtuBytes,
        NodeNetworkFolders folders) {
    /// The bridge of a machine with one node.
    public static final String BRIDGE = "djong0";
}
