/// What this node says of its pods: [io.djong.kubelet.status.StatusPlan] makes a status out of what
/// the runtime and the probes report, [io.djong.kubelet.status.StatusWriter] tells the API server,
/// and only when something changed.
///
/// Source: kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle.
@NullMarked
package io.djong.kubelet.status;

import org.jspecify.annotations.NullMarked;
