package io.djong.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.cluster.bootstrap.ClusterFolders;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RuntimeConfigurationTest {
    private static final ClusterFolders FOLDERS = new ClusterFolders(Path.of("/data"), Path.of("/r"), Path.of("/conf"));

    @Test
    void everythingLiesInOurFolders() {
        var toml = new RuntimeConfiguration(FOLDERS, Path.of("/usr/lib/cni"), false, true).toml();

        assertThat(toml)
                .contains("root = \"/data/containerd\"", "state = \"/r/containerd\"")
                .contains("address = \"/r/containerd/containerd.sock\"")
                .contains("conf_dir = \"/data/network/cni\"", "bin_dir = \"/usr/lib/cni\"")
                .contains("sandbox_image = \"localhost/djong/pause:1\"", "snapshotter = \"overlayfs\"")
                .contains("config_path = \"/conf/registries\"", "Root = \"/r/containerd/runc\"")
                .contains("path = \"/data/containerd/opt\"", "restrict_oom_score_adj = false")
                .contains("disabled_plugins = [\"io.containerd.snapshotter.v1.aufs\", \"io.containerd");
    }

    @Test
    void whatTheMachineLacksIsGoneWithout() {
        assertThat(new RuntimeConfiguration(FOLDERS, Path.of("/opt/cni/bin"), true, false).toml())
                .contains("restrict_oom_score_adj = true", "snapshotter = \"native\"");
    }
}
