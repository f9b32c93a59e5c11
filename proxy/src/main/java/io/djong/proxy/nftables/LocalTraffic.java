package io.djong.proxy.nftables;

import io.djong.api.ip.Cidr;
import java.util.List;

/// How packets of this node's (or the cluster's) pods are told from others (`--detect-local-mode`).
public sealed interface LocalTraffic {
    /// By their source address.
    record Sources(List<Cidr> cidrs) implements LocalTraffic {
        public Sources {
            cidrs = List.copyOf(cidrs);
        }
    }

    /// By the bridge that they come from.
    record Bridge(String name) implements LocalTraffic {}

    /// By how the name of the device begins that they come from.
    record Prefix(String name) implements LocalTraffic {}

    /// They cannot be told.
    record Unknown() implements LocalTraffic {}
}
