package io.djong.scheduler.queue;

import java.time.Duration;

/// How long pods wait.
///
/// @param initialBackoff after the first refusal; doubles with each further one
/// @param maxBackoff the longest
/// @param unschedulableMax after which a pod is tried again though nothing happened that helps it
public record QueueOptions(Duration initialBackoff, Duration maxBackoff, Duration unschedulableMax) {
    /// Upstream's defaults.
    public static final QueueOptions DEFAULT =
            new QueueOptions(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(5));
}
