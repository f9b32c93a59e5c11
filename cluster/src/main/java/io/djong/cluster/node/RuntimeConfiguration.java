package io.djong.cluster.node;

import io.djong.cluster.bootstrap.ClusterFolders;
import io.djong.kubelet.images.archive.BuiltInImages;
import java.nio.file.Path;

/// The configuration file of our containerd, so that nothing of it lies where another containerd would look. Pure.
///
/// @param folders where it keeps things
/// @param plugins the folder of the CNI plug-ins
/// @param restrictsOomScore whether a negative `oom_score_adj` cannot be set here (no CAP_SYS_RESOURCE)
/// @param overlay whether the kernel has overlay file systems; else images are copied
public record RuntimeConfiguration(ClusterFolders folders, Path plugins, boolean restrictsOomScore, boolean overlay) {
    /// What containerd reads, version 2, which containerd 1.6 to 2 understand.
    public String toml() {
        return """
               version = 2
               root = "%1$s"
               state = "%2$s"
               oom_score = 0
               disabled_plugins = ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", \
               "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs", \
               "io.containerd.tracing.processor.v1.otlp", "io.containerd.internal.v1.tracing"]

               [grpc]
                 address = "%3$s"
               [ttrpc]
                 address = "%3$s.ttrpc"
               [debug]
                 level = "info"

               [plugins."io.containerd.internal.v1.opt"]
                 path = "%1$s/opt"

               [plugins."io.containerd.grpc.v1.cri"]
                 sandbox_image = "%4$s"
                 disable_tcp_service = true
                 stream_server_address = "127.0.0.1"
                 stream_server_port = "0"
                 restrict_oom_score_adj = %5$s
                 netns_mounts_under_state_dir = true
                 enable_unprivileged_ports = true
                 enable_unprivileged_icmp = true
                 [plugins."io.containerd.grpc.v1.cri".cni]
                   bin_dir = "%6$s"
                   conf_dir = "%7$s"
                   max_conf_num = 1
                 [plugins."io.containerd.grpc.v1.cri".registry]
                   config_path = "%8$s"
                 [plugins."io.containerd.grpc.v1.cri".containerd]
                   snapshotter = "%9$s"
                   default_runtime_name = "runc"
                   [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
                     runtime_type = "io.containerd.runc.v2"
                     [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
                       SystemdCgroup = false
                       Root = "%2$s/runc"
               """.formatted(
                        folders.runtimeState(),
                        folders.runtime(),
                        folders.runtimeSocket(),
                        BuiltInImages.PAUSE,
                        restrictsOomScore,
                        plugins,
                        networkConfiguration(folders),
                        folders.config().resolve("registries"),
                        overlay ? "overlayfs" : "native");
    }

    /// Where containerd looks for the pod network.
    static Path networkConfiguration(ClusterFolders folders) {
        return folders.network().resolve("cni");
    }
}
