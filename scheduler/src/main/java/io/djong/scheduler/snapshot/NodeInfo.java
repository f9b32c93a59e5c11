package io.djong.scheduler.snapshot;

import io.djong.api.types.core.v1.ContainerImage;
import io.djong.api.types.core.v1.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One node in a snapshot: the object, its pods, and its row of the table of numbers. Valid until the snapshot is
/// brought up to date; read by one thread.
public final class NodeInfo {
    private static final PodInfo[] NO_PODS = {};

    private final NodeTable table;
    final int row;
    private Node node;
    private Map<String, Long> images = Map.of();
    private PodInfo[] pods = NO_PODS;
    private int podCount;
    private int podsWithPorts;
    private int podsWithAffinity;
    private int podsApart;
    long nodeVersion = -1;
    long podsVersion = -1;

    NodeInfo(NodeTable table, int row, Node node) {
        this.table = table;
        this.row = row;
        this.node = node;
    }

    /// Its number among the rows; nodes that exist at the same time have different ones.
    public int row() {
        return row;
    }

    /// The object.
    public Node node() {
        return node;
    }

    /// Its name.
    public String name() {
        return node.metadata().name();
    }

    /// How many pods are on it, those included that are on their way.
    public int podCount() {
        return podCount;
    }

    /// One of its pods.
    public PodInfo pod(int i) {
        return pods[i];
    }

    /// Its pods, in no order.
    public List<PodInfo> pods() {
        return Collections.unmodifiableList(Arrays.asList(pods).subList(0, podCount));
    }

    /// How many of its pods say something of the company of others.
    public int podsWithAffinity() {
        return podsWithAffinity;
    }

    /// How many of its pods require to be apart from others.
    public int podsApart() {
        return podsApart;
    }

    /// How many pods it takes.
    public int podCapacity() {
        return table.podCapacity[row];
    }

    /// What it has of a resource, in the resource's unit.
    public long allocatable(int resource) {
        return resource < table.resources() ? table.allocatable[resource][row] : 0;
    }

    /// What its pods request of a resource together, in the resource's unit.
    public long requested(int resource) {
        return resource < table.resources() ? table.requested[resource][row] : 0;
    }

    /// What its pods request together where no container counts with nothing.
    public long nonZeroCpuMillis() {
        return table.nonZeroCpuMillis[row];
    }

    /// As [#nonZeroCpuMillis].
    public long nonZeroMemoryBytes() {
        return table.nonZeroMemoryBytes[row];
    }

    /// Whether the node has an image, by one of its names.
    public boolean hasImage(String image) {
        return images.containsKey(image);
    }

    /// The images that the node reports: every name with its size in bytes.
    Map<String, Long> images() {
        return images;
    }

    /// Whether a pod on the node has a port that conflicts with one of these.
    public boolean hasPortConflict(List<HostPort> wanted) {
        if (podsWithPorts == 0) return false;
        for (int p = 0; p < podCount; p++) {
            for (HostPort used : pods[p].hostPorts()) {
                for (int i = 0; i < wanted.size(); i++) {
                    if (wanted.get(i).conflictsWith(used)) return true;
                }
            }
        }
        return false;
    }

    /// Takes over what the cache has.
    void copy(CachedNode cached, Node object) {
        if (nodeVersion != cached.nodeVersion) {
            nodeVersion = cached.nodeVersion;
            node = object;
            images = imagesOf(object);
            for (int r = 0; r < table.resources(); r++) {
                table.allocatable[r][row] = r < cached.allocatable.length ? cached.allocatable[r] : 0;
            }
            table.podCapacity[row] = cached.podCapacity;
        }
        if (podsVersion != cached.podsVersion) {
            podsVersion = cached.podsVersion;
            for (int r = 0; r < table.resources(); r++) {
                table.requested[r][row] = r < cached.requested.length ? cached.requested[r] : 0;
            }
            table.nonZeroCpuMillis[row] = cached.nonZeroCpuMillis;
            table.nonZeroMemoryBytes[row] = cached.nonZeroMemoryBytes;
            setPods(cached.pods.toArray(NO_PODS), cached.pods.size());
        }
    }

    private static Map<String, Long> imagesOf(Node node) {
        List<ContainerImage> reported = node.status().images();
        if (reported.isEmpty()) return Map.of();
        Map<String, Long> result = new HashMap<>();
        for (ContainerImage image : reported) {
            for (String name : image.names()) result.put(name, image.sizeBytes());
        }
        return result;
    }

    private void setPods(PodInfo[] next, int count) {
        pods = next;
        podCount = count;
        table.podCount[row] = count;
        podsWithPorts = 0;
        podsWithAffinity = 0;
        podsApart = 0;
        for (int i = 0; i < count; i++) {
            if (!next[i].hostPorts().isEmpty()) podsWithPorts++;
            if (!next[i].affinity().isNone()) podsWithAffinity++;
            if (!next[i].affinity().requiredApart().isEmpty()) podsApart++;
        }
    }

    /// Becomes a copy of another node, to try something on.
    void imitate(NodeInfo other) {
        node = other.node;
        images = other.images;
        table.copyRow(other.row, row);
        setPods(other.pods.clone(), other.podCount);
    }

    /// On a copy: as if the pod were there.
    public void add(PodInfo pod) {
        List<PodInfo> more = new ArrayList<>(pods());
        more.add(pod);
        table.add(row, pod, 1);
        setPods(more.toArray(NO_PODS), more.size());
    }

    /// On a copy: as if the pod were gone.
    public void remove(PodInfo pod) {
        List<PodInfo> fewer = new ArrayList<>(pods());
        if (!fewer.removeIf(other -> other.uid().equals(pod.uid()))) return;
        table.add(row, pod, -1);
        setPods(fewer.toArray(NO_PODS), fewer.size());
    }

    @Override
    public String toString() {
        return name();
    }
}
