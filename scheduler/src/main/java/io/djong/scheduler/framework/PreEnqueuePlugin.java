package io.djong.scheduler.framework;

import io.djong.api.types.core.v1.Pod;

/// Decides whether a pod may enter the queue of those to schedule. A pod that may not is *gated*:
/// it is not tried, and gets no event or condition for it.
public interface PreEnqueuePlugin extends Plugin {
    /// Called with the queue's lock held: quick, and without waiting.
    Status preEnqueue(Pod pod);
}
