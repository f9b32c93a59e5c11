/// What the node, its pods and containers use: from the runtime and `/proc`, told as upstream's
/// kubelet tells it (`/stats/summary`, `/metrics/resource`, `/metrics/cadvisor`).
/// [io.djong.kubelet.stats.StatsReader] reads; the documents are pure.
@NullMarked
package io.djong.kubelet.stats;

import org.jspecify.annotations.NullMarked;
