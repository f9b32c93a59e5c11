package io.djong.scheduler.profile;

import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.scheduler.framework.Plugin;
import io.djong.scheduler.plugins.defaultbinder.DefaultBinder;
import io.djong.scheduler.plugins.imagelocality.ImageLocality;
import io.djong.scheduler.plugins.interpodaffinity.InterPodAffinity;
import io.djong.scheduler.plugins.nodeaffinity.NodeAffinity;
import io.djong.scheduler.plugins.nodename.NodeName;
import io.djong.scheduler.plugins.nodeports.NodePorts;
import io.djong.scheduler.plugins.noderesources.BalancedAllocation;
import io.djong.scheduler.plugins.noderesources.NodeResourcesFit;
import io.djong.scheduler.plugins.nodeunschedulable.NodeUnschedulable;
import io.djong.scheduler.plugins.podtopologyspread.OwnKind;
import io.djong.scheduler.plugins.podtopologyspread.PodTopologySpread;
import io.djong.scheduler.plugins.queuesort.PrioritySort;
import io.djong.scheduler.plugins.schedulinggates.SchedulingGates;
import io.djong.scheduler.plugins.tainttoleration.TaintToleration;
import io.djong.scheduler.plugins.unbuilt.Unbuilt;
import io.djong.scheduler.preemption.DefaultPreemption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes plug-ins by their names.
public final class PluginRegistry {
    private final PluginContext context;
    private final Map<String, Factory> factories = new TreeMap<>();

    /// Makes one.
    private interface Factory {
        Plugin make(@Nullable PluginArguments arguments);
    }

    /// A registry of the plug-ins that Djong has.
    public PluginRegistry(PluginContext context) {
        this.context = context;
        factories.put(SchedulingGates.NAME, _ -> new SchedulingGates());
        factories.put(PrioritySort.NAME, _ -> new PrioritySort());
        factories.put(NodeUnschedulable.NAME, _ -> new NodeUnschedulable());
        factories.put(NodeName.NAME, _ -> new NodeName());
        factories.put(TaintToleration.NAME, _ -> new TaintToleration());
        factories.put(NodePorts.NAME, _ -> new NodePorts());
        factories.put(ImageLocality.NAME, _ -> new ImageLocality());
        factories.put(NodeAffinity.NAME, PluginRegistry::nodeAffinity);
        factories.put(NodeResourcesFit.NAME, this::fit);
        factories.put(BalancedAllocation.NAME, this::balanced);
        factories.put(DefaultPreemption.NAME, this::preemption);
        factories.put(InterPodAffinity.NAME, this::interPodAffinity);
        factories.put(PodTopologySpread.NAME, this::spread);
        factories.put(DefaultBinder.NAME, _ -> new DefaultBinder(this.context.client()));
        for (String name : Unbuilt.names()) factories.put(name, _ -> Unbuilt.standIn(name));
    }

    private static Plugin nodeAffinity(@Nullable PluginArguments arguments) {
        return new NodeAffinity(arguments instanceof PluginArguments.Affinity affinity ? affinity.added() : null);
    }

    private Plugin fit(@Nullable PluginArguments arguments) {
        var fit = arguments instanceof PluginArguments.Fit said ? said : PluginArguments.Fit.DEFAULT;
        return new NodeResourcesFit(
                context.resources(), fit.ignoredResources(), fit.ignoredResourceGroups(), fit.strategy());
    }

    private Plugin balanced(@Nullable PluginArguments arguments) {
        var balanced = arguments instanceof PluginArguments.Balanced said ? said : PluginArguments.Balanced.DEFAULT;
        return new BalancedAllocation(context.resources(), balanced.resources());
    }

    private Plugin interPodAffinity(@Nullable PluginArguments arguments) {
        var said = arguments instanceof PluginArguments.InterPod interPod ? interPod : PluginArguments.InterPod.DEFAULT;
        return new InterPodAffinity(
                context.informers().informer(CoreV1.NAMESPACES).lister(),
                said.hardPodAffinityWeight(),
                said.ignorePreferredTermsOfExistingPods());
    }

    private Plugin spread(@Nullable PluginArguments arguments) {
        var said = arguments instanceof PluginArguments.Spread spread ? spread : PluginArguments.Spread.DEFAULT;
        var kind = new OwnKind(
                context.informers().informer(CoreV1.SERVICES).lister(),
                context.informers().informer(AppsV1.REPLICA_SETS).lister());
        return new PodTopologySpread(said.defaults(), kind);
    }

    private Plugin preemption(@Nullable PluginArguments arguments) {
        var said = arguments instanceof PluginArguments.Preemption preemption
                ? preemption
                : PluginArguments.Preemption.DEFAULT;
        return new DefaultPreemption(
                said.minCandidateNodesPercentage(),
                said.minCandidateNodesAbsolute(),
                context.random(),
                context.budgets());
    }

    /// Whether there is a plug-in of this name.
    public boolean has(String name) {
        return factories.containsKey(name);
    }

    /// A new plug-in.
    ///
    /// @throws IllegalArgumentException if there is none of this name; configurations are checked when read
    Plugin make(String name, @Nullable PluginArguments arguments) {
        Factory factory = factories.get(name);
        if (factory == null) throw new IllegalArgumentException("there is no plug-in " + name);
        return factory.make(arguments);
    }
}
