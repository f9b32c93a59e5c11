package io.djong.scheduler.queue;

import io.djong.scheduler.framework.ClusterEvent;
import io.djong.scheduler.framework.EnqueuePlugin;
import io.djong.scheduler.framework.EventHint;
import io.djong.scheduler.framework.Plugin;
import io.djong.scheduler.profile.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which events the plug-ins of each profile wait for.
final class Hints {
    private final Map<String, List<PluginHint>> byScheduler = new HashMap<>();

    private record PluginHint(String plugin, EventHint hint) {}

    /// What becomes of a refused pod.
    enum Verdict {
        /// Nothing has changed for it.
        STAYS,
        /// Worth a try, after its back-off.
        AFTER_BACKOFF,
        /// What it waited for is there.
        AT_ONCE
    }

    Hints(Iterable<Profile> profiles) {
        for (Profile profile : profiles) {
            List<PluginHint> hints = new ArrayList<>();
            for (Plugin plugin : profile.plugins()) {
                if (plugin instanceof EnqueuePlugin enqueue) {
                    for (EventHint hint : enqueue.events()) hints.add(new PluginHint(plugin.name(), hint));
                } else {
                    // A plug-in that says nothing: every event may help.
                    hints.add(new PluginHint(plugin.name(), EventHint.always(ClusterEvent.UNSCHEDULABLE_TIMEOUT)));
                }
            }
            byScheduler.put(profile.schedulerName(), hints);
        }
    }

    /// Whether any plug-in waits for such an event.
    boolean isOfInterest(ClusterEvent event) {
        if (event.isForAll()) return true;
        for (List<PluginHint> hints : byScheduler.values()) {
            for (PluginHint hint : hints) {
                if (hint.hint.event().covers(event)) return true;
            }
        }
        return false;
    }

    /// Whether the plug-in that gates the pod waits for such an event.
    boolean interestsGate(QueuedPod pod, ClusterEvent event) {
        if (event.isForAll()) return false;
        for (PluginHint hint : of(pod)) {
            if (hint.plugin.equals(pod.gatedBy) && hint.hint.event().covers(event)) return true;
        }
        return false;
    }

    /// Whether what happened may help the pod.
    Verdict verdict(QueuedPod pod, InFlight.Happened happened) {
        if (!pod.hasRefusals()) return Verdict.AFTER_BACKOFF;
        if (happened.event().isForAll()) {
            boolean forThis =
                    happened.after() == null || EventHint.isSame(pod.info().pod(), happened.after());
            return forThis ? Verdict.AFTER_BACKOFF : Verdict.STAYS;
        }
        Verdict verdict = Verdict.STAYS;
        for (PluginHint hint : of(pod)) {
            if (!pod.isRefusedBy(hint.plugin) || !hint.hint.event().covers(happened.event())) continue;
            if (!hint.hint.hint().mayHelp(pod.info().pod(), happened.before(), happened.after())) continue;
            if (pod.pendingPlugins.contains(hint.plugin)) return Verdict.AT_ONCE;
            verdict = Verdict.AFTER_BACKOFF;
        }
        return verdict;
    }

    private List<PluginHint> of(QueuedPod pod) {
        return byScheduler.getOrDefault(pod.info().pod().spec().schedulerName(), List.of());
    }
}
