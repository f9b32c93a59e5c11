/// What requests and limits become on Linux: numbers for the container runtime, control groups of
/// pods and of quality classes, and what of the node pods may have at all. Source:
/// kubernetes.io/docs/concepts/configuration/manage-resources-containers,
/// /docs/tasks/administer-cluster/ reserve-compute-resources.
@NullMarked
package io.djong.kubelet.resources;

import org.jspecify.annotations.NullMarked;
