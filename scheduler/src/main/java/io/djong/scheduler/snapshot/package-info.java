/// What the scheduler knows of nodes and of the pods on them: a cache that follows the cluster, and
/// a snapshot that one decision is taken on. Sums per resource are dense arrays; a snapshot is
/// brought up to date by copying only what has changed.
@NullMarked
package io.djong.scheduler.snapshot;

import org.jspecify.annotations.NullMarked;
