/// kube-scheduler: finds a node for every pod that has none.
///
/// [io.djong.scheduler.SchedulingPlan] decides, from a snapshot; [io.djong.scheduler.Scheduler] does: it follows the
/// cluster, takes pods from the queue, binds them, and tells about those that fit nowhere.
///
/// Source: kubernetes.io/docs/concepts/scheduling-eviction, kubernetes.io/docs/reference/scheduling.
@NullMarked
package io.djong.scheduler;

import org.jspecify.annotations.NullMarked;
