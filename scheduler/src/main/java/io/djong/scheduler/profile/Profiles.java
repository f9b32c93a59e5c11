package io.djong.scheduler.profile;

import io.djong.scheduler.framework.BindPlugin;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes profiles of what a configuration says.
public final class Profiles {
    private Profiles() {}

    /// A plug-in at a point.
    private record Placed(Plugin plugin, int weight) {}

    /// Makes one profile. Every plug-in is made once, at however many points it runs.
    ///
    /// @throws IllegalArgumentException if it is no profile: without queue sort or binder, or with an
    ///     unknown plug-in; configurations are checked when they are read
    public static Profile make(ProfileConfig config, PluginRegistry registry) {
        Map<String, Plugin> made = new HashMap<>();
        for (PluginSet set : config.plugins().values()) {
            for (PluginSet.Enabled enabled : set.enabled()) {
                made.computeIfAbsent(
                        enabled.name(),
                        name -> registry.make(name, config.arguments().get(name)));
            }
        }
        List<QueueSortPlugin> sorts = plugins(config, made, ExtensionPoint.QUEUE_SORT, QueueSortPlugin.class);
        if (sorts.size() != 1) {
            throw new IllegalArgumentException(
                    "profile " + config.schedulerName() + " needs one queue sort plug-in, has " + sorts.size());
        }
        List<BindPlugin> binders = plugins(config, made, ExtensionPoint.BIND, BindPlugin.class);
        if (binders.isEmpty()) {
            throw new IllegalArgumentException("profile " + config.schedulerName() + " has no bind plug-in");
        }
        List<Profile.Weighted> scores = new ArrayList<>();
        for (Placed placed : at(config, made, ExtensionPoint.SCORE)) {
            scores.add(new Profile.Weighted((ScorePlugin) placed.plugin, Math.max(1, placed.weight)));
        }
        return new Profile(
                config.schedulerName(),
                config.percentageOfNodesToScore(),
                plugins(config, made, ExtensionPoint.PRE_ENQUEUE, PreEnqueuePlugin.class),
                sorts.getFirst(),
                plugins(config, made, ExtensionPoint.PRE_FILTER, PreFilterPlugin.class),
                plugins(config, made, ExtensionPoint.FILTER, FilterPlugin.class),
                plugins(config, made, ExtensionPoint.POST_FILTER, PostFilterPlugin.class),
                plugins(config, made, ExtensionPoint.PRE_SCORE, PreScorePlugin.class),
                scores,
                plugins(config, made, ExtensionPoint.RESERVE, ReservePlugin.class),
                plugins(config, made, ExtensionPoint.PERMIT, PermitPlugin.class),
                plugins(config, made, ExtensionPoint.PRE_BIND, PreBindPlugin.class),
                binders,
                plugins(config, made, ExtensionPoint.POST_BIND, PostBindPlugin.class));
    }

    private static <T extends Plugin> List<T> plugins(
            ProfileConfig config, Map<String, Plugin> made, ExtensionPoint point, Class<T> type) {
        List<T> result = new ArrayList<>();
        for (Placed placed : at(config, made, point)) result.add(type.cast(placed.plugin));
        return result;
    }

    /// The order at a point: first those that are named both here and at the multi-point, as here;
    /// then those that come from the multi-point; then the rest of those named here. What is said
    /// here of a plug-in wins.
    private static List<Placed> at(ProfileConfig config, Map<String, Plugin> made, ExtensionPoint point) {
        PluginSet here = config.at(point);
        PluginSet everywhere = config.at(ExtensionPoint.MULTI_POINT);
        Set<String> namedHere = new HashSet<>();
        for (PluginSet.Enabled enabled : here.enabled()) namedHere.add(enabled.name());
        Set<String> both = new HashSet<>();
        Map<String, Placed> fromMultiPoint = new LinkedHashMap<>();
        for (PluginSet.Enabled enabled : everywhere.enabled()) {
            Plugin plugin = made.get(enabled.name());
            if (plugin == null || !point.isOf(plugin)) continue;
            if (namedHere.contains(enabled.name())) {
                both.add(enabled.name());
            } else if (!here.disables(enabled.name())) {
                fromMultiPoint.put(enabled.name(), new Placed(plugin, enabled.weight()));
            }
        }
        List<Placed> first = new ArrayList<>();
        List<Placed> last = new ArrayList<>();
        for (PluginSet.Enabled enabled : here.enabled()) {
            Plugin plugin = made.get(enabled.name());
            if (plugin == null || !point.isOf(plugin)) {
                throw new IllegalArgumentException(enabled.name() + " has nothing to do at " + point.key());
            }
            (both.contains(enabled.name()) ? first : last).add(new Placed(plugin, enabled.weight()));
        }
        first.addAll(fromMultiPoint.values());
        first.addAll(last);
        return first;
    }
}
