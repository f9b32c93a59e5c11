package io.djong.scheduler.plugins.noderesources;

import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.ResourceIndex;
import java.util.List;

/// What nodes would have and give of each resource that counts, with the pod on them. Belongs to
/// one plug-in, and to the pod that it was prepared for last.
final class ResourceScorer {
    private final long[] weights;
    private final int[] numbers;
    private final long[] wanted;
    private final boolean actual;

    /// @param resources which count, with their weights
    /// @param actual whether containers without requests count with nothing, else with a little
    ResourceScorer(ResourceIndex index, List<WeightedResource> resources, boolean actual) {
        this.actual = actual;
        weights = resources.stream().mapToLong(WeightedResource::weight).toArray();
        numbers = resources.stream()
                .mapToInt(resource -> index.number(resource.name()))
                .toArray();
        wanted = new long[numbers.length];
    }

    /// Looks at the pod.
    ///
    /// @return whether it wants any of the resources
    boolean prepare(PodInfo pod) {
        boolean any = false;
        for (int i = 0; i < numbers.length; i++) {
            wanted[i] = wantedBy(pod, numbers[i]);
            any |= wanted[i] > 0;
        }
        return any;
    }

    private long wantedBy(PodInfo pod, int number) {
        if (!actual && number == ResourceIndex.CPU) return pod.nonZeroCpuMillis();
        if (!actual && number == ResourceIndex.MEMORY) return pod.nonZeroMemoryBytes();
        return pod.requested(number);
    }

    int size() {
        return numbers.length;
    }

    long weight(int i) {
        return weights[i];
    }

    /// What the node has; 0 also for a special resource that the pod does not want: that does not count.
    long allocatable(NodeInfo node, int i) {
        if (wanted[i] == 0 && numbers[i] > ResourceIndex.EPHEMERAL_STORAGE) return 0;
        return node.allocatable(numbers[i]);
    }

    /// What would be requested of it, with the pod.
    long requested(NodeInfo node, int i) {
        int number = numbers[i];
        if (!actual && number == ResourceIndex.CPU) return node.nonZeroCpuMillis() + wanted[i];
        if (!actual && number == ResourceIndex.MEMORY) return node.nonZeroMemoryBytes() + wanted[i];
        return node.requested(number) + wanted[i];
    }
}
