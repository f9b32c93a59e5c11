/// Gives each node its part of the pods' address range: `spec.podCIDR` and `spec.podCIDRs`, one of each family.
///
/// Promises: no two nodes have the same part, also when the answer to a write was lost; a part is free again when its
/// node is gone; parts that overlap the services' range are never given. When none is left, the node's event says
/// so. Upstream: `--allocate-node-cidrs` of kube-controller-manager, `pkg/controller/nodeipam`, its range allocator.
@NullMarked
package io.djong.controllermanager.nodeipam;

import org.jspecify.annotations.NullMarked;
