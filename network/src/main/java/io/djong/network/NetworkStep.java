package io.djong.network;

import io.djong.api.ip.Cidr;

/// One change to the node's network.
sealed interface NetworkStep {
    record WriteSysctl(String name, String value) implements NetworkStep {}

    record MakeBridge(String name, String mac) implements NetworkStep {}

    record SetMtu(String link, int mtuBytes) implements NetworkStep {}

    record AddAddress(String link, Cidr address) implements NetworkStep {}

    /// An address of an earlier range.
    record DeleteAddress(String link, Cidr address) implements NetworkStep {}

    record BringUp(String link) implements NetworkStep {}

    record PutRoute(RouteSpec route) implements NetworkStep {}

    record PutRules(NodeNetworkSpec spec) implements NetworkStep {}

    /// Lets pods' packets pass somebody else's firewall.
    record AllowForwarding(String bridge) implements NetworkStep {}
}
