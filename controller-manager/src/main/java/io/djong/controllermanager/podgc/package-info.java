/// Removes pods that nobody else will: ended ones beyond a number, those of nodes that are gone, those that are
/// being deleted without ever having had a node, and those of nodes that were taken out of service.
///
/// Upstream: `pkg/controller/podgc`,
/// <https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection>.
@NullMarked
package io.djong.controllermanager.podgc;

import org.jspecify.annotations.NullMarked;
