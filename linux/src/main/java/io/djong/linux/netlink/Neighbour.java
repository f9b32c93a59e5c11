package io.djong.linux.netlink;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// An entry of a neighbour table (ARP), or of a bridge's or VXLAN device's forwarding table.
///
/// @param link the index of the device
/// @param address for ARP: the neighbour; for VXLAN forwarding: the far end of the tunnel; null for a bridge's own
/// @param mac `02:00:00:00:00:01`
/// @param forwarding true for the forwarding table
public record Neighbour(int link, @Nullable InetAddress address, String mac, boolean forwarding) {}
