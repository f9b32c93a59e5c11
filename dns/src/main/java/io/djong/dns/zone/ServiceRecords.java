package io.djong.dns.zone;

import io.djong.api.ip.IpAddress;
import io.djong.dns.wire.DnsName;
import java.util.List;
import java.util.Map;

/// Everything that one Service adds to the zone. Immutable.
///
/// @param names by what stands left of `<service>.<namespace>.svc.<zone>`: nothing, an endpoint's name, or a port's
///     and a protocol's without their underscores
/// @param pointers the names of addresses, for reverse look-up
public record ServiceRecords(Map<List<String>, NameRecords> names, Map<IpAddress, Pointers> pointers) {
    /// What an address is called because of one Service.
    ///
    /// @param clusterIp it is the Service's own address, which goes before endpoints
    record Pointers(boolean clusterIp, List<DnsName> targets) {}
}
