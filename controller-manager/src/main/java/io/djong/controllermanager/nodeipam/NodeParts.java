package io.djong.controllermanager.nodeipam;

import io.djong.api.ip.Cidr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which node has which parts. A node that was given parts keeps them until it is seen with others or is gone,
/// whatever became of the write: the answer may have been lost. Not safe for several threads.
final class NodeParts {
    private final List<SubnetPool> pools = new ArrayList<>();
    private final Map<String, List<Cidr>> held = new HashMap<>();
    private final IpamMetrics metrics;

    NodeParts(NodeIpamOptions options, IpamMetrics metrics) {
        this.metrics = metrics;
        for (var range : options.ranges()) {
            var pool = new SubnetPool(range);
            pools.add(pool);
            metrics.size(pool);
            for (Cidr service : options.services()) {
                int count = pool.occupy(service);
                if (count > 0) metrics.given(pool, count);
            }
        }
    }

    /// The node is seen with these parts.
    ///
    /// @return what is wrong with them; "" when nothing is
    String has(String node, List<String> texts) {
        List<Cidr> parts = new ArrayList<>();
        for (String text : texts) {
            Cidr part = Cidr.parse(text);
            if (part == null) return "failed to parse node " + node + ", CIDR " + text;
            if (parts.size() >= pools.size()) {
                return "node " + node + " has " + text + ", for which there is no cluster CIDR";
            }
            parts.add(part);
        }
        if (parts.equals(held.get(node))) return "";
        free(node);
        String problem = "";
        for (int i = 0; i < parts.size(); i++) {
            int count = pools.get(i).occupy(parts.get(i));
            if (count > 0) metrics.given(pools.get(i), count);
            if (count < 0) {
                problem = "cidr " + parts.get(i) + " is out the range of cluster cidr "
                        + pools.get(i).cluster();
            }
        }
        held.put(node, List.copyOf(parts));
        return problem;
    }

    /// Parts for a node that has none: those that it was given before, or new ones.
    ///
    /// @return null when there are none left
    @Nullable
    List<Cidr> give(String node) {
        List<Cidr> known = held.get(node);
        if (known != null) return known;
        List<Cidr> parts = new ArrayList<>();
        for (SubnetPool pool : pools) {
            var given = pool.give();
            if (given == null) {
                release(parts);
                return null;
            }
            parts.add(given.part());
            metrics.tried(pool, given.tries());
            metrics.given(pool, 1);
        }
        held.put(node, List.copyOf(parts));
        return parts;
    }

    /// The node is gone.
    void free(String node) {
        List<Cidr> parts = held.remove(node);
        if (parts != null) release(parts);
    }

    private void release(List<Cidr> parts) {
        for (int i = 0; i < parts.size(); i++) {
            int count = pools.get(i).release(parts.get(i));
            if (count > 0) metrics.released(pools.get(i), count);
        }
    }
}
