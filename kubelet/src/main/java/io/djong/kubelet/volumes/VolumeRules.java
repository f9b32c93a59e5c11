package io.djong.kubelet.volumes;

import java.nio.file.Path;

/// What of the node and its configuration volumes and mounts depend on.
///
/// @param clusterDomain such as `cluster.local`, for the names in a pod's `/etc/hosts`
/// @param nodeHosts the node's own hosts file, which pods on its network get
/// @param recursiveReadOnly the container runtime can make what is mounted below a mount read-only, too
public record VolumeRules(String clusterDomain, Path nodeHosts, boolean recursiveReadOnly) {
    /// A usual node.
    public static VolumeRules of(String clusterDomain) {
        return new VolumeRules(clusterDomain, Path.of("/etc/hosts"), false);
    }

    public VolumeRules withRecursiveReadOnly(boolean value) {
        return new VolumeRules(clusterDomain, nodeHosts, value);
    }
}
