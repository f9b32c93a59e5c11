/// The node as an object of the cluster: it registers, says how it is, and renews its lease.
///
/// Source: kubernetes.io/docs/reference/node/node-status,
/// kubernetes.io/docs/concepts/architecture/leases.
@NullMarked
package io.djong.kubelet.node;

import org.jspecify.annotations.NullMarked;
