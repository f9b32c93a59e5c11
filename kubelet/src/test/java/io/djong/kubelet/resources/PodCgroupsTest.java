package io.djong.kubelet.resources;

import static io.djong.kubelet.resources.ContainerLimitsTest.container;
import static io.djong.kubelet.resources.ContainerLimitsTest.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Pod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Writes into a plain tree that looks like control groups.
class PodCgroupsTest {
    private static final Pod BURSTABLE = pod(container("cpu=500m", "cpu=1 memory=1Gi"));

    @TempDir
    Path root;

    @Test
    void versionTwo() throws Exception {
        Files.writeString(root.resolve("cgroup.controllers"), "cpu memory pids");
        var cgroups = new PodCgroups(
                root, "/", ResourceRules.ofMemory(1L << 30).withUnified(true).withPodPidsMax(100));
        cgroups.start(ContainerLimitsTest.amounts("cpu=2 memory=1Gi"));
        assertThat(root.resolve("kubepods/memory.max")).hasContent("1073741824");
        assertThat(root.resolve("kubepods/besteffort/cpu.weight")).hasContent("1");
        assertThat(cgroups.parent(BURSTABLE)).isEqualTo("/kubepods/burstable/poduid-1");
        cgroups.ensure(BURSTABLE);
        Path group = root.resolve("kubepods/burstable/poduid-1");
        assertThat(group.resolve("cpu.max")).hasContent("100000 100000");
        assertThat(group.resolve("memory.max")).hasContent("1073741824");
        assertThat(group.resolve("pids.max")).hasContent("100");
        cgroups.update(List.of(BURSTABLE));
        assertThat(root.resolve("kubepods/burstable/cpu.weight")).hasContent("59");
        assertThat(cgroups.uids()).containsExactly("uid-1");
        cgroups.remove("uid-1");
        assertThat(group).doesNotExist();
        cgroups.remove("uid-1");
    }

    @Test
    void versionOne() throws Exception {
        for (String controller : List.of("cpu", "memory", "pids", "cpuset")) {
            Files.createDirectory(root.resolve(controller));
        }
        var cgroups = new PodCgroups(root, "djong", ResourceRules.ofMemory(1L << 30));
        cgroups.start(Map.of());
        Pod unlimited = pod(container("cpu=500m", ""));
        cgroups.ensure(unlimited);
        Path name = Path.of("djong/kubepods/burstable/poduid-1");
        assertThat(root.resolve("cpu").resolve(name).resolve("cpu.shares")).hasContent("512");
        assertThat(root.resolve("cpu").resolve(name).resolve("cpu.cfs_quota_us"))
                .doesNotExist();
        assertThat(root.resolve("memory").resolve(name).resolve("memory.limit_in_bytes"))
                .doesNotExist();
        cgroups.update(List.of(unlimited, unlimited));
        assertThat(root.resolve("cpu/djong/kubepods/burstable/cpu.shares")).hasContent("1024");
        assertThat(cgroups.exists(unlimited)).isTrue();
        cgroups.remove("uid-1");
        assertThat(cgroups.exists(unlimited)).isFalse();
        Pod guaranteed = pod(container("cpu=1 memory=1Gi", "cpu=1 memory=1Gi"));
        assertThat(cgroups.parent(guaranteed)).isEqualTo("/djong/kubepods/poduid-1");
    }
}
