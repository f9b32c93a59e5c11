/// Deletes pods from nodes that have a `NoExecute` taint which they do not tolerate, or no longer: a toleration
/// with `tolerationSeconds` holds for that long from the moment at which the controller first sees pod and taint
/// together.
///
/// Upstream: <https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/>,
/// `pkg/controller/tainteviction`.
@NullMarked
package io.djong.controllermanager.tainteviction;

import org.jspecify.annotations.NullMarked;
