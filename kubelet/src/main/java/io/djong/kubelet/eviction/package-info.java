/// Pods that have to go: because the node runs out of memory, disk or processes, or because they write more than they
/// may.
///
/// [EvictionPlan] decides by what the node has left ([Observation]) and by [Threshold]s; [RankingPlan] says who goes
/// first, [LocalStoragePlan] who is over a limit of their own. [Eviction] looks every ten seconds and does it.
///
/// Source: kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction, upstream's `kubelet/eviction`.
@NullMarked
package io.djong.kubelet.eviction;

import org.jspecify.annotations.NullMarked;
