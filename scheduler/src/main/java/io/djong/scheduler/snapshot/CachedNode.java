package io.djong.scheduler.snapshot;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One node as the cache has it: guarded by the cache's lock.
final class CachedNode {
    final String name;

    /// Its row in snapshots; -1 while there is no such node, only pods that name it.
    int row = -1;

    @Nullable
    Node node;

    String zone = "";
    final List<PodInfo> pods = new ArrayList<>();
    long[] requested = new long[3];
    long[] allocatable = new long[3];
    long nonZeroCpuMillis;
    long nonZeroMemoryBytes;
    int podCapacity;

    /// Counts changes of the node object, of the pods, and of both; a snapshot copies what it has another count of.
    long nodeVersion;

    long podsVersion;

    /// Whether it waits to be copied.
    boolean dirty;

    CachedNode(String name) {
        this.name = name;
    }

    void set(Node next, ResourceIndex index) {
        node = next;
        zone = NodeTree.zoneOf(next);
        nodeVersion++;
        Arrays.fill(allocatable, 0);
        podCapacity = 0;
        for (Map.Entry<String, Quantity> entry : next.status().allocatable().entrySet()) {
            if (entry.getKey().equals("pods")) {
                podCapacity = (int) Math.min(Integer.MAX_VALUE, entry.getValue().value());
            } else if (ResourceIndex.isCountable(entry.getKey())) {
                int number = index.number(entry.getKey());
                if (number >= allocatable.length) allocatable = Arrays.copyOf(allocatable, number + 1);
                allocatable[number] = ResourceIndex.amount(number, entry.getValue());
            }
        }
    }

    void add(PodInfo pod) {
        pods.add(pod);
        count(pod, 1);
    }

    void remove(PodInfo pod) {
        for (int i = 0; i < pods.size(); i++) {
            if (!pods.get(i).uid().equals(pod.uid())) continue;
            PodInfo last = pods.removeLast();
            if (i < pods.size()) pods.set(i, last);
            count(pod, -1);
            return;
        }
    }

    private void count(PodInfo pod, int sign) {
        podsVersion++;
        for (int i = 0; i < pod.requestCount(); i++) {
            int number = pod.requestedResource(i);
            if (number >= requested.length) requested = Arrays.copyOf(requested, number + 1);
            requested[number] += sign * pod.requestedAmount(i);
        }
        nonZeroCpuMillis += sign * pod.nonZeroCpuMillis();
        nonZeroMemoryBytes += sign * pod.nonZeroMemoryBytes();
    }
}
