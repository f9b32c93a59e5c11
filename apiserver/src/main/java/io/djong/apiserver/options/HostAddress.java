package io.djong.apiserver.options;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The address of this machine that others most likely reach it by: the first global IPv4 address of the
/// device with the default route, as upstream chooses an address to advertise.
final class HostAddress {
    private static final Path ROUTES = Path.of("/proc/net/route");
    private static final String DEFAULT_DESTINATION = "00000000";

    private HostAddress() {}

    /// The address, or the loopback one when there is no default route; others cannot reach the server then.
    ///
    /// @param bound what the server listens on
    static InetAddress find(InetAddress bound) {
        try {
            for (var device : devicesWithDefaultRoute(Files.readAllLines(ROUTES))) {
                var found = NetworkInterface.getByName(device);
                if (found == null) {
                    continue;
                }
                for (InterfaceAddress each : found.getInterfaceAddresses()) {
                    if (each.getAddress() instanceof Inet4Address address && global(address)) {
                        return address;
                    }
                }
            }
        } catch (IOException e) {
            // no such file outside Linux: as without a default route
        }
        return bound.isLoopbackAddress() ? bound : InetAddress.getLoopbackAddress();
    }

    /// The devices of the default routes in the kernel's table.
    static List<String> devicesWithDefaultRoute(List<String> table) {
        return table.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 7
                        && fields[1].equals(DEFAULT_DESTINATION)
                        && fields[7].equals(DEFAULT_DESTINATION))
                .map(fields -> fields[0])
                .toList();
    }

    private static boolean global(InetAddress address) {
        return !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isMulticastAddress()
                && !address.isAnyLocalAddress();
    }
}
