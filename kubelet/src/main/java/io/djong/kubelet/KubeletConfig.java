package io.djong.kubelet;

import io.djong.kubelet.node.NodeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// How a kubelet runs. [#defaults] are upstream's.
///
/// @param node how the node presents itself
/// @param folders where things lie
/// @param runtimeEndpoint of the container runtime: `unix:///run/containerd/containerd.sock`
/// @param imageEndpoint of its image service; "" when it is the same
/// @param dns what pods find in their resolv.conf
/// @param cgroups how pods are held
/// @param images how images are pulled and kept
/// @param logs how containers' logs are cut
/// @param eviction when pods have to go, besides the node's hard thresholds
/// @param seccompDefault whether containers that say nothing run with the runtime's seccomp profile
/// @param server where the kubelet listens
/// @param syncFrequency how often a pod is looked at when nothing happened
/// @param fileCheckFrequency how often the folder of static pods is read
public record KubeletConfig(
        NodeConfig node,
        Folders folders,
        String runtimeEndpoint,
        String imageEndpoint,
        Dns dns,
        Cgroups cgroups,
        Images images,
        Logs logs,
        Eviction eviction,
        boolean seccompDefault,
        Server server,
        Duration syncFrequency,
        Duration fileCheckFrequency) {
    /// Where things lie on the node.
    ///
    /// @param root state: volumes, plug-ins (`/var/lib/kubelet`)
    /// @param podLogs the runtime's log files, a folder for each pod (`/var/log/pods`)
    /// @param containerLogs links to them by the names that collectors expect (`/var/log/containers`)
    /// @param certificates the server's certificate when none is given (`/var/lib/kubelet/pki`)
    /// @param staticPods manifests of pods that need no API server; null for none
    public record Folders(
            Path root,
            Path podLogs,
            Path containerLogs,
            Path certificates,
            @Nullable Path staticPods) {}

    /// What pods find in their resolv.conf.
    ///
    /// @param servers the cluster's; empty for none
    /// @param domain the cluster's, or ""
    /// @param resolvConf the node's own file; "" for none
    public record Dns(List<String> servers, String domain, String resolvConf) {
        public Dns {
            servers = List.copyOf(servers);
        }
    }

    /// How pods are held by control groups.
    ///
    /// @param root of all pods' groups: "" or `/` for the top
    /// @param perQos whether there is a group for each class and each pod
    /// @param cpuQuota whether CPU limits are enforced
    /// @param cpuPeriod of that quota
    /// @param pidsMax processes in one pod; -1 for no limit
    /// @param failOnV1 whether a machine with control groups v1 is refused
    public record Cgroups(
            String root, boolean perQos, boolean cpuQuota, Duration cpuPeriod, long pidsMax, boolean failOnV1) {}

    /// How images are pulled and kept.
    ///
    /// @param serial one pull at a time
    /// @param parallelMax pulls at a time when not serial; 0 for no limit
    /// @param pullsPerSecond on average; 0 for no limit
    /// @param pullBurst pulls at once
    /// @param gcHighPercent of the disk, above which images go
    /// @param gcLowPercent of the disk, down to which they go
    /// @param gcAgeMin how long an unused image stays in any case
    public record Images(
            boolean serial,
            int parallelMax,
            int pullsPerSecond,
            int pullBurst,
            int gcHighPercent,
            int gcLowPercent,
            Duration gcAgeMin) {}

    /// How containers' logs are cut.
    ///
    /// @param sizeBytesMax of one file
    /// @param filesMax of one container
    /// @param workersMax how many are cut at a time
    /// @param monitorInterval how often one looks whether they are too long
    public record Logs(long sizeBytesMax, int filesMax, int workersMax, Duration monitorInterval) {}

    /// When pods have to go, besides the node's hard thresholds. Maps are by signal: `memory.available`.
    ///
    /// @param soft thresholds that have to hold for a while: `1.5Gi`, `10%`
    /// @param softGrace for how long: `1m30s`
    /// @param reclaimMin how much more has to be free until a threshold is over
    /// @param transition how long a condition of pressure stays after it was seen last
    /// @param podGraceSecondsMax how long a pod may take to end that goes for a soft threshold
    public record Eviction(
            SortedMap<String, String> soft,
            SortedMap<String, String> softGrace,
            SortedMap<String, String> reclaimMin,
            Duration transition,
            int podGraceSecondsMax) {
        static final Eviction DEFAULTS = new Eviction(
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Duration.ofMinutes(5),
                0);
    }

    /// Where the kubelet listens.
    ///
    /// @param enabled whether there is a server at all
    /// @param address to bind
    /// @param port HTTPS; also what the node's status says
    /// @param healthzAddress to bind for plain /healthz
    /// @param healthzPort 0 for nowhere
    /// @param certificateFile PEM; null for one that is made at the start
    /// @param keyFile PEM; null for one that is made at the start
    /// @param access whom it lets in
    /// @param debugging whether logs, exec and the like are served
    public record Server(
            boolean enabled,
            String address,
            int port,
            String healthzAddress,
            int healthzPort,
            @Nullable Path certificateFile,
            @Nullable Path keyFile,
            Access access,
            boolean debugging) {}

    /// Whom the kubelet's server believes and lets in.
    ///
    /// @param clientCaFile PEM, of clients with certificates; null for none
    /// @param anonymous whether who says nothing is `system:anonymous`
    /// @param tokenReview whether bearer tokens are reviewed by the API server
    /// @param tokenLife how long a token's review counts
    /// @param accessReview whether the API server decides; false lets everybody
    /// @param allowedLife how long a yes counts
    /// @param refusedLife how long a no counts
    public record Access(
            @Nullable Path clientCaFile,
            boolean anonymous,
            boolean tokenReview,
            Duration tokenLife,
            boolean accessReview,
            Duration allowedLife,
            Duration refusedLife) {
        /// Those of upstream's configuration file.
        public static final Access DEFAULTS = new Access(
                null, false, true, Duration.ofMinutes(2), true, Duration.ofMinutes(5), Duration.ofSeconds(30));

        public Access withClientCaFile(Path value) {
            return new Access(value, anonymous, tokenReview, tokenLife, accessReview, allowedLife, refusedLife);
        }
    }

    /// The defaults of upstream's configuration file, for a node of this name and this runtime.
    ///
    /// @param root folder of state
    public static KubeletConfig defaults(String nodeName, Path root, String runtimeEndpoint) {
        return new KubeletConfig(
                NodeConfig.defaults(nodeName),
                new Folders(root, Path.of("/var/log/pods"), Path.of("/var/log/containers"), root.resolve("pki"), null),
                runtimeEndpoint,
                "",
                new Dns(List.of(), "", "/etc/resolv.conf"),
                new Cgroups("", true, true, Duration.ofMillis(100), -1, true),
                new Images(true, 0, 5, 10, 85, 80, Duration.ofMinutes(2)),
                new Logs(10L << 20, 5, 1, Duration.ofSeconds(10)),
                Eviction.DEFAULTS,
                false,
                new Server(true, "0.0.0.0", 10250, "127.0.0.1", 10248, null, null, Access.DEFAULTS, true),
                Duration.ofMinutes(1),
                Duration.ofSeconds(20));
    }

    public KubeletConfig withNode(NodeConfig value) {
        return new KubeletConfig(
                value,
                folders,
                runtimeEndpoint,
                imageEndpoint,
                dns,
                cgroups,
                images,
                logs,
                eviction,
                seccompDefault,
                server,
                syncFrequency,
                fileCheckFrequency);
    }

    public KubeletConfig withFolders(Folders value) {
        return new KubeletConfig(
                node,
                value,
                runtimeEndpoint,
                imageEndpoint,
                dns,
                cgroups,
                images,
                logs,
                eviction,
                seccompDefault,
                server,
                syncFrequency,
                fileCheckFrequency);
    }

    public KubeletConfig withDns(Dns value) {
        return new KubeletConfig(
                node,
                folders,
                runtimeEndpoint,
                imageEndpoint,
                value,
                cgroups,
                images,
                logs,
                eviction,
                seccompDefault,
                server,
                syncFrequency,
                fileCheckFrequency);
    }

    public KubeletConfig withCgroups(Cgroups value) {
        return new KubeletConfig(
                node,
                folders,
                runtimeEndpoint,
                imageEndpoint,
                dns,
                value,
                images,
                logs,
                eviction,
                seccompDefault,
                server,
                syncFrequency,
                fileCheckFrequency);
    }

    public KubeletConfig withServer(Server value) {
        return new KubeletConfig(
                node,
                folders,
                runtimeEndpoint,
                imageEndpoint,
                dns,
                cgroups,
                images,
                logs,
                eviction,
                seccompDefault,
                value,
                syncFrequency,
                fileCheckFrequency);
    }
}
