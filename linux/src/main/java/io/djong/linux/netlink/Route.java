package io.djong.linux.netlink;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// A route of the main table.
///
/// @param destination the network; `0.0.0.0/0` is the default
/// @param kind what to do with a packet for it
/// @param gateway the next hop, or null when the destination is on the link
/// @param link the index of the device; 0 when the kind needs none
/// @param source the address that this machine speaks from, or null for the kernel's choice
/// @param metric smaller wins; 0 is the kernel's default
/// @param onLink the gateway is reachable though no address of the device says so
public record Route(
        IpPrefix destination,
        Kind kind,
        @Nullable InetAddress gateway,
        int link,
        @Nullable InetAddress source,
        int metric,
        boolean onLink) {
    /// `RTN_…` by number.
    public enum Kind {
        UNICAST(1),
        LOCAL(2),
        BROADCAST(3),
        BLACKHOLE(6),
        UNREACHABLE(7),
        PROHIBIT(8),
        OTHER(0);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        static Kind of(int number) {
            for (Kind kind : values()) {
                if (kind.number == number) {
                    return kind;
                }
            }
            return OTHER;
        }
    }

    /// Packets for the network go out of the device.
    public static Route onDevice(IpPrefix destination, int link) {
        return new Route(destination, Kind.UNICAST, null, link, null, 0, false);
    }

    /// Packets for the network go to the next hop.
    public static Route via(IpPrefix destination, InetAddress gateway, int link) {
        return new Route(destination, Kind.UNICAST, gateway, link, null, 0, false);
    }

    /// Packets for the network are refused at once, with an ICMP message to their sender.
    public static Route unreachable(IpPrefix destination) {
        return new Route(destination, Kind.UNREACHABLE, null, 0, null, 0, false);
    }

    public Route withMetric(int m) {
        return new Route(destination, kind, gateway, link, source, m, onLink);
    }

    public Route withSource(InetAddress s) {
        return new Route(destination, kind, gateway, link, s, metric, onLink);
    }

    public Route withOnLink() {
        return new Route(destination, kind, gateway, link, source, metric, true);
    }
}
