package io.djong.controllermanager.process;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.base.config.Settings;
import io.djong.client.serving.SettingsException;
import io.djong.controllermanager.nodeipam.NodeIpamOptions;
import io.djong.controllermanager.nodeipam.NodeIpamOptions.NodeRange;
import java.util.ArrayList;
import java.util.List;

/// From the flags of node IPAM to what nodes get their parts from.
final class NodeRangeSettings {
    private static final int PART_V4 = 24;
    private static final int PART_V6 = 64;

    private final Settings settings;

    NodeRangeSettings(Settings settings) {
        this.settings = settings;
    }

    NodeIpamOptions options() throws SettingsException {
        if (!settings.get(ControllerManagerOptions.ALLOCATE_NODE_CIDRS)) return NodeIpamOptions.NONE;
        var clusters = ranges(settings.get(ControllerManagerOptions.CLUSTER_CIDR));
        if (clusters.isEmpty()) {
            throw new SettingsException("--allocate-node-cidrs needs --cluster-cidr, the range of the pods", null);
        }
        boolean both = clusters.size() > 1;
        if (both
                && clusters.getFirst().address().v4()
                        == clusters.getLast().address().v4()) {
            throw new SettingsException("--cluster-cidr takes one range of each family, not two of one", null);
        }
        List<NodeRange> ranges = new ArrayList<>();
        for (Cidr cluster : clusters) {
            try {
                ranges.add(new NodeRange(cluster, partPrefix(cluster.address().v4(), both)));
            } catch (IllegalArgumentException e) {
                throw new SettingsException("--node-cidr-mask-size: " + e.getMessage(), e);
            }
        }
        return new NodeIpamOptions(ranges, ranges(settings.get(ControllerManagerOptions.SERVICE_RANGE)));
    }

    private int partPrefix(boolean v4, boolean both) throws SettingsException {
        int any = settings.get(ControllerManagerOptions.NODE_MASK);
        if (any != 0 && both) {
            throw new SettingsException(
                    "usage of --node-cidr-mask-size is not allowed with dual-stack clusters: use"
                            + " --node-cidr-mask-size-ipv4 and --node-cidr-mask-size-ipv6",
                    null);
        }
        int own = settings.get(v4 ? ControllerManagerOptions.NODE_MASK_V4 : ControllerManagerOptions.NODE_MASK_V6);
        if (own != 0) return own;
        if (any != 0) return any;
        return v4 ? PART_V4 : PART_V6;
    }

    private static List<Cidr> ranges(List<io.djong.base.config.Cidr> said) {
        return said.stream()
                .map(range -> new Cidr(IpAddress.ofBytes(range.base().getAddress()), range.prefixBits()))
                .toList();
    }
}
