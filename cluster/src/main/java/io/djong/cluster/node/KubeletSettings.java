package io.djong.cluster.node;

import io.djong.cluster.bootstrap.ClusterConfig;
import io.djong.kubelet.KubeletConfig;
import java.util.List;

/// What the kubelet of our node is told.
final class KubeletSettings {
    private KubeletSettings() {}

    static KubeletConfig of(ClusterConfig config) {
        var folders = config.folders();
        var endpoint =
                config.runtimeEndpoint().isEmpty() ? "unix://" + folders.runtimeSocket() : config.runtimeEndpoint();
        var standard = KubeletConfig.defaults(config.nodeName(), folders.kubelet(), endpoint);
        var certificates = folders.certificates();
        var server = standard.server();
        var cgroups = standard.cgroups();
        return standard.withNode(standard.node()
                        .withPlace(List.of(config.nodeAddress()), config.ports().kubelet())
                        .withEvictionHard(config.evictionHard()))
                .withFolders(new KubeletConfig.Folders(
                        folders.kubelet(),
                        config.podLogs(),
                        config.containerLogs(),
                        folders.kubelet().resolve("pki"),
                        folders.staticPods()))
                .withDns(new KubeletConfig.Dns(
                        List.of(config.dnsAddress().getHostAddress()),
                        config.domain(),
                        config.resolverFile().toString()))
                .withCgroups(new KubeletConfig.Cgroups(
                        folders.cgroupRoot(),
                        config.cgroupsPerQos(),
                        cgroups.cpuQuota(),
                        cgroups.cpuPeriod(),
                        cgroups.pidsMax(),
                        config.failCgroupV1()))
                .withServer(new KubeletConfig.Server(
                        true,
                        server.address(),
                        config.ports().kubelet(),
                        server.healthzAddress(),
                        config.ports().kubeletHealth(),
                        certificates.resolve("kubelet.crt"),
                        certificates.resolve("kubelet.key"),
                        KubeletConfig.Access.DEFAULTS.withClientCaFile(certificates.resolve("ca.crt")),
                        true));
    }
}
