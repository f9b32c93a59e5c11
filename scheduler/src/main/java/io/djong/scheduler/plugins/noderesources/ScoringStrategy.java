package io.djong.scheduler.plugins.noderesources;

import io.djong.scheduler.framework.ScorePlugin;
import io.djong.scheduler.snapshot.NodeInfo;
import java.util.List;

/// How nodes are compared by what is requested of them.
///
/// Source: kubernetes.io/docs/concepts/scheduling-eviction/resource-bin-packing.
///
/// @param shape for [Type#REQUESTED_TO_CAPACITY_RATIO], sorted by utilisation; else empty
public record ScoringStrategy(Type type, List<WeightedResource> resources, List<ShapePoint> shape) {
    /// CPU and memory, spread over the nodes.
    public static final ScoringStrategy DEFAULT = new ScoringStrategy(
            Type.LEAST_ALLOCATED,
            List.of(new WeightedResource("cpu", 1), new WeightedResource("memory", 1)),
            List.of());

    private static final long PERCENT = 100;

    /// Scores in configurations go to 10, nodes' scores to 100.
    private static final long SHAPE_SCALE = ScorePlugin.SCORE_MAX / 10;

    /// What is liked.
    public enum Type {
        /// Nodes that are empty.
        LEAST_ALLOCATED,
        /// Nodes that are full.
        MOST_ALLOCATED,
        /// What the shape says.
        REQUESTED_TO_CAPACITY_RATIO
    }

    /// The score at one utilisation; between two points it is on the line between them.
    ///
    /// @param utilization 0 to 100
    /// @param score 0 to 10
    public record ShapePoint(int utilization, int score) {}

    public ScoringStrategy {
        resources = List.copyOf(resources);
        shape = List.copyOf(shape);
    }

    long score(ResourceScorer scorer, NodeInfo node) {
        long sum = 0;
        long weights = 0;
        for (int i = 0; i < scorer.size(); i++) {
            long capacity = scorer.allocatable(node, i);
            if (capacity == 0) continue;
            long score = score(scorer.requested(node, i), capacity);
            if (type == Type.REQUESTED_TO_CAPACITY_RATIO && score <= 0) continue;
            sum += score * scorer.weight(i);
            weights += scorer.weight(i);
        }
        if (weights == 0) return 0;
        return type == Type.REQUESTED_TO_CAPACITY_RATIO ? Math.round((double) sum / weights) : sum / weights;
    }

    private long score(long requested, long capacity) {
        return switch (type) {
            case LEAST_ALLOCATED ->
                requested > capacity ? 0 : (capacity - requested) * ScorePlugin.SCORE_MAX / capacity;
            case MOST_ALLOCATED -> Math.min(requested, capacity) * ScorePlugin.SCORE_MAX / capacity;
            case REQUESTED_TO_CAPACITY_RATIO ->
                onShape(requested > capacity ? PERCENT : requested * PERCENT / capacity);
        };
    }

    private long onShape(long utilization) {
        for (int i = 0; i < shape.size(); i++) {
            ShapePoint point = shape.get(i);
            if (utilization > point.utilization) continue;
            if (i == 0) return point.score * SHAPE_SCALE;
            ShapePoint before = shape.get(i - 1);
            return before.score * SHAPE_SCALE
                    + (point.score - before.score)
                            * SHAPE_SCALE
                            * (utilization - before.utilization)
                            / (point.utilization - before.utilization);
        }
        return shape.getLast().score * SHAPE_SCALE;
    }
}
