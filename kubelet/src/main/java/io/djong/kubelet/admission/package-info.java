/// Whether this node takes a pod that was given to it. The scheduler has decided already, but by
/// what it knew: the node has the last word.
///
/// Source: upstream's `kubelet/lifecycle`, kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster.
@NullMarked
package io.djong.kubelet.admission;

import org.jspecify.annotations.NullMarked;
