package io.djong.scheduler;

import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.client.events.ActionRecorder;
import io.djong.scheduler.profile.Profile;
import io.djong.scheduler.queue.SchedulingQueue;
import io.djong.scheduler.snapshot.ClusterCache;
import io.djong.scheduler.snapshot.ResourceIndex;
import java.util.Map;

/// What the parts of one scheduler share.
///
/// @param profiles by scheduler name
/// @param recorders by scheduler name
record SchedulerParts(
        Environment environment,
        KubeClient client,
        SchedulerConfig config,
        Map<String, Profile> profiles,
        Map<String, ActionRecorder> recorders,
        ResourceIndex resources,
        ClusterCache cache,
        SchedulingQueue queue,
        NominatedPods nominated,
        PodStatusWriter statuses,
        SchedulerMetrics metrics) {}
