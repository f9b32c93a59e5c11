package io.djong.scheduler.snapshot;

import io.djong.api.types.core.v1.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The nodes and their pods at one moment: what one decision is taken on. Belongs to one thread,
/// which brings it up to date between decisions ([ClusterCache#update]).
///
/// Nodes have rows, which stay theirs as long as they exist, and an order in which they are looked at: zones take
/// turns.
public final class Snapshot {
    private final ResourceIndex resources;
    private final NodeTable table = new NodeTable();
    private final Map<String, NodeInfo> byName = new HashMap<>();
    private final Map<String, ImageSpread> images = new HashMap<>();
    private @Nullable NodeInfo[] byRow = new @Nullable NodeInfo[0];
    private List<NodeInfo> order = List.of();
    private @Nullable NodeInfo trial;
    long orderVersion = -1;

    /// On how many nodes an image is.
    ///
    /// @param sizeBytes as the first node reported it that is still there
    public record ImageSpread(long sizeBytes, int nodes) {}

    /// An empty snapshot.
    ///
    /// @param resources the same index as the cache's and the pods'
    public Snapshot(ResourceIndex resources) {
        this.resources = resources;
    }

    /// The names of resources behind their numbers.
    public ResourceIndex resources() {
        return resources;
    }

    /// The nodes in the order in which they are looked at.
    public List<NodeInfo> nodes() {
        return order;
    }

    /// How many nodes there are.
    public int size() {
        return order.size();
    }

    /// More than the greatest row of any node.
    public int rows() {
        return byRow.length;
    }

    /// The node of this name, or null.
    public @Nullable NodeInfo node(String name) {
        return byName.get(name);
    }

    /// Where an image is, by one of its names; null when no node has it.
    public @Nullable ImageSpread image(String name) {
        return images.get(name);
    }

    /// A copy of the node to try something on. There is one: the next call ends its use.
    public NodeInfo trialOf(NodeInfo node) {
        NodeInfo copy = trial;
        if (copy == null) {
            table.ensure(byRow.length + 1, resources.size());
            copy = new NodeInfo(table, byRow.length, node.node());
            trial = copy;
        }
        copy.imitate(node);
        return copy;
    }

    void ensure(int rows) {
        table.ensure(rows + 1, resources.size());
        if (rows <= byRow.length) return;
        @Nullable NodeInfo[] wider = new @Nullable NodeInfo[rows];
        System.arraycopy(byRow, 0, wider, 0, byRow.length);
        byRow = wider;
        trial = null;
    }

    void copy(CachedNode cached, Node object) {
        NodeInfo info = byRow[cached.row];
        if (info == null || !info.name().equals(cached.name)) {
            info = new NodeInfo(table, cached.row, object);
            byRow[cached.row] = info;
            byName.put(cached.name, info);
        }
        if (info.nodeVersion == cached.nodeVersion) {
            info.copy(cached, object);
            return;
        }
        Map<String, Long> before = info.images();
        info.copy(cached, object);
        if (!before.equals(info.images())) {
            forgetImages(before);
            info.images()
                    .forEach((name, size) -> images.merge(
                            name, new ImageSpread(size, 1), (a, b) -> new ImageSpread(a.sizeBytes, a.nodes + 1)));
        }
    }

    void remove(int row) {
        NodeInfo info = byRow[row];
        if (info == null) return;
        byRow[row] = null;
        byName.remove(info.name(), info);
        forgetImages(info.images());
    }

    private void forgetImages(Map<String, Long> names) {
        for (String name : names.keySet()) {
            images.computeIfPresent(
                    name,
                    (_, spread) -> spread.nodes == 1 ? null : new ImageSpread(spread.sizeBytes, spread.nodes - 1));
        }
    }

    void reorder(List<CachedNode> nodes, long version) {
        List<NodeInfo> next = new ArrayList<>(nodes.size());
        for (CachedNode cached : nodes) {
            NodeInfo info = byRow[cached.row];
            if (info != null) next.add(info);
        }
        order = next;
        orderVersion = version;
    }
}
