package io.djong.dns.zone;

import io.djong.api.ip.IpAddress;
import io.djong.dns.wire.DnsName;
import java.util.List;

/// What a zone is besides its services.
///
/// @param apex the cluster's domain, `cluster.local`
/// @param ttlSeconds of every record; kubeadm's Corefile sets 30
/// @param negativeTtlSeconds how long resolvers may remember that there is nothing
/// @param serial of the SOA record
/// @param nameservers the addresses of `ns.dns.<apex>`: those of the DNS service
/// @param pods which names pods have
public record ZoneSettings(
        DnsName apex, int ttlSeconds, int negativeTtlSeconds, int serial, List<IpAddress> nameservers, PodMode pods) {}
