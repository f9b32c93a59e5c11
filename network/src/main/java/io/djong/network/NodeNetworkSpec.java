package io.djong.network;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;

/// What the pod network of a node is to be.
///
/// @param bridge the name of the bridge
/// @param podCidr the node's part of the pod range; pods get addresses from it, the bridge the first
/// @param clusterCidr the whole pod range
/// @param serviceCidr the range of service addresses
/// @param mtuBytes for the bridge and the pods; 0 for the kernel's default
public record NodeNetworkSpec(String bridge, Cidr podCidr, Cidr clusterCidr, Cidr serviceCidr, int mtuBytes) {
    public NodeNetworkSpec {
        if (!podCidr.address().v4()
                || !clusterCidr.address().v4()
                || !serviceCidr.address().v4()) {
            throw new IllegalArgumentException(
                    "the pod network is IPv4: " + podCidr + ", " + clusterCidr + ", " + serviceCidr);
        }
        if (podCidr.prefix() > 30) {
            throw new IllegalArgumentException("a node needs a pod range of at least 4 addresses, not " + podCidr);
        }
    }

    /// The bridge's own address: the first of the node's range, the pods' gateway and the host's address to pods.
    public IpAddress gateway() {
        return podCidr.network().plus(1);
    }

    /// The bridge's hardware address, made from its address, so that it does not change with its ports.
    public String mac() {
        byte[] b = gateway().bytes();
        return String.format(
                java.util.Locale.ROOT, "0a:58:%02x:%02x:%02x:%02x", b[0] & 255, b[1] & 255, b[2] & 255, b[3] & 255);
    }
}
