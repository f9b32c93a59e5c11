package io.djong.scheduler;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Gauge;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import io.djong.scheduler.queue.QueuedPod;
import io.djong.scheduler.snapshot.ClusterCache;
import java.util.Collection;
import java.util.List;

/// The scheduler's metrics, by upstream's names.
final class SchedulerMetrics {
    private static final int ATTEMPTS_SHOWN_MAX = 15;

    private final Family<Counter> attempts;
    private final Family<Histogram> attemptSeconds;
    private final Histogram algorithmSeconds;
    private final Histogram podAttempts;
    private final Family<Histogram> podSeconds;
    private final Family<Histogram> eventSeconds;
    private final Family<Gauge> unschedulable;
    private final Counter scheduledAfterFlush;
    private final Counter preemptionAttempts;
    private final Histogram preemptionVictims;

    SchedulerMetrics(MetricRegistry registry) {
        Buckets seconds = Buckets.exponential(0.001, 2, 15);
        attempts = registry.counter(
                "scheduler_schedule_attempts_total",
                "[STABLE] Number of attempts to schedule pods, by the result.",
                "profile",
                "result");
        attemptSeconds = registry.histogram(
                "scheduler_scheduling_attempt_duration_seconds",
                "[STABLE] Scheduling attempt latency in seconds (scheduling algorithm + binding).",
                seconds,
                "profile",
                "result");
        algorithmSeconds = registry.histogram(
                "scheduler_scheduling_algorithm_duration_seconds", "Scheduling algorithm latency in seconds.", seconds);
        podAttempts = registry.histogram(
                "scheduler_pod_scheduling_attempts",
                "[STABLE] Number of attempts to successfully schedule a pod.",
                Buckets.exponential(1, 2, 5));
        podSeconds = registry.histogram(
                "scheduler_pod_scheduling_sli_duration_seconds",
                "[BETA] E2e latency for a pod being scheduled, from the time the pod enters the scheduling queue.",
                Buckets.exponential(0.01, 2, 20),
                "attempts");
        eventSeconds = registry.histogram(
                "scheduler_event_handling_duration_seconds",
                "Event handling latency in seconds.",
                Buckets.exponential(0.0001, 2, 12),
                "event");
        unschedulable = registry.gauge(
                "scheduler_unschedulable_pods",
                "The number of unschedulable pods broken down by plugin name.",
                "plugin",
                "profile");
        scheduledAfterFlush = registry.counter(
                "scheduler_pod_scheduled_after_flush_total",
                "Number of pods that were successfully scheduled after being flushed from unschedulablePods.");
        preemptionAttempts = registry.counter(
                "scheduler_preemption_attempts_total", "[STABLE] Total preemption attempts in the cluster till now.");
        preemptionVictims = registry.histogram(
                "scheduler_preemption_victims",
                "[STABLE] Number of selected preemption victims.",
                Buckets.exponential(1, 2, 7));
    }

    static void observe(MetricRegistry registry, ClusterCache cache) {
        registry.gaugesOf(
                "scheduler_cache_size",
                "Number of nodes, pods, and assumed (bound) pods in the scheduler cache.",
                List.of("type"),
                sink -> {
                    ClusterCache.Size size = cache.size();
                    sink.add(size.nodes(), "nodes");
                    sink.add(size.pods(), "pods");
                    sink.add(size.assumed(), "assumed_pods");
                });
    }

    void scheduled(String profile, QueuedPod pod, long attemptNanos, long podNanos) {
        attempted(profile, "scheduled", attemptNanos);
        podAttempts.observe(pod.attempts());
        String tries =
                pod.attempts() >= ATTEMPTS_SHOWN_MAX ? ATTEMPTS_SHOWN_MAX + "+" : Integer.toString(pod.attempts());
        podSeconds.with(tries).observeNanos(podNanos);
        if (pod.wasFlushed()) scheduledAfterFlush.inc();
    }

    void unschedulable(String profile, long attemptNanos) {
        attempted(profile, "unschedulable", attemptNanos);
    }

    void failed(String profile, long attemptNanos) {
        attempted(profile, "error", attemptNanos);
    }

    private void attempted(String profile, String result, long nanos) {
        attempts.with(profile, result).inc();
        attemptSeconds.with(profile, result).observeNanos(nanos);
    }

    void decided(long nanos) {
        algorithmSeconds.observeNanos(nanos);
    }

    void refusedBy(Collection<String> plugins, String profile, int change) {
        for (String plugin : plugins) unschedulable.with(plugin, profile).add(change);
    }

    void handled(String event, long nanos) {
        eventSeconds.with(event).observeNanos(nanos);
    }

    void preempted(int victims) {
        preemptionVictims.observe(victims);
    }

    void preemptionTried() {
        preemptionAttempts.inc();
    }
}
