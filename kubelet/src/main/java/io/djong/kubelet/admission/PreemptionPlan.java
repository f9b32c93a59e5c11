package io.djong.kubelet.admission;

import io.djong.api.pods.QualityOfService;
import io.djong.api.types.core.v1.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which pods make room for a critical one. Pure.
///
/// As few of the guaranteed class as can be, then of the burstable, then of the rest; within a class those that
/// come nearest to what is missing.
///
/// @param victims to be ended, in this order; empty when that would not be enough
/// @param fault why no pods help; null when the victims do
record PreemptionPlan(List<Pod> victims, @Nullable String fault) {
    private static final String NO_PODS = "no set of running pods found to reclaim resources: ";

    PreemptionPlan {
        victims = List.copyOf(victims);
    }

    private record Need(String resource, long amount) {}

    private static final class NotEnough extends Exception {
        private static final long serialVersionUID = 1;

        NotEnough(List<Need> needs) {
            super(NO_PODS + text(needs));
        }
    }

    /// Decides.
    static PreemptionPlan plan(Pod critical, Collection<Pod> active, List<Shortage> shortages) {
        List<Need> needs = shortages.stream()
                .map(shortage -> new Need(shortage.resource(), shortage.missing()))
                .toList();
        var others =
                active.stream().filter(pod -> PodRank.mayPreempt(critical, pod)).toList();
        var bestEffort = ofClass(others, "BestEffort");
        var burstable = ofClass(others, "Burstable");
        var guaranteed = ofClass(others, "Guaranteed");
        try {
            var rest = without(without(without(needs, bestEffort), burstable), guaranteed);
            if (!rest.isEmpty()) {
                throw new NotEnough(rest);
            }
            var third = nearest(guaranteed, without(without(needs, bestEffort), burstable));
            var second = nearest(burstable, without(without(needs, bestEffort), third));
            var first = nearest(bestEffort, without(without(needs, second), third));
            List<Pod> victims = new ArrayList<>(first);
            victims.addAll(second);
            victims.addAll(third);
            return new PreemptionPlan(victims, null);
        } catch (NotEnough e) {
            return new PreemptionPlan(List.of(), e.getMessage());
        }
    }

    private static List<Pod> ofClass(List<Pod> pods, String quality) {
        return pods.stream()
                .filter(pod -> QualityOfService.of(pod).equals(quality))
                .toList();
    }

    private static List<Need> without(List<Need> needs, List<Pod> freed) {
        List<Need> left = new ArrayList<>();
        for (var need : needs) {
            long amount = need.amount();
            for (var pod : freed) {
                amount -= Shortage.requestedBy(pod, need.resource());
            }
            if (amount > 0) {
                left.add(new Need(need.resource(), amount));
            }
        }
        return left;
    }

    private static List<Pod> nearest(List<Pod> pods, List<Need> needs) throws NotEnough {
        List<Pod> candidates = new ArrayList<>(pods);
        List<Pod> chosen = new ArrayList<>();
        var left = needs;
        while (!left.isEmpty()) {
            if (candidates.isEmpty()) {
                throw new NotEnough(left);
            }
            var best = candidates.getFirst();
            double distance = distance(best, left);
            for (var candidate : candidates.subList(1, candidates.size())) {
                double other = distance(candidate, left);
                if (other < distance || (other == distance && isSmaller(candidate, best))) {
                    best = candidate;
                    distance = other;
                }
            }
            candidates.remove(best);
            chosen.add(best);
            left = without(left, List.of(best));
        }
        return chosen;
    }

    private static double distance(Pod pod, List<Need> needs) {
        double distance = 0;
        for (var need : needs) {
            double left = need.amount() - Shortage.requestedBy(pod, need.resource());
            if (left > 0) {
                distance += Math.pow(left / need.amount(), 2);
            }
        }
        return distance;
    }

    private static boolean isSmaller(Pod one, Pod other) {
        for (var resource : List.of("memory", "cpu")) {
            long first = Shortage.requestedBy(one, resource);
            long second = Shortage.requestedBy(other, resource);
            if (first != second) {
                return first < second;
            }
        }
        return true;
    }

    private static String text(List<Need> needs) {
        var out = new StringBuilder("[");
        needs.forEach(need -> out.append("(res: ")
                .append(need.resource())
                .append(", q: ")
                .append(need.amount())
                .append("), "));
        return out.append(']').toString();
    }
}
