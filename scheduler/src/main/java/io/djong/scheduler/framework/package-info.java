/// What plug-ins of the scheduler are: one ordinary interface per extension point, and what they answer with.
///
/// A cycle runs on one thread: PreFilter, Filter for each node, PostFilter when none is left, PreScore, Score,
/// NormalizeScore, Reserve, Permit. What follows (PreBind, Bind, PostBind) runs on a thread of its own per pod.
///
/// Source: KEP-624, kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework.
@NullMarked
package io.djong.scheduler.framework;

import org.jspecify.annotations.NullMarked;
