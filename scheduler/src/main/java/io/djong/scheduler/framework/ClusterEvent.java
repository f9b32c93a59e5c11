package io.djong.scheduler.framework;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something that happened in the cluster, or what a plug-in wants to hear of.
///
/// @param actions of what happened exactly one; of what is wanted any of them
/// @param label in metrics
public record ClusterEvent(Source source, Set<Action> actions, String label) {
    /// Brings back every pod.
    public static final ClusterEvent UNSCHEDULABLE_TIMEOUT =
            new ClusterEvent(Source.ANYTHING, EnumSet.allOf(Action.class), "UnschedulableTimeout");

    /// Brings back the pod that it is about.
    public static final ClusterEvent FORCE_ACTIVATE =
            new ClusterEvent(Source.ANYTHING, EnumSet.allOf(Action.class), "ForceActivate");

    /// What it is about.
    public enum Source {
        /// A pod that has a node.
        ASSIGNED_POD("AssignedPod"),
        /// A pod that has none.
        UNSCHEDULED_POD("UnschedulablePod"),
        /// Both kinds, of what is wanted.
        POD("Pod"),
        NODE("Node"),
        PERSISTENT_VOLUME("PersistentVolume"),
        PERSISTENT_VOLUME_CLAIM("PersistentVolumeClaim"),
        STORAGE_CLASS("storage.k8s.io/StorageClass"),
        CSI_NODE("storage.k8s.io/CSINode"),
        RESOURCE_CLAIM("ResourceClaim"),
        /// All there is.
        ANYTHING("*");

        private final String word;

        Source(String word) {
            this.word = word;
        }
    }

    /// What happened to it.
    public enum Action {
        ADD("Add"),
        DELETE("Delete"),
        UPDATE_NODE_ALLOCATABLE("AllocatableUpdate"),
        UPDATE_NODE_LABEL("LabelUpdate"),
        UPDATE_NODE_TAINT("TaintUpdate"),
        UPDATE_NODE_CONDITION("ConditionUpdate"),
        UPDATE_NODE_ANNOTATION("AnnotationUpdate"),
        UPDATE_POD_LABEL("LabelUpdate"),
        UPDATE_POD_SCALE_DOWN("ScaleDown"),
        UPDATE_POD_TOLERATION("TolerationUpdate"),
        UPDATE_POD_GATES_ELIMINATED("SchedulingGatesEliminated"),
        UPDATE_POD_RESOURCE_CLAIM("GeneratedResourceClaimUpdate"),
        /// An update of another kind.
        UPDATE("Update");

        private final String word;

        Action(String word) {
            this.word = word;
        }
    }

    public ClusterEvent {
        actions = Set.copyOf(actions);
    }

    /// Something happened.
    public static ClusterEvent of(Source source, Action action) {
        return new ClusterEvent(source, EnumSet.of(action), source.word + action.word);
    }

    /// What a plug-in wants to hear of.
    public static ClusterEvent wanted(Source source, Action first, Action... more) {
        return new ClusterEvent(source, EnumSet.of(first, more), source.word);
    }

    /// Whether it is for every pod.
    public boolean isForAll() {
        return source == Source.ANYTHING;
    }

    /// Whether what happened is what is wanted here.
    public boolean covers(ClusterEvent happened) {
        if (isForAll()) return true;
        boolean sameSource = source == happened.source
                || (source == Source.POD
                        && (happened.source == Source.ASSIGNED_POD || happened.source == Source.UNSCHEDULED_POD));
        if (!sameSource) return false;
        for (Action action : happened.actions) {
            if (actions.contains(action)) return true;
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClusterEvent that
                && source == that.source
                && actions.equals(that.actions)
                && label.equals(that.label);
    }

    @Override
    public int hashCode() {
        return label.hashCode();
    }
}
