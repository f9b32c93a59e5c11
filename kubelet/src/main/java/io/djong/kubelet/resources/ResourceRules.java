package io.djong.kubelet.resources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What of the node and its configuration decides how requests and limits become numbers.
///
/// @param memoryCapacityBytes of the node
/// @param cpuQuota whether limits of CPU are enforced (`cpuCFSQuota`)
/// @param cpuPeriodMicros over which (`cpuCFSQuotaPeriod`), 100000 by default
/// @param unified the node has control groups of version 2
/// @param swapCounted the kernel counts swap, so it can be forbidden
/// @param singleProcessKill when memory runs out one process dies and not its whole container
/// (`singleProcessOOMKill`);
///     only version 2 knows the other
/// @param podPidsMax threads of one pod; -1 for no limit (`podPidsLimit`)
/// @param hugePageSizes that the kernel has, as it writes them (`2MB`)
public record ResourceRules(
        long memoryCapacityBytes,
        boolean cpuQuota,
        long cpuPeriodMicros,
        boolean unified,
        boolean swapCounted,
        boolean singleProcessKill,
        long podPidsMax,
        List<String> hugePageSizes) {
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/hugepages");

    public ResourceRules {
        hugePageSizes = List.copyOf(hugePageSizes);
    }

    /// Upstream's defaults for a node with that much memory.
    public static ResourceRules ofMemory(long capacityBytes) {
        return new ResourceRules(capacityBytes, true, 100_000, false, false, false, -1, List.of());
    }

    public ResourceRules withUnified(boolean value) {
        return new ResourceRules(
                memoryCapacityBytes,
                cpuQuota,
                cpuPeriodMicros,
                value,
                swapCounted,
                singleProcessKill,
                podPidsMax,
                hugePageSizes);
    }

    public ResourceRules withSwapCounted(boolean value) {
        return new ResourceRules(
                memoryCapacityBytes,
                cpuQuota,
                cpuPeriodMicros,
                unified,
                value,
                singleProcessKill,
                podPidsMax,
                hugePageSizes);
    }

    public ResourceRules withCpuQuota(boolean enforced, long periodMicros) {
        return new ResourceRules(
                memoryCapacityBytes,
                enforced,
                periodMicros,
                unified,
                swapCounted,
                singleProcessKill,
                podPidsMax,
                hugePageSizes);
    }

    public ResourceRules withPodPidsMax(long count) {
        return new ResourceRules(
                memoryCapacityBytes,
                cpuQuota,
                cpuPeriodMicros,
                unified,
                swapCounted,
                singleProcessKill,
                count,
                hugePageSizes);
    }

    public ResourceRules withHugePageSizes(List<String> sizes) {
        return new ResourceRules(
                memoryCapacityBytes,
                cpuQuota,
                cpuPeriodMicros,
                unified,
                swapCounted,
                singleProcessKill,
                podPidsMax,
                sizes);
    }

    /// The sizes of huge pages that this kernel has, the smallest first.
    public static List<String> hugePageSizesOfKernel() throws IOException {
        if (!Files.isDirectory(HUGE_PAGES)) {
            return List.of();
        }
        List<Long> sizes = new ArrayList<>();
        try (Stream<Path> folders = Files.list(HUGE_PAGES)) {
            folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> name.matches("hugepages-\\d+kB"))
                    .map(name -> Long.parseLong(name, "hugepages-".length(), name.length() - 2, 10) << 10)
                    .sorted()
                    .forEach(sizes::add);
        }
        return sizes.stream().map(HugePages::kernelName).toList();
    }
}
