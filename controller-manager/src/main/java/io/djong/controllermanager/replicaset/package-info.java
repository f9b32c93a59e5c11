/// Keeps as many pods alive as a ReplicaSet asks for.
///
/// Promises: never creates while creations or deletions of its own are not yet seen; takes over orphans that match
/// and lets go what no longer does; deletes the pods that are missed least (see
/// [io.djong.controllermanager.podcontrol.PodsToDelete]); at most 500 creations or deletions in one run; status
/// follows. Upstream: <https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/>,
/// `pkg/controller/replicaset`.
@NullMarked
package io.djong.controllermanager.replicaset;

import org.jspecify.annotations.NullMarked;
