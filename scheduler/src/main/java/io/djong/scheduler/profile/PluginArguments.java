package io.djong.scheduler.profile;

import io.djong.api.types.core.v1.NodeAffinity;
import io.djong.api.types.core.v1.TopologySpreadConstraint;
import io.djong.scheduler.plugins.noderesources.ScoringStrategy;
import io.djong.scheduler.plugins.noderesources.WeightedResource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a configuration says to one plug-in (`pluginConfig`).
public sealed interface PluginArguments {
    /// Of NodeResourcesFit.
    record Fit(Set<String> ignoredResources, Set<String> ignoredResourceGroups, ScoringStrategy strategy)
            implements PluginArguments {
        static final Fit DEFAULT = new Fit(Set.of(), Set.of(), ScoringStrategy.DEFAULT);

        public Fit {
            ignoredResources = Set.copyOf(ignoredResources);
            ignoredResourceGroups = Set.copyOf(ignoredResourceGroups);
        }
    }

    /// Of NodeResourcesBalancedAllocation.
    record Balanced(List<WeightedResource> resources) implements PluginArguments {
        static final Balanced DEFAULT = new Balanced(ScoringStrategy.DEFAULT.resources());

        public Balanced {
            resources = List.copyOf(resources);
        }
    }

    /// Of NodeAffinity.
    ///
    /// @param added holds for every pod of the profile; null for nothing
    record Affinity(@Nullable NodeAffinity added) implements PluginArguments {
        static final Affinity DEFAULT = new Affinity(null);
    }

    /// Of InterPodAffinity.
    ///
    /// @param hardPodAffinityWeight how much it counts, 0 to 100, that a pod on the node requires the pod's company
    record InterPod(int hardPodAffinityWeight, boolean ignorePreferredTermsOfExistingPods) implements PluginArguments {
        static final InterPod DEFAULT = new InterPod(1, false);
    }

    /// Of PodTopologySpread.
    ///
    /// @param defaults for pods that say nothing; null for the built-in ones: spread softly over hosts and zones
    record Spread(@Nullable List<TopologySpreadConstraint> defaults) implements PluginArguments {
        static final Spread DEFAULT = new Spread(null);

        public Spread {
            if (defaults != null) defaults = List.copyOf(defaults);
        }
    }

    /// Of DefaultPreemption: how many nodes it looks at before it chooses among those that would do.
    record Preemption(int minCandidateNodesPercentage, int minCandidateNodesAbsolute) implements PluginArguments {
        static final Preemption DEFAULT = new Preemption(10, 100);
    }
}
