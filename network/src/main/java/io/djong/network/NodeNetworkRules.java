package io.djong.network;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.linux.nft.NftBatch;
import io.djong.linux.nft.NftBytes;
import io.djong.linux.nft.NftChain;
import io.djong.linux.nft.NftElement;
import io.djong.linux.nft.NftFamily;
import io.djong.linux.nft.NftField;
import io.djong.linux.nft.NftHook;
import io.djong.linux.nft.NftRule;
import io.djong.linux.nft.NftSet;
import io.djong.linux.nft.NftTable;
import io.djong.linux.nft.NftVerdict;
import java.util.List;

/// Our nft table: pods that speak to the world do so with the node's address, and what still carries a service
/// address after all translation goes nowhere.
final class NodeNetworkRules {
    static final String TABLE = "djong-network";

    /// Behind source translation, the last thing before the device.
    private static final int LAST = 300;

    private static final Cidr MULTICAST = new Cidr(IpAddress.ofV4(224 << 24), 4);

    private NodeNetworkRules() {}

    static NftTable table(String purpose) {
        return new NftTable(NftFamily.IP, TABLE, purpose);
    }

    /// The whole table anew, at once.
    static NftBatch batch(NodeNetworkSpec spec) {
        NftTable table = table(NodeNetworkPlan.purpose(spec));
        NftSet pods = NftSet.intervals("pods", NftField.IP_SADDR);
        NftSet inside = NftSet.intervals("inside", NftField.IP_DADDR);
        NftSet services = NftSet.intervals("services", NftField.IP_DADDR);
        return new NftBatch()
                .deleteTable(table)
                .addTable(table)
                .addSet(table, pods)
                .addSet(table, inside)
                .addSet(table, services)
                .addElements(table, pods, List.of(range(spec.podCidr())))
                .addElements(table, inside, List.of(range(spec.clusterCidr()), range(MULTICAST)))
                .addElements(table, services, List.of(range(spec.serviceCidr())))
                .addChain(table, NftChain.base("way-out", NftHook.nat(NftHook.Point.POSTROUTING, NftHook.SRCNAT)))
                .addRule(
                        table,
                        "way-out",
                        NftRule.rule()
                                .in("pods", NftField.IP_SADDR)
                                .notIn("inside", NftField.IP_DADDR)
                                .comment("pods speak to the world with the node's address")
                                .masquerade(true)
                                .build())
                .addChain(table, NftChain.base("stray", NftHook.filter(NftHook.Point.POSTROUTING, LAST)))
                .addRule(
                        table,
                        "stray",
                        NftRule.rule()
                                .in("services", NftField.IP_DADDR)
                                .comment("a service address that nobody translated")
                                .verdict(NftVerdict.DROP));
    }

    private static NftElement range(Cidr cidr) {
        return NftElement.range(
                NftBytes.of(cidr.network().bytes()), NftBytes.of(cidr.last().bytes()));
    }
}
