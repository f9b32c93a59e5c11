package io.djong.proxy;

/// How traffic of pods is told from others (`--detect-local-mode`).
public enum DetectLocalMode {
    /// By the pod range of the cluster.
    CLUSTER_CIDR("ClusterCIDR"),
    /// By the pod range of this node.
    NODE_CIDR("NodeCIDR"),
    /// By the bridge it comes from.
    BRIDGE_INTERFACE("BridgeInterface"),
    /// By how the name of its device begins.
    INTERFACE_NAME_PREFIX("InterfaceNamePrefix");

    private final String flag;

    DetectLocalMode(String flag) {
        this.flag = flag;
    }

    /// As the flag has it.
    public String flag() {
        return flag;
    }
}
