package io.djong.kubelet.resources;

import io.djong.api.pods.PodResources;
import io.djong.api.pods.QualityOfService;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.linux.cgroup.CgroupLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the control groups of pods and of quality classes are limited to. Pure.
final class PodLimits {
    private PodLimits() {}

    /// The limits of a pod's group: a limit of CPU or memory holds for the pod when all of its containers, or the pod
    /// itself, have one.
    static CgroupLimits of(Pod pod, ResourceRules rules) {
        Map<String, Quantity> requests = PodResources.requests(pod.spec());
        Map<String, Quantity> limits = PodResources.limits(pod.spec());
        String quality = QualityOfService.of(pod);
        SortedMap<String, Long> pages = new TreeMap<>();
        for (String size : rules.hugePageSizes()) {
            pages.put(size, 0L);
        }
        HugePages.bytesBySize(requests).forEach((size, bytes) -> pages.computeIfPresent(size, (s, none) -> bytes));
        CgroupLimits result = CgroupLimits.NONE.withHugePageBytes(pages);
        if (rules.podPidsMax() > 0) {
            result = result.withPids(rules.podPidsMax());
        }
        if (quality.equals(QualityOfService.BEST_EFFORT)) {
            return result.withCpuShares(CpuNumbers.SHARES_MIN);
        }
        result = result.withCpuShares(
                CpuNumbers.shares(requests.getOrDefault("cpu", Quantity.ZERO).milliValue()));
        boolean guaranteed = quality.equals(QualityOfService.GUARANTEED);
        if (guaranteed || isLimited(pod, "cpu")) {
            long quota = CpuNumbers.quotaMicros(
                    limits.getOrDefault("cpu", Quantity.ZERO).milliValue(), rules.cpuPeriodMicros());
            result = result.withCpuQuota(rules.cpuQuota() && quota > 0 ? quota : -1, rules.cpuPeriodMicros());
        }
        long memory = limits.getOrDefault("memory", Quantity.ZERO).value();
        if (memory > 0 && (guaranteed || isLimited(pod, "memory"))) {
            result = result.withMemoryBytes(memory);
        }
        return result;
    }

    private static boolean isLimited(Pod pod, String resource) {
        var ofPod = pod.spec().resources();
        if (ofPod != null
                && !ofPod.limits().getOrDefault(resource, Quantity.ZERO).isZero()) {
            return true;
        }
        List<Container> all = new ArrayList<>(pod.spec().containers());
        all.addAll(pod.spec().initContainers());
        return all.stream()
                .noneMatch(c -> c.resources()
                        .limits()
                        .getOrDefault(resource, Quantity.ZERO)
                        .isZero());
    }

    /// The weight of the group of burstable pods: what they request together.
    static CgroupLimits ofBurstable(Collection<Pod> active) {
        long milli = 0;
        for (Pod pod : active) {
            if (QualityOfService.of(pod).equals(QualityOfService.BURSTABLE)) {
                milli += PodResources.requests(pod.spec())
                        .getOrDefault("cpu", Quantity.ZERO)
                        .milliValue();
            }
        }
        return CgroupLimits.NONE.withCpuShares(CpuNumbers.shares(milli));
    }

    /// The weight of the group of pods that request nothing.
    static CgroupLimits ofBestEffort() {
        return CgroupLimits.NONE.withCpuShares(CpuNumbers.SHARES_MIN);
    }

    /// What all pods together may have.
    static CgroupLimits ofAll(Map<String, Quantity> available) {
        CgroupLimits limits = CgroupLimits.NONE;
        Quantity cpu = available.get("cpu");
        if (cpu != null) {
            limits = limits.withCpuShares(CpuNumbers.shares(cpu.milliValue()));
        }
        Quantity memory = available.get("memory");
        if (memory != null && memory.value() > 0) {
            limits = limits.withMemoryBytes(memory.value());
        }
        Quantity pids = available.get("pid");
        return pids == null ? limits : limits.withPids(pids.value());
    }
}
