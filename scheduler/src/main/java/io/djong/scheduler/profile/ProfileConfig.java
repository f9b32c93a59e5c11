package io.djong.scheduler.profile;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a configuration says of one profile.
///
/// @param percentageOfNodesToScore null leaves it to the scheduler's own setting
/// @param plugins per extension point, the defaults included
/// @param arguments of plug-ins, by their names
public record ProfileConfig(
        String schedulerName,
        @Nullable Integer percentageOfNodesToScore,
        Map<ExtensionPoint, PluginSet> plugins,
        Map<String, PluginArguments> arguments) {
    /// The name of pods that do not say otherwise.
    public static final String DEFAULT_SCHEDULER_NAME = "default-scheduler";

    /// Upstream's plug-ins, order and weights.
    public static final PluginSet DEFAULT_PLUGINS = new PluginSet(
            List.of(
                    new PluginSet.Enabled("SchedulingGates", 0),
                    new PluginSet.Enabled("PrioritySort", 0),
                    new PluginSet.Enabled("NodeUnschedulable", 0),
                    new PluginSet.Enabled("NodeName", 0),
                    new PluginSet.Enabled("TaintToleration", 3),
                    new PluginSet.Enabled("NodeAffinity", 2),
                    new PluginSet.Enabled("NodePorts", 0),
                    new PluginSet.Enabled("NodeResourcesFit", 1),
                    new PluginSet.Enabled("VolumeRestrictions", 0),
                    new PluginSet.Enabled("NodeVolumeLimits", 0),
                    new PluginSet.Enabled("VolumeBinding", 0),
                    new PluginSet.Enabled("VolumeZone", 0),
                    new PluginSet.Enabled("PodTopologySpread", 2),
                    new PluginSet.Enabled("InterPodAffinity", 2),
                    new PluginSet.Enabled("DynamicResources", 2),
                    new PluginSet.Enabled("DefaultPreemption", 0),
                    new PluginSet.Enabled("NodeResourcesBalancedAllocation", 1),
                    new PluginSet.Enabled("ImageLocality", 1),
                    new PluginSet.Enabled("DefaultBinder", 0),
                    new PluginSet.Enabled("NodeDeclaredFeatures", 0)),
            Set.of());

    /// The profile of a scheduler without a configuration.
    public static final ProfileConfig DEFAULT = of(DEFAULT_SCHEDULER_NAME, null, Map.of(), Map.of());

    public ProfileConfig {
        plugins = Map.copyOf(plugins);
        arguments = Map.copyOf(arguments);
    }

    /// A profile with what users say on top of the defaults.
    public static ProfileConfig of(
            String schedulerName,
            @Nullable Integer percentageOfNodesToScore,
            Map<ExtensionPoint, PluginSet> said,
            Map<String, PluginArguments> arguments) {
        Map<ExtensionPoint, PluginSet> plugins = new EnumMap<>(ExtensionPoint.class);
        for (ExtensionPoint point : ExtensionPoint.values()) {
            PluginSet defaults = point == ExtensionPoint.MULTI_POINT ? DEFAULT_PLUGINS : PluginSet.EMPTY;
            plugins.put(point, said.getOrDefault(point, PluginSet.EMPTY).over(defaults));
        }
        return new ProfileConfig(schedulerName, percentageOfNodesToScore, plugins, arguments);
    }

    /// What runs at a point.
    public PluginSet at(ExtensionPoint point) {
        return plugins.getOrDefault(point, PluginSet.EMPTY);
    }
}
