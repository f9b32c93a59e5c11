package io.djong.scheduler.snapshot;

import java.util.Arrays;

/// The numbers of all nodes: one array per resource, one row per node. The last row belongs to no node: it is where a
/// "what if" is worked out.
final class NodeTable {
    private static final int ROWS_MIN = 16;

    long[][] allocatable = new long[3][ROWS_MIN];
    long[][] requested = new long[3][ROWS_MIN];
    long[] nonZeroCpuMillis = new long[ROWS_MIN];
    long[] nonZeroMemoryBytes = new long[ROWS_MIN];
    int[] podCount = new int[ROWS_MIN];
    int[] podCapacity = new int[ROWS_MIN];

    int rows() {
        return podCount.length;
    }

    int resources() {
        return requested.length;
    }

    void ensure(int rows, int resources) {
        if (resources > requested.length) {
            allocatable = widened(allocatable, resources);
            requested = widened(requested, resources);
        }
        if (rows > rows()) {
            int size = Math.max(rows, rows() * 2);
            for (int r = 0; r < requested.length; r++) {
                allocatable[r] = Arrays.copyOf(allocatable[r], size);
                requested[r] = Arrays.copyOf(requested[r], size);
            }
            nonZeroCpuMillis = Arrays.copyOf(nonZeroCpuMillis, size);
            nonZeroMemoryBytes = Arrays.copyOf(nonZeroMemoryBytes, size);
            podCount = Arrays.copyOf(podCount, size);
            podCapacity = Arrays.copyOf(podCapacity, size);
        }
    }

    private long[][] widened(long[][] columns, int resources) {
        long[][] wider = Arrays.copyOf(columns, resources);
        for (int r = columns.length; r < resources; r++) wider[r] = new long[rows()];
        return wider;
    }

    void copyRow(int from, int to) {
        for (int r = 0; r < requested.length; r++) {
            allocatable[r][to] = allocatable[r][from];
            requested[r][to] = requested[r][from];
        }
        nonZeroCpuMillis[to] = nonZeroCpuMillis[from];
        nonZeroMemoryBytes[to] = nonZeroMemoryBytes[from];
        podCount[to] = podCount[from];
        podCapacity[to] = podCapacity[from];
    }

    /// Adds a pod's amounts to a row, or takes them away.
    void add(int row, PodInfo pod, int sign) {
        for (int i = 0; i < pod.requestCount(); i++) {
            ensure(0, pod.requestedResource(i) + 1);
            requested[pod.requestedResource(i)][row] += sign * pod.requestedAmount(i);
        }
        nonZeroCpuMillis[row] += sign * pod.nonZeroCpuMillis();
        nonZeroMemoryBytes[row] += sign * pod.nonZeroMemoryBytes();
        podCount[row] += sign;
    }
}
