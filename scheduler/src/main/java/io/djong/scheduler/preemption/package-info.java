/// Makes room for important pods: finds the node on which the least important pods would have to go.
///
/// Source: kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption; kube-scheduler
/// `framework/preemption`.
@NullMarked
package io.djong.scheduler.preemption;

import org.jspecify.annotations.NullMarked;
