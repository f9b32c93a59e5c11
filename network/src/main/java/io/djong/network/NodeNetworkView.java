package io.djong.network;

import io.djong.api.ip.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the kernel has now.
///
/// @param bridge the device of the bridge's name, or null
/// @param routes of the main table
/// @param sysctls the kernel parameters that matter here; one that the kernel does not have is not in it
/// @param rulesFor what our nft table says that it was made for; "" without a table
/// @param forbidden whether somebody else's firewall would drop what pods send
public record NodeNetworkView(
        @Nullable Bridge bridge,
        Set<RouteSpec> routes,
        Map<String, String> sysctls,
        String rulesFor,
        boolean forbidden) {
    public NodeNetworkView {
        routes = Set.copyOf(routes);
        sysctls = Map.copyOf(sysctls);
    }

    /// The bridge as it is.
    public record Bridge(boolean up, int mtuBytes, List<Cidr> addresses) {
        public Bridge {
            addresses = List.copyOf(addresses);
        }
    }
}
