/// The pods that wait for a node: those to try next, those that back off, and those that fit nowhere until something
/// changes. Events of the cluster bring back only the pods that they may help.
///
/// Source: KEP-4247 (queueing hints), KEP-5142 (pop from the back-off queue), KEP-3521 (gates); kube-scheduler
/// `backend/queue`.
@NullMarked
package io.djong.scheduler.queue;

import org.jspecify.annotations.NullMarked;
