package io.djong.kubelet.hosts;

import io.djong.api.types.core.v1.HostAlias;
import io.djong.api.types.core.v1.Pod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The `/etc/hosts` of a pod's containers, which the kubelet writes.
public final class HostsFile {
    /// Where containers see it, and where the node has its own.
    public static final String CONTAINER_PATH = "/etc/hosts";

    private HostsFile() {}

    /// Whether a pod's containers get one: as soon as the pod has an address, and at once on the node's network.
    public static boolean isWanted(Pod pod, List<String> podIps) {
        return !podIps.isEmpty() || pod.spec().hostNetwork();
    }

    /// The text for a pod with a network of its own.
    public static String managed(List<String> podIps, PodHostname name, List<HostAlias> aliases) {
        StringBuilder out = new StringBuilder("""
                # Kubernetes-managed hosts file.
                127.0.0.1\tlocalhost
                ::1\tlocalhost ip6-localhost ip6-loopback
                fe00::0\tip6-localnet
                fe00::0\tip6-mcastprefix
                fe00::1\tip6-allnodes
                fe00::2\tip6-allrouters
                """);
        for (String ip : podIps) {
            out.append(ip).append('\t');
            if (!name.domain().isEmpty()) {
                out.append(name.hostname()).append('.').append(name.domain()).append('\t');
            }
            out.append(name.hostname()).append('\n');
        }
        return out + aliases(aliases);
    }

    /// The text for a pod on the node's network: what the node has, and the pod's aliases.
    public static String ofNode(String nodeHosts, List<HostAlias> aliases) {
        return "# Kubernetes-managed hosts file (host network).\n" + nodeHosts + aliases(aliases);
    }

    private static String aliases(List<HostAlias> aliases) {
        if (aliases.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("\n# Entries added by HostAliases.\n");
        for (HostAlias alias : aliases) {
            out.append(alias.ip())
                    .append('\t')
                    .append(String.join("\t", alias.hostnames()))
                    .append('\n');
        }
        return out.toString();
    }

    /// Writes the pod's file, in place: containers that run see the change.
    ///
    /// @param file where, such as `…/pods/UID/etc-hosts`
    /// @param nodeHosts the node's own file
    public static void write(Path file, Path nodeHosts, Pod pod, List<String> podIps, PodHostname name)
            throws IOException {
        var aliases = pod.spec().hostAliases();
        String text = pod.spec().hostNetwork()
                ? ofNode(Files.readString(nodeHosts, StandardCharsets.UTF_8), aliases)
                : managed(podIps, name, aliases);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
