package io.djong.linux.cgroup;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a group may use. Null leaves a value as it is.
///
/// @param cpuShares weight among its sisters in the scale of version 1 (2 to 262144, 1024 is one CPU's worth)
/// @param cpuQuotaMicros CPU time per period; -1 for no limit
/// @param cpuPeriodMicros the period; 100000 is usual
/// @param memoryBytes -1 for no limit
/// @param pids how many threads; -1 for no limit
/// @param hugePageBytes page size as the kernel writes it (`2MB`) to bytes
/// @param unified further files of version 2 with what to write; version 1 passes them over
public record CgroupLimits(
        @Nullable Long cpuShares,
        @Nullable Long cpuQuotaMicros,
        @Nullable Long cpuPeriodMicros,
        @Nullable Long memoryBytes,
        @Nullable Long pids,
        Map<String, Long> hugePageBytes,
        Map<String, String> unified) {
    public static final CgroupLimits NONE = new CgroupLimits(null, null, null, null, null, Map.of(), Map.of());

    public CgroupLimits {
        hugePageBytes = java.util.Collections.unmodifiableMap(new TreeMap<>(hugePageBytes));
        unified = java.util.Collections.unmodifiableMap(new TreeMap<>(unified));
    }

    public CgroupLimits withCpuShares(long shares) {
        return new CgroupLimits(shares, cpuQuotaMicros, cpuPeriodMicros, memoryBytes, pids, hugePageBytes, unified);
    }

    public CgroupLimits withCpuQuota(long quotaMicros, long periodMicros) {
        return new CgroupLimits(cpuShares, quotaMicros, periodMicros, memoryBytes, pids, hugePageBytes, unified);
    }

    public CgroupLimits withMemoryBytes(long bytes) {
        return new CgroupLimits(cpuShares, cpuQuotaMicros, cpuPeriodMicros, bytes, pids, hugePageBytes, unified);
    }

    public CgroupLimits withPids(long count) {
        return new CgroupLimits(cpuShares, cpuQuotaMicros, cpuPeriodMicros, memoryBytes, count, hugePageBytes, unified);
    }

    public CgroupLimits withHugePageBytes(Map<String, Long> bytes) {
        return new CgroupLimits(cpuShares, cpuQuotaMicros, cpuPeriodMicros, memoryBytes, pids, bytes, unified);
    }

    public CgroupLimits withUnified(Map<String, String> files) {
        return new CgroupLimits(cpuShares, cpuQuotaMicros, cpuPeriodMicros, memoryBytes, pids, hugePageBytes, files);
    }
}
