package io.djong.kubelet.resources;

/// CPU in the units of the kernel's scheduler.
final class CpuNumbers {
    /// The least weight, which is also that of nothing.
    static final long SHARES_MIN = 2;

    private static final long SHARES_MAX = 262_144;
    private static final long QUOTA_MICROS_MIN = 1000;

    private CpuNumbers() {}

    /// The weight of thousandths of a CPU: 1024 for a whole one.
    static long shares(long milliCpu) {
        return Math.clamp(milliCpu * 1024 / 1000, SHARES_MIN, SHARES_MAX);
    }

    /// The time per period of thousandths of a CPU; 0 for no limit.
    static long quotaMicros(long milliCpu, long periodMicros) {
        return milliCpu == 0 ? 0 : Math.max(milliCpu * periodMicros / 1000, QUOTA_MICROS_MIN);
    }
}
