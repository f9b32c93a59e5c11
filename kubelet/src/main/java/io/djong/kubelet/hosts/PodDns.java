package io.djong.kubelet.hosts;

import io.djong.api.json.GoQuote;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodDNSConfig;
import io.djong.api.types.core.v1.PodDNSConfigOption;
import io.djong.kubelet.cri.DNSConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The resolver configuration of pods, by their `dnsPolicy` and `dnsConfig`.
///
/// @param clusterServers addresses of the cluster's DNS; empty when there is none
/// @param clusterDomain such as `cluster.local`, or ""
/// @param node what the node itself uses; null when pods are to get no resolver from it (`--resolv-conf=""`)
/// @param nodeIps the node's addresses
public record PodDns(
        List<String> clusterServers,
        String clusterDomain,
        @Nullable ResolverFile node,
        List<String> nodeIps) {
    private static final int SERVERS_MAX = 3;
    private static final int SEARCHES_MAX = 32;
    private static final int SEARCH_BYTES_MAX = 253;
    private static final int SEARCH_LINE_MAX = 2048;

    /// What a pod gets, and what there is to say about it.
    ///
    /// @param podEvents warnings about the pod
    /// @param nodeEvents warnings about the node
    public record Result(DNSConfig config, List<Warning> podEvents, List<Warning> nodeEvents) {}

    /// An event to record.
    public record Warning(String reason, String message) {}

    private enum Kind {
        CLUSTER,
        NODE,
        NONE
    }

    /// The configuration of a pod.
    public Result of(Pod pod) {
        List<Warning> podEvents = new ArrayList<>();
        List<Warning> nodeEvents = new ArrayList<>();
        Kind kind = kind(pod);
        if (kind == Kind.CLUSTER && clusterServers.isEmpty()) {
            String missing =
                    "kubelet does not have ClusterDNS IP configured and cannot create Pod using \"ClusterFirst\""
                            + " policy. Falling back to \"Default\" policy.";
            nodeEvents.add(new Warning("MissingClusterDNS", missing));
            String shown = pod.metadata().name() + "_" + pod.metadata().namespace() + "("
                    + pod.metadata().uid() + ")";
            podEvents.add(new Warning("MissingClusterDNS", "pod: " + GoQuote.quote(shown) + ". " + missing));
            kind = Kind.NODE;
        }
        ResolverFile base = switch (kind) {
            case NONE -> ResolverFile.EMPTY;
            case CLUSTER -> ofCluster(pod);
            case NODE -> node == null ? ofNothing() : node;
        };
        PodDNSConfig own = pod.spec().dnsConfig();
        ResolverFile merged = own == null ? base : merged(base, own);
        return new Result(limited(merged, podEvents), podEvents, nodeEvents);
    }

    private static Kind kind(Pod pod) {
        return switch (pod.spec().dnsPolicy()) {
            case "None" -> Kind.NONE;
            case "Default" -> Kind.NODE;
            case "ClusterFirst" -> pod.spec().hostNetwork() ? Kind.NODE : Kind.CLUSTER;
            default -> Kind.CLUSTER;
        };
    }

    private ResolverFile ofCluster(Pod pod) {
        List<String> searches = new ArrayList<>();
        if (!clusterDomain.isEmpty()) {
            searches.add(pod.metadata().namespace() + ".svc." + clusterDomain);
            searches.add("svc." + clusterDomain);
            searches.add(clusterDomain);
        }
        if (node != null) {
            searches.addAll(node.searches());
        }
        List<String> unique = clusterDomain.isEmpty() ? searches : distinct(searches, List.of());
        return new ResolverFile(clusterServers, unique, List.of("ndots:5"));
    }

    /// The local machine's resolver, which is what no `resolv.conf` means.
    private ResolverFile ofNothing() {
        List<String> servers = nodeIps.stream()
                .map(ip -> ip.contains(":") ? "::1" : "127.0.0.1")
                .toList();
        return new ResolverFile(servers.isEmpty() ? List.of("127.0.0.1") : servers, List.of("."), List.of());
    }

    private static ResolverFile merged(ResolverFile base, PodDNSConfig own) {
        Map<String, String> options = new LinkedHashMap<>();
        base.options().forEach(option -> ResolverFile.put(options, option));
        for (PodDNSConfigOption option : own.options()) {
            String value = option.value();
            options.put(option.name(), value == null ? "" : value);
        }
        return new ResolverFile(
                distinct(base.servers(), own.nameservers()),
                distinct(base.searches(), own.searches()),
                ResolverFile.texts(options));
    }

    private static List<String> distinct(List<String> first, List<String> second) {
        var all = new LinkedHashSet<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    private static DNSConfig limited(ResolverFile wanted, List<Warning> events) {
        List<String> servers = wanted.servers();
        if (servers.size() > SERVERS_MAX) {
            servers = servers.subList(0, SERVERS_MAX);
            events.add(new Warning(
                    "DNSConfigForming",
                    "Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line"
                            + " is: " + String.join(" ", servers)));
        }
        List<String> searches = limitedSearches(wanted.searches());
        if (!searches.equals(wanted.searches())) {
            events.add(new Warning(
                    "DNSConfigForming",
                    "Search Line limits were exceeded, some search paths have been omitted, the applied search line"
                            + " is: " + String.join(" ", searches)));
        }
        return new DNSConfig(List.copyOf(servers), searches, wanted.options());
    }

    private static List<String> limitedSearches(List<String> wanted) {
        List<String> searches = new ArrayList<>();
        int length = -1;
        for (String search : wanted.subList(0, Math.min(wanted.size(), SEARCHES_MAX))) {
            if (search.length() > SEARCH_BYTES_MAX) {
                continue;
            }
            length += 1 + search.length();
            if (length > SEARCH_LINE_MAX) {
                break;
            }
            searches.add(search);
        }
        return searches;
    }
}
