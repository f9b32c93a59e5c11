package io.djong.controllermanager.deployment;

import io.djong.api.meta.IntOrString;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.apps.v1.RollingUpdateDeployment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The arithmetic of a rollout: how many more, how many fewer, and whose share.
final class Share {
    private Share() {}

    static int wanted(Deployment deployment) {
        Integer replicas = deployment.spec().replicas();
        return replicas == null ? 1 : replicas;
    }

    static int size(ReplicaSet set) {
        Integer replicas = set.spec().replicas();
        return replicas == null ? 1 : replicas;
    }

    static int sizes(List<ReplicaSet> sets) {
        int sum = 0;
        for (ReplicaSet set : sets) sum += size(set);
        return sum;
    }

    static boolean isRolling(Deployment deployment) {
        return deployment.spec().strategy().type().equals("RollingUpdate");
    }

    /// Pods above the wanted number that may exist while rolling.
    static int surgeMax(Deployment deployment) {
        if (!isRolling(deployment)) return 0;
        return scaled(deployment, true);
    }

    /// Pods below the wanted number that may be missing while rolling. One when both this and the surge come out as
    /// zero: else nothing could ever move.
    static int unavailableMax(Deployment deployment) {
        int wanted = wanted(deployment);
        if (!isRolling(deployment) || wanted == 0) return 0;
        int unavailable = scaled(deployment, false);
        if (unavailable == 0 && scaled(deployment, true) == 0) unavailable = 1;
        return Math.min(unavailable, wanted);
    }

    private static int scaled(Deployment deployment, boolean surge) {
        RollingUpdateDeployment rolling = deployment.spec().strategy().rollingUpdate();
        if (rolling == null) return 0;
        @Nullable IntOrString value = surge ? rolling.maxSurge() : rolling.maxUnavailable();
        if (value == null) return 0;
        if (!value.isString()) return value.number();
        return percentOf(value.text(), wanted(deployment), surge);
    }

    /// The share of a whole that a text such as `25%` names, rounded up or down; 0 when it is no percentage.
    private static int percentOf(String text, int whole, boolean up) {
        if (!text.endsWith("%")) return 0;
        try {
            long hundredths = (long) Integer.parseInt(text.substring(0, text.length() - 1)) * whole;
            return (int) (up ? Math.ceilDiv(hundredths, 100) : Math.floorDiv(hundredths, 100));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /// How large the set of the present template may be now.
    ///
    /// @param all every set, the new one included
    static int newSize(Deployment deployment, List<ReplicaSet> all, ReplicaSet newSet) {
        int wanted = wanted(deployment);
        if (!isRolling(deployment)) return wanted;
        int room = wanted + surgeMax(deployment) - sizes(all);
        if (room <= 0) return size(newSet);
        return size(newSet) + Math.min(room, wanted - size(newSet));
    }

    /// What a set gains (or loses, negative) when the deployment was scaled in the middle of a rollout.
    ///
    /// @param toAdd what all sets together gain
    /// @param added what the sets before this one have gained
    static int proportion(ReplicaSet set, Deployment deployment, int toAdd, int added) {
        if (size(set) == 0 || toAdd == 0 || toAdd == added) return 0;
        int fraction = fraction(set, deployment);
        int allowed = toAdd - added;
        return toAdd > 0 ? Math.min(fraction, allowed) : Math.max(fraction, allowed);
    }

    private static int fraction(ReplicaSet set, Deployment deployment) {
        int wanted = wanted(deployment);
        if (wanted == 0) return -size(set);
        int maxNow = wanted + surgeMax(deployment);
        Integer maxBefore = Annotations.number(set, Annotations.MAX_REPLICAS);
        int base = maxBefore == null || maxBefore == 0 ? deployment.status().replicas() : maxBefore;
        if (base == 0) return 0;
        double share = (double) size(set) * maxNow / base;
        return (int) (share < 0 ? share - 0.5 : share + 0.5) - size(set);
    }
}
