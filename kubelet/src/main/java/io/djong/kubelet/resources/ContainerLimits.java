package io.djong.kubelet.resources;

import io.djong.api.pods.PodResources;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.kubelet.cri.HugepageLimit;
import io.djong.kubelet.cri.LinuxContainerResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a container's requests and limits are for the container runtime. Pure.
public final class ContainerLimits {
    private ContainerLimits() {}

    /// The numbers of a container; an init or ephemeral container is given as a container, too.
    public static LinuxContainerResources of(Pod pod, Container container, ResourceRules rules) {
        var resources = container.resources();
        var limits = effectiveLimits(pod, resources.limits());
        LinuxContainerResources numbers = numbers(resources.requests(), limits, rules)
                .withOomScoreAdj(OomScore.of(pod, container, rules.memoryCapacityBytes()))
                .withHugepageLimits(hugePages(limits, rules));
        if (rules.unified()) {
            Map<String, String> unified = new TreeMap<>();
            if (!rules.singleProcessKill()) {
                unified.put("memory.oom.group", "1");
            }
            if (rules.swapCounted()) {
                unified.put("memory.swap.max", "0");
            }
            return numbers.withUnified(unified);
        }
        return rules.swapCounted() ? numbers.withMemorySwapLimitInBytes(numbers.memoryLimitInBytes()) : numbers;
    }

    /// What all containers of a pod may have together, which runtimes with a machine for each pod size it by.
    public static LinuxContainerResources ofSandbox(Pod pod, ResourceRules rules) {
        return numbers(PodResources.containerRequests(pod.spec()), PodResources.containerLimits(pod.spec()), rules);
    }

    /// What such a machine needs for itself.
    public static LinuxContainerResources ofOverhead(Pod pod, ResourceRules rules) {
        return numbers(pod.spec().overhead(), pod.spec().overhead(), rules);
    }

    /// What the pod's control group limits its memory to; 0 for no limit.
    public static long memoryBytesOfPod(Pod pod) {
        Long bytes = PodLimits.of(pod, ResourceRules.ofMemory(0)).memoryBytes();
        return bytes == null ? 0 : bytes;
    }

    /// A container without a limit of its own may use what the pod may.
    private static Map<String, Quantity> effectiveLimits(Pod pod, Map<String, Quantity> own) {
        var ofPod = pod.spec().resources();
        if (ofPod == null || ofPod.limits().isEmpty()) {
            return own;
        }
        Map<String, Quantity> all = new TreeMap<>(own);
        for (String name : List.of("cpu", "memory")) {
            Quantity limit = ofPod.limits().get(name);
            if (limit != null && own.getOrDefault(name, Quantity.ZERO).isZero()) {
                all.put(name, limit);
            }
        }
        return all;
    }

    private static LinuxContainerResources numbers(
            Map<String, Quantity> requests, Map<String, Quantity> limits, ResourceRules rules) {
        long cpuLimit = limits.getOrDefault("cpu", Quantity.ZERO).milliValue();
        Quantity cpuRequest = requests.get("cpu");
        var numbers = LinuxContainerResources.EMPTY
                .withCpuShares(CpuNumbers.shares(cpuRequest == null ? cpuLimit : cpuRequest.milliValue()))
                .withMemoryLimitInBytes(
                        limits.getOrDefault("memory", Quantity.ZERO).value());
        return rules.cpuQuota()
                ? numbers.withCpuPeriod(rules.cpuPeriodMicros())
                        .withCpuQuota(CpuNumbers.quotaMicros(cpuLimit, rules.cpuPeriodMicros()))
                : numbers;
    }

    private static List<HugepageLimit> hugePages(Map<String, Quantity> limits, ResourceRules rules) {
        Map<String, Long> wanted = HugePages.bytesBySize(limits);
        List<HugepageLimit> all = new ArrayList<>();
        for (String size : rules.hugePageSizes()) {
            all.add(HugepageLimit.EMPTY.withPageSize(size).withLimit(wanted.getOrDefault(size, 0L)));
        }
        return List.copyOf(all);
    }
}
