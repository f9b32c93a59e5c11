package io.djong.kubelet.surroundings;

import io.djong.kubelet.hosts.PodDns;
import io.djong.kubelet.hosts.ResolverFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// By what pods find others.
///
/// @param clusterServers addresses of the cluster's DNS; empty for none
/// @param clusterDomain such as `cluster.local`, or ""
/// @param resolverFile the node's own (`/etc/resolv.conf`), read for each pod; "" for none
public record NodeNames(List<String> clusterServers, String clusterDomain, String resolverFile) {
    public NodeNames {
        clusterServers = List.copyOf(clusterServers);
    }

    PodDns dns(List<String> nodeIps) throws IOException {
        ResolverFile node = resolverFile.isEmpty()
                ? null
                : ResolverFile.parse(Files.readString(Path.of(resolverFile), StandardCharsets.UTF_8));
        return new PodDns(clusterServers, clusterDomain, node, nodeIps);
    }
}
