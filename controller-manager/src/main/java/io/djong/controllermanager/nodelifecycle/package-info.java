/// Watches over nodes: says when one is no longer heard of, keeps its taints and its pods' readiness in step with
/// its conditions, and holds back when so much is silent that the fault is more likely here.
///
/// Promises: a node whose lease and status have been silent for the grace period has its conditions set to
/// `Unknown`; taints follow conditions; `NoExecute` taints are set at a limited rate per zone, more slowly where
/// much of a large zone is ill, and not at all while every zone is. Pods are deleted by
/// [io.djong.controllermanager.tainteviction]. Upstream:
/// <https://kubernetes.io/docs/concepts/architecture/nodes/#node-controller>, `pkg/controller/nodelifecycle`.
@NullMarked
package io.djong.controllermanager.nodelifecycle;

import org.jspecify.annotations.NullMarked;
