package io.djong.scheduler.process;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.meta.Codec;
import io.djong.api.types.core.v1.NodeAffinityCodec;
import io.djong.api.types.core.v1.TopologySpreadConstraint;
import io.djong.api.types.core.v1.TopologySpreadConstraintCodec;
import io.djong.scheduler.plugins.noderesources.ScoringStrategy;
import io.djong.scheduler.plugins.noderesources.WeightedResource;
import io.djong.scheduler.profile.PluginArguments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a configuration file says to one plug-in.
final class ArgumentsReader {
    private ArgumentsReader() {}

    /// @return null when there is nothing to say to it, or what is said is wrong
    static @Nullable PluginArguments read(String plugin, ConfigTree args) {
        return switch (plugin) {
            case "NodeResourcesFit" -> fit(args);
            case "NodeResourcesBalancedAllocation" -> balanced(args);
            case "NodeAffinity" -> affinity(args);
            case "InterPodAffinity" -> interPod(args);
            case "PodTopologySpread" -> spread(args);
            case "DefaultPreemption" -> preemption(args);
            default -> {
                args.problems().add(args.path() + ": plug-in \"" + plugin + "\" takes no arguments here");
                yield null;
            }
        };
    }

    private static void allow(ConfigTree args, String... names) {
        var all = new ArrayList<>(List.of("apiVersion", "kind"));
        all.addAll(List.of(names));
        args.allow(all.toArray(String[]::new));
    }

    private static PluginArguments fit(ConfigTree args) {
        allow(args, "ignoredResources", "ignoredResourceGroups", "scoringStrategy");
        var strategy = args.inner("scoringStrategy");
        strategy.allow("type", "resources", "requestedToCapacityRatio");
        var type = switch (strategy.text("type", "LeastAllocated")) {
            case "LeastAllocated" -> ScoringStrategy.Type.LEAST_ALLOCATED;
            case "MostAllocated" -> ScoringStrategy.Type.MOST_ALLOCATED;
            case "RequestedToCapacityRatio" -> ScoringStrategy.Type.REQUESTED_TO_CAPACITY_RATIO;
            default -> {
                strategy.wrong("type", "must be LeastAllocated, MostAllocated or RequestedToCapacityRatio");
                yield ScoringStrategy.Type.LEAST_ALLOCATED;
            }
        };
        List<ScoringStrategy.ShapePoint> shape = new ArrayList<>();
        var ratio = strategy.inner("requestedToCapacityRatio");
        ratio.allow("shape");
        for (ConfigTree point : ratio.all("shape")) {
            point.allow("utilization", "score");
            shape.add(new ScoringStrategy.ShapePoint(
                    (int) point.whole("utilization", 0, 100, 0), (int) point.whole("score", 0, 10, 0)));
        }
        shape.sort(Comparator.comparingInt(ScoringStrategy.ShapePoint::utilization));
        boolean usesShape = type == ScoringStrategy.Type.REQUESTED_TO_CAPACITY_RATIO;
        if (usesShape && shape.isEmpty()) {
            strategy.wrong("requestedToCapacityRatio.shape", "at least one point must be specified");
            usesShape = false;
            type = ScoringStrategy.Type.LEAST_ALLOCATED;
        }
        return new PluginArguments.Fit(
                new HashSet<>(args.texts("ignoredResources")),
                new HashSet<>(args.texts("ignoredResourceGroups")),
                new ScoringStrategy(type, resources(strategy), usesShape ? shape : List.of()));
    }

    private static List<WeightedResource> resources(ConfigTree tree) {
        List<WeightedResource> resources = new ArrayList<>();
        for (ConfigTree resource : tree.all("resources")) {
            resource.allow("name", "weight");
            resources.add(new WeightedResource(resource.text("name", ""), resource.whole("weight", 1, 100, 1)));
        }
        return resources.isEmpty() ? ScoringStrategy.DEFAULT.resources() : resources;
    }

    private static PluginArguments balanced(ConfigTree args) {
        allow(args, "resources");
        return new PluginArguments.Balanced(resources(args));
    }

    private static PluginArguments affinity(ConfigTree args) {
        allow(args, "addedAffinity");
        return new PluginArguments.Affinity(
                args.has("addedAffinity") ? decoded(NodeAffinityCodec.CODEC, args.inner("addedAffinity")) : null);
    }

    private static PluginArguments interPod(ConfigTree args) {
        allow(args, "hardPodAffinityWeight", "ignorePreferredTermsOfExistingPods");
        return new PluginArguments.InterPod(
                (int) args.whole("hardPodAffinityWeight", 0, 100, 1), args.flag("ignorePreferredTermsOfExistingPods"));
    }

    private static PluginArguments spread(ConfigTree args) {
        allow(args, "defaultConstraints", "defaultingType");
        String type = args.text("defaultingType", "System");
        List<TopologySpreadConstraint> constraints = new ArrayList<>();
        for (ConfigTree said : args.all("defaultConstraints")) {
            var constraint = decoded(TopologySpreadConstraintCodec.CODEC, said);
            if (constraint != null) constraints.add(constraint);
        }
        if (type.equals("List")) return new PluginArguments.Spread(constraints);
        if (!type.equals("System")) args.wrong("defaultingType", "must be System or List");
        if (!constraints.isEmpty()) {
            args.wrong("defaultingType", "when .defaultingType is System, no constraints are allowed");
        }
        return new PluginArguments.Spread(null);
    }

    private static PluginArguments preemption(ConfigTree args) {
        allow(args, "minCandidateNodesPercentage", "minCandidateNodesAbsolute");
        return new PluginArguments.Preemption((int) args.whole("minCandidateNodesPercentage", 0, 100, 10), (int)
                args.whole("minCandidateNodesAbsolute", 0, Integer.MAX_VALUE, 100));
    }

    private static <T> @Nullable T decoded(Codec<T> codec, ConfigTree tree) {
        try {
            JsonObject object = tree.object();
            return Json.read(codec, object.toBytes());
        } catch (JsonException e) {
            tree.problems().add(tree.path() + ": " + e.getMessage());
            return null;
        }
    }
}
