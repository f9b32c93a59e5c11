package io.djong.linux.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a plain folder: the writes, byte for byte.
class CgroupTest {
    @TempDir
    Path root;

    private static final CgroupLimits LIMITS = CgroupLimits.NONE
            .withCpuShares(512)
            .withCpuQuota(50_000, 100_000)
            .withMemoryBytes(1 << 20)
            .withPids(100)
            .withHugePageBytes(Map.of("2MB", 4194304L))
            .withUnified(Map.of("memory.low", "7"));

    @Test
    void versionOneWritesToEachControllersTree() throws Exception {
        for (String controller : new String[] {"cpu", "cpuacct", "cpuset", "memory", "pids", "hugetlb"}) {
            Files.createDirectories(root.resolve(controller));
        }
        Files.writeString(root.resolve("cpuset/cpuset.cpus"), "0-1\n");
        Files.writeString(root.resolve("cpuset/cpuset.mems"), "0\n");
        CgroupV1 group = new CgroupV1(root, "/kubepods/burstable/podx");
        assertThat(group.exists()).isFalse();
        group.create();
        group.create();
        assertThat(group.exists()).isTrue();
        group.apply(LIMITS);
        group.add(42);
        assertThat(root.resolve("cpu/kubepods/burstable/podx/cpu.shares")).hasContent("512");
        assertThat(root.resolve("cpu/kubepods/burstable/podx/cpu.cfs_quota_us")).hasContent("50000");
        assertThat(root.resolve("cpu/kubepods/burstable/podx/cpu.cfs_period_us"))
                .hasContent("100000");
        assertThat(root.resolve("memory/kubepods/burstable/podx/memory.limit_in_bytes"))
                .hasContent("1048576");
        assertThat(root.resolve("pids/kubepods/burstable/podx/pids.max")).hasContent("100");
        assertThat(root.resolve("hugetlb/kubepods/burstable/podx/hugetlb.2MB.limit_in_bytes"))
                .hasContent("4194304");
        assertThat(root.resolve("cpuset/kubepods/burstable/podx/cpuset.cpus")).hasContent("0-1");
        assertThat(group.processes()).containsExactly(42);
        Path memory = root.resolve("memory/kubepods/burstable/podx");
        Files.writeString(memory.resolve("memory.usage_in_bytes"), "1000\n");
        Files.writeString(memory.resolve("memory.stat"), "cache 5\ntotal_inactive_file 300\n");
        assertThat(group.memoryWorkingSetBytes()).contains(700L);
        Files.writeString(root.resolve("cpuacct/kubepods/burstable/podx/cpuacct.usage"), "12345\n");
        assertThat(group.cpuUsageNanos()).contains(12345L);
        group.delete();
        group.delete();
        assertThat(group.exists()).isFalse();
        assertThat(root.resolve("cpu/kubepods/burstable")).isDirectory();
    }

    @Test
    void versionTwoWritesToOneTreeAndSwitchesControllersOn() throws Exception {
        Files.writeString(root.resolve("cgroup.controllers"), "cpuset cpu io memory hugetlb pids rdma\n");
        Files.writeString(root.resolve("cgroup.subtree_control"), "memory\n");
        CgroupV2 group = new CgroupV2(root, "kubepods/podx");
        group.create();
        assertThat(root.resolve("cgroup.subtree_control")).hasContent("+cpu +cpuset +hugetlb +io +pids");
        group.apply(LIMITS);
        Path folder = root.resolve("kubepods/podx");
        assertThat(folder.resolve("cpu.weight")).hasContent(Long.toString(CgroupV2.weight(512)));
        assertThat(folder.resolve("cpu.max")).hasContent("50000 100000");
        assertThat(folder.resolve("memory.max")).hasContent("1048576");
        assertThat(folder.resolve("pids.max")).hasContent("100");
        assertThat(folder.resolve("hugetlb.2MB.max")).hasContent("4194304");
        assertThat(folder.resolve("memory.low")).hasContent("7");
        group.apply(
                CgroupLimits.NONE.withCpuQuota(-1, 100_000).withMemoryBytes(-1).withPids(-1));
        assertThat(folder.resolve("cpu.max")).hasContent("max 100000");
        assertThat(folder.resolve("memory.max")).hasContent("max");
        Files.writeString(folder.resolve("cpu.stat"), "usage_usec 12\nuser_usec 3\n");
        assertThat(group.cpuUsageNanos()).contains(12000L);
        group.delete();
        assertThat(group.exists()).isFalse();
    }

    @Test
    void weightsFollowTheCurve() {
        assertThat(CgroupV2.weight(2)).isEqualTo(1);
        assertThat(CgroupV2.weight(1024)).isEqualTo(100);
        assertThat(CgroupV2.weight(262144)).isEqualTo(10000);
    }

    @Test
    void namesStayBelowTheRoot() {
        assertThatThrownBy(() -> new CgroupV2(root, "../x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CgroupV2(root, "/")).isInstanceOf(IllegalArgumentException.class);
    }
}
