package io.djong.kubelet.runtime;

import io.djong.kubelet.cri.Container;
import io.djong.kubelet.cri.ContainerState;
import io.djong.kubelet.cri.PodSandbox;
import io.djong.kubelet.cri.PodSandboxState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Which dead containers and sandboxes are removed. Pure.
///
/// Of a pod that is gone everything dead goes. Of others the newest dead containers of each name
/// stay, so that one can ask for their logs, and the newest sandbox. A sandbox stays while it runs
/// or has containers.
///
/// Source: upstream's container garbage collector.
///
/// @param containers ids, the oldest first
/// @param sandboxes ids, the oldest first, to be removed after the containers
record CollectionPlan(List<String> containers, List<String> sandboxes) {
    CollectionPlan {
        containers = List.copyOf(containers);
        sandboxes = List.copyOf(sandboxes);
    }

    /// What stays of dead containers.
    ///
    /// @param minAge younger ones stay, counted from their creation: upstream's `minimum-container-ttl-duration`, 0
    /// @param perContainerMax of one name in one pod: upstream's `maximum-dead-containers-per-container`, 1; -1
    /// for all
    /// @param containersMax altogether: upstream's `maximum-dead-containers`; -1 for all
    record Policy(Duration minAge, int perContainerMax, int containersMax) {
        /// Upstream's defaults.
        static final Policy DEFAULTS = new Policy(Duration.ZERO, 1, -1);
    }

    /// Decides.
    ///
    /// @param gone whether a pod, by uid, is gone, so that nothing of it is needed
    static CollectionPlan plan(
            List<Container> containers,
            List<PodSandbox> sandboxes,
            Policy policy,
            Predicate<String> gone,
            Instant now) {
        var removed = containers(containers, policy, gone, now);
        var ids = new HashSet<>(removed);
        var inUse = new HashSet<String>();
        for (Container container : containers) {
            if (!ids.contains(container.id())) {
                inUse.add(container.podSandboxId());
            }
        }
        SortedMap<String, List<PodSandbox>> byPod = new TreeMap<>();
        for (PodSandbox sandbox : sandboxes) {
            byPod.computeIfAbsent(uid(sandbox), uid -> new ArrayList<>()).add(sandbox);
        }
        var dead = new ArrayList<PodSandbox>();
        byPod.forEach((uid, ofPod) -> {
            ofPod.sort(Comparator.comparingLong(PodSandbox::createdAt).reversed());
            ofPod.stream()
                    .skip(gone.test(uid) ? 0 : 1)
                    .filter(sandbox -> sandbox.state() != PodSandboxState.SANDBOX_READY)
                    .filter(sandbox -> !inUse.contains(sandbox.id()))
                    .forEach(dead::add);
        });
        dead.sort(Comparator.comparingLong(PodSandbox::createdAt).thenComparing(PodSandbox::id));
        return new CollectionPlan(removed, dead.stream().map(PodSandbox::id).toList());
    }

    private static List<String> containers(
            List<Container> containers, Policy policy, Predicate<String> gone, Instant now) {
        long newest = nanos(now.minus(policy.minAge()));
        SortedMap<String, List<Container>> units = new TreeMap<>();
        for (Container container : containers) {
            if (container.state() != ContainerState.CONTAINER_RUNNING && container.createdAt() <= newest) {
                units.computeIfAbsent(uid(container) + "/" + name(container), unit -> new ArrayList<>())
                        .add(container);
            }
        }
        var removed = new ArrayList<Container>();
        units.values()
                .forEach(unit -> unit.sort(Comparator.comparingLong(Container::createdAt)
                        .reversed()
                        .thenComparing(Container::id)));
        units.values().removeIf(unit -> {
            boolean all = gone.test(uid(unit.getFirst()));
            if (all) {
                removed.addAll(unit);
            }
            return all;
        });
        if (policy.perContainerMax() >= 0) {
            shorten(units, policy.perContainerMax(), removed);
        }
        if (policy.containersMax() >= 0 && count(units) > policy.containersMax()) {
            shorten(units, Math.max(1, policy.containersMax() / Math.max(1, units.size())), removed);
            var left = new ArrayList<Container>();
            units.values().forEach(left::addAll);
            left.sort(Comparator.comparingLong(Container::createdAt).reversed().thenComparing(Container::id));
            left.stream().skip(policy.containersMax()).forEach(removed::add);
        }
        removed.sort(Comparator.comparingLong(Container::createdAt).thenComparing(Container::id));
        return removed.stream().map(Container::id).toList();
    }

    private static void shorten(SortedMap<String, List<Container>> units, int length, List<Container> removed) {
        units.replaceAll((name, unit) -> {
            unit.stream().skip(length).forEach(removed::add);
            return unit.stream().limit(length).toList();
        });
        units.values().removeIf(List::isEmpty);
    }

    private static int count(SortedMap<String, List<Container>> units) {
        return units.values().stream().mapToInt(List::size).sum();
    }

    private static String name(Container container) {
        return container.labels().getOrDefault(RuntimeLabels.CONTAINER_NAME, "");
    }

    private static String uid(Container container) {
        return container.labels().getOrDefault(RuntimeLabels.POD_UID, "");
    }

    private static String uid(PodSandbox sandbox) {
        return sandbox.labels().getOrDefault(RuntimeLabels.POD_UID, "");
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
