package io.djong.kubelet.stats;

import io.djong.kubelet.cri.ContainerStats;
import io.djong.kubelet.cri.CpuUsage;
import io.djong.kubelet.cri.MemoryUsage;
import io.djong.kubelet.cri.PodSandboxStats;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the runtime says is used.
final class CriUsage {
    private CriUsage() {}

    static Usage of(String id, ContainerStats stats, CpuRates rates) {
        return new Usage(
                rates.rated(id, cpu(stats.cpu())),
                memory(stats.memory()),
                StatsReader.disk(stats.writableLayer()),
                List.of());
    }

    /// Of a pod: what the runtime says of its sandbox, else what its containers use together.
    static Usage of(
            String uid, @Nullable PodSandboxStats stats, List<Figures.ContainerFigures> containers, CpuRates rates) {
        var linux = stats == null ? null : stats.linux();
        if (linux == null) {
            return sum(containers);
        }
        var networks = new ArrayList<Usage.Network>();
        var network = linux.network();
        if (network != null) {
            var main = network.defaultInterface();
            if (main != null) {
                networks.add(StatsReader.network(main, network.timestamp()));
            }
            network.interfaces().forEach(each -> networks.add(StatsReader.network(each, network.timestamp())));
        }
        var cpu = rates.rated(uid, cpu(linux.cpu()));
        var memory = memory(linux.memory());
        var together = sum(containers);
        return new Usage(
                cpu == null ? together.cpu() : cpu, memory == null ? together.memory() : memory, null, networks);
    }

    private static Usage sum(List<Figures.ContainerFigures> containers) {
        Usage.Cpu cpu = null;
        Usage.Memory memory = null;
        for (var each : containers) {
            var more = each.usage().cpu();
            if (more != null) {
                cpu = new Usage.Cpu(
                        more.time(), add(cpu, Usage.Cpu::nanoCores, more), add(cpu, Usage.Cpu::nanoSeconds, more));
            }
            var next = each.usage().memory();
            if (next != null) {
                memory = new Usage.Memory(
                        next.time(),
                        null,
                        add(memory, Usage.Memory::usage, next),
                        add(memory, Usage.Memory::workingSet, next),
                        add(memory, Usage.Memory::resident, next),
                        add(memory, Usage.Memory::faults, next),
                        add(memory, Usage.Memory::majorFaults, next));
            }
        }
        return new Usage(cpu, memory, null, List.of());
    }

    private static <T> @Nullable Long add(@Nullable T before, Function<T, @Nullable Long> figure, T more) {
        var one = before == null ? null : figure.apply(before);
        var other = figure.apply(more);
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one + other;
    }

    private static Usage.@Nullable Cpu cpu(@Nullable CpuUsage usage) {
        return usage == null
                ? null
                : new Usage.Cpu(
                        StatsReader.time(usage.timestamp()),
                        StatsReader.value(usage.usageNanoCores()),
                        StatsReader.value(usage.usageCoreNanoSeconds()));
    }

    private static Usage.@Nullable Memory memory(@Nullable MemoryUsage usage) {
        return usage == null
                ? null
                : new Usage.Memory(
                        StatsReader.time(usage.timestamp()),
                        StatsReader.value(usage.availableBytes()),
                        StatsReader.value(usage.usageBytes()),
                        StatsReader.value(usage.workingSetBytes()),
                        StatsReader.value(usage.rssBytes()),
                        StatsReader.value(usage.pageFaults()),
                        StatsReader.value(usage.majorPageFaults()));
    }
}
