package io.djong.network;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import org.jspecify.annotations.Nullable;

/// A route, without device numbers.
///
/// @param destination the network
/// @param kind how to get there
/// @param gateway for [Kind#VIA]; else null
/// @param device for [Kind#DEVICE]; else ""
/// @param metric smaller wins
public record RouteSpec(
        Cidr destination, Kind kind, @Nullable IpAddress gateway, String device, int metric) {
    public enum Kind {
        DEVICE,
        VIA,
        UNREACHABLE
    }

    public static RouteSpec device(Cidr destination, String device) {
        return new RouteSpec(destination, Kind.DEVICE, null, device, 0);
    }

    public static RouteSpec via(Cidr destination, IpAddress gateway) {
        return new RouteSpec(destination, Kind.VIA, gateway, "", 0);
    }

    public static RouteSpec unreachable(Cidr destination, int metric) {
        return new RouteSpec(destination, Kind.UNREACHABLE, null, "", metric);
    }
}
