package io.djong.scheduler.profile;

import io.djong.scheduler.framework.BindPlugin;
import io.djong.scheduler.framework.EnqueuePlugin;
import io.djong.scheduler.framework.FilterPlugin;
import io.djong.scheduler.framework.PermitPlugin;
import io.djong.scheduler.framework.Plugin;
import io.djong.scheduler.framework.PostBindPlugin;
import io.djong.scheduler.framework.PostFilterPlugin;
import io.djong.scheduler.framework.PreBindPlugin;
import io.djong.scheduler.framework.PreEnqueuePlugin;
import io.djong.scheduler.framework.PreFilterPlugin;
import io.djong.scheduler.framework.PreScorePlugin;
import io.djong.scheduler.framework.QueueSortPlugin;
import io.djong.scheduler.framework.ReservePlugin;
import io.djong.scheduler.framework.ScorePlugin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The plug-ins for the pods of one scheduler name, per extension point in running order.
///
/// @param schedulerName which pods: those with this `spec.schedulerName`
/// @param percentageOfNodesToScore when to stop looking for more nodes, 1 to 100; 0 adapts to the cluster's
/// size; null
///     leaves it to the scheduler's own setting
public record Profile(
        String schedulerName,
        @Nullable Integer percentageOfNodesToScore,
        List<PreEnqueuePlugin> preEnqueue,
        QueueSortPlugin queueSort,
        List<PreFilterPlugin> preFilter,
        List<FilterPlugin> filter,
        List<PostFilterPlugin> postFilter,
        List<PreScorePlugin> preScore,
        List<Weighted> score,
        List<ReservePlugin> reserve,
        List<PermitPlugin> permit,
        List<PreBindPlugin> preBind,
        List<BindPlugin> bind,
        List<PostBindPlugin> postBind) {
    /// A score plug-in and how much it counts.
    public record Weighted(ScorePlugin plugin, int weight) {}

    public Profile {
        preEnqueue = List.copyOf(preEnqueue);
        preFilter = List.copyOf(preFilter);
        filter = List.copyOf(filter);
        postFilter = List.copyOf(postFilter);
        preScore = List.copyOf(preScore);
        score = List.copyOf(score);
        reserve = List.copyOf(reserve);
        permit = List.copyOf(permit);
        preBind = List.copyOf(preBind);
        bind = List.copyOf(bind);
        postBind = List.copyOf(postBind);
    }

    /// Every plug-in of the profile, once.
    public List<Plugin> plugins() {
        Set<Plugin> all = new LinkedHashSet<>(preEnqueue);
        all.add(queueSort);
        all.addAll(preFilter);
        all.addAll(filter);
        all.addAll(postFilter);
        all.addAll(preScore);
        for (Weighted weighted : score) all.add(weighted.plugin);
        all.addAll(reserve);
        all.addAll(permit);
        all.addAll(preBind);
        all.addAll(bind);
        all.addAll(postBind);
        return new ArrayList<>(all);
    }

    /// The plug-ins that say which events may help the pods that they refused.
    public List<EnqueuePlugin> enqueue() {
        List<EnqueuePlugin> result = new ArrayList<>();
        for (Plugin plugin : plugins()) {
            if (plugin instanceof EnqueuePlugin enqueue) result.add(enqueue);
        }
        return result;
    }
}
