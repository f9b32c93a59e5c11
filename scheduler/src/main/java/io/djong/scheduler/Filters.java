package io.djong.scheduler;

import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.FilterPlugin;
import io.djong.scheduler.framework.Plugin;
import io.djong.scheduler.framework.PostFilterPlugin;
import io.djong.scheduler.framework.PreFilterPlugin;
import io.djong.scheduler.framework.Refusals;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.profile.Profile;
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;

/// The filters of a profile that have something to say about one pod.
final class Filters {
    private final Nominations nominations;
    private final Snapshot snapshot;
    private final PodInfo pod;
    private final CycleState state;
    private final List<PreFilterPlugin> preFilters;
    private final FilterPlugin[] filters;
    private int count;

    Filters(Profile profile, Nominations nominations, Snapshot snapshot, PodInfo pod, CycleState state) {
        this.nominations = nominations;
        this.snapshot = snapshot;
        this.pod = pod;
        this.state = state;
        this.preFilters = new ArrayList<>(profile.preFilter());
        this.filters = profile.filter().toArray(FilterPlugin[]::new);
        this.count = filters.length;
    }

    /// From now on without this plug-in.
    void skip(Plugin plugin) {
        preFilters.remove(plugin);
        for (int i = 0; i < count; i++) {
            if (!filters[i].equals(plugin)) continue;
            System.arraycopy(filters, i + 1, filters, i, count - i - 1);
            count--;
            return;
        }
    }

    /// What the first filter that refuses says; success if none does. A node on which room is made
    /// for other pods of at least this priority must do with and without them.
    Status run(NodeInfo node) {
        List<PodInfo> nominated = nominations.on(node.name());
        if (nominated.isEmpty()) return runOnce(node);
        List<PodInfo> counted = new ArrayList<>();
        for (PodInfo other : nominated) {
            if (other.priority() >= pod.priority() && !other.uid().equals(pod.uid())) counted.add(other);
        }
        if (counted.isEmpty()) return runOnce(node);
        boolean isTrial = !node.equals(snapshot.node(node.name()));
        NodeInfo trial = isTrial ? node : snapshot.trialOf(node);
        for (PodInfo other : counted) {
            trial.add(other);
            podAdded(other, trial);
        }
        Status status = runOnce(trial);
        for (PodInfo other : counted) {
            trial.remove(other);
            podRemoved(other, trial);
        }
        return status.isSuccess() ? runOnce(node) : status;
    }

    private Status runOnce(NodeInfo node) {
        for (int i = 0; i < count; i++) {
            Status status = filters[i].filter(state, pod, node);
            if (!status.isSuccess()) return status;
        }
        return Status.SUCCESS;
    }

    private void podAdded(PodInfo other, NodeInfo node) {
        for (PreFilterPlugin plugin : preFilters) plugin.podAdded(state, pod, other, node);
    }

    private void podRemoved(PodInfo other, NodeInfo node) {
        for (PreFilterPlugin plugin : preFilters) plugin.podRemoved(state, pod, other, node);
    }

    /// What post-filters may ask.
    PostFilterPlugin.Filtered asked(Refusals refusals) {
        return new PostFilterPlugin.Filtered() {
            @Override
            public Status status(String node) {
                return refusals.get(node);
            }

            @Override
            public Status filter(NodeInfo node) {
                return run(node);
            }

            @Override
            public void podAdded(PodInfo other, NodeInfo node) {
                Filters.this.podAdded(other, node);
            }

            @Override
            public void podRemoved(PodInfo other, NodeInfo node) {
                Filters.this.podRemoved(other, node);
            }
        };
    }
}
