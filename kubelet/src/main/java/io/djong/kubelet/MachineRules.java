package io.djong.kubelet;

import io.djong.base.lifecycle.StartException;
import io.djong.base.metrics.MetricRegistry;
import io.djong.client.events.EventRecorder;
import io.djong.kubelet.node.Machine;
import io.djong.kubelet.node.NodeReporter;
import io.djong.kubelet.resources.ResourceRules;
import io.djong.linux.LinuxException;
import io.djong.linux.file.FileSystemStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this machine's kernel means for pods, and whether a kubelet may run on it.
final class MachineRules {
    static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final Path SWAP_ACCOUNT = CGROUPS.resolve("memory/memory.memsw.limit_in_bytes");
    private static final Path SWAP_ACCOUNT_V2 = CGROUPS.resolve("memory.swap.max");

    private static final String V1_IS_OLD =
            "cgroup v1 detected. cgroup v1 support is deprecated and will be removed in a future release."
                    + " Please migrate to cgroup v2. More information at"
                    + " https://git.k8s.io/enhancements/keps/sig-node/5573-remove-cgroup-v1";

    private MachineRules() {}

    /// Refuses a machine that the configuration does not want.
    static void check(KubeletConfig config, Machine machine) throws StartException {
        if (config.cgroups().failOnV1() && !isUnified()) {
            throw new StartException(
                    "kubelet",
                    new IOException("kubelet is configured to not run on a host using cgroup v1 (machine "
                            + machine.hostname() + "); --fail-cgroupv1=false lets it"));
        }
    }

    /// Tells that control groups v1 are on their way out, where the machine has them.
    static void warn(String node, EventRecorder events) {
        if (!isUnified()) {
            events.record(NodeReporter.reference(node), "Warning", "CgroupV1", V1_IS_OLD);
        }
    }

    /// What metrics tell of the machine.
    static void show(String node, MetricRegistry metrics) {
        metrics.gauge("kubelet_node_name", "[ALPHA] The node's name. The count is always 1.", "node")
                .with(node)
                .set(1);
        metrics.gauge("kubelet_cgroup_version", "[ALPHA] cgroup version on the hosts.")
                .set(isUnified() ? 2 : 1);
    }

    static ResourceRules resources(KubeletConfig config, Machine machine) throws IOException {
        var cgroups = config.cgroups();
        return ResourceRules.ofMemory(machine.memoryBytes())
                .withUnified(isUnified())
                .withSwapCounted(Files.exists(SWAP_ACCOUNT) || (isUnified() && Files.exists(SWAP_ACCOUNT_V2)))
                .withCpuQuota(cgroups.cpuQuota(), cgroups.cpuPeriod().toNanos() / 1000)
                .withPodPidsMax(cgroups.pidsMax())
                .withHugePageSizes(ResourceRules.hugePageSizesOfKernel());
    }

    static boolean isUnified() {
        try {
            return FileSystemStatistics.of(CGROUPS).type() == FileSystemStatistics.CGROUP2;
        } catch (LinuxException e) {
            return false;
        }
    }
}
