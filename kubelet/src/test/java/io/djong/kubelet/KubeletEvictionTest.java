package io.djong.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.EmptyDirVolumeSource;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.core.v1.VolumeMount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// A pod that writes more than it may, on a real containerd and a real disk.
@EnabledIf("io.djong.kubelet.volumes.RootCondition#isRoot")
class KubeletEvictionTest {
    /// A pod's files are counted once a minute.
    private static final int SECONDS_MAX = 150;

    @TempDir
    Path folder;

    @Test
    void aPodThatFillsItsEmptyDirIsEvicted() throws Exception {
        var node = new TestNode(folder, "10.99.71.0/24");
        try {
            var empty = EmptyDirVolumeSource.EMPTY.withSizeLimit(Quantity.of("1Mi"));
            var container = TestNode.shell("main", "dd if=/dev/zero of=/cache/big bs=1M count=4; sleep 1000")
                    .withVolumeMounts(
                            List.of(VolumeMount.EMPTY.withName("cache").withMountPath("/cache")));
            var pod = TestNode.pod("full", container);
            node.create(pod.withSpec(pod.spec()
                    .withVolumes(List.of(Volume.EMPTY.withName("cache").withEmptyDir(empty)))));

            for (int i = 0;
                    i < SECONDS_MAX && !node.get("full").status().phase().equals("Failed");
                    i++) {
                node.environment.timers().sleep(Duration.ofSeconds(1));
            }

            var status = node.get("full").status();
            assertThat(status.phase()).isEqualTo("Failed");
            assertThat(status.reason()).isEqualTo("Evicted");
            assertThat(status.message()).isEqualTo("Usage of EmptyDir volume \"cache\" exceeds the limit \"1Mi\". ");
            assertThat(node.events("full"))
                    .contains("Evicted: Usage of EmptyDir volume \"cache\" exceeds the limit \"1Mi\". ")
                    .contains("Killing: Stopping container main");
        } finally {
            node.stop();
        }
    }
}
