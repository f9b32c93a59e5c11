/// The pod network of one node: a bridge with the node's part of the pod range, the way out, and what must not leave.
///
/// Promises: [NodeNetwork#apply] converges and may be called again at any time; packets for the service range or for
/// unassigned parts of the pod range never leave the machine; [NodeNetwork#remove] takes every trace away and gives
/// kernel parameters their earlier values. Pods are attached by Debian's CNI plug-ins, which containerd runs; no JVM
/// is started for a pod. IPv4.
@NullMarked
package io.djong.network;

import org.jspecify.annotations.NullMarked;
