package io.djong.controllermanager.namespace;

import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.NamespaceCondition;
import io.djong.api.types.core.v1.NamespaceStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.controllermanager.podcontrol.PodStates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides. Pure.
final class NamespacePlan {
    /// The finalizer of a namespace's spec that this controller stands for.
    static final String FINALIZER = "kubernetes";

    private NamespacePlan() {}

    /// How long the pods of a namespace may still take to end; 0 when their time is over.
    static long graceSeconds(List<Pod> pods, Instant deletedAt, Instant now) {
        long longest = 0;
        for (Pod pod : pods) {
            Long grace = pod.spec().terminationGracePeriodSeconds();
            if (!PodStates.isTerminal(pod) && grace != null) longest = Math.max(longest, grace);
        }
        return Duration.between(deletedAt, now).toSeconds() >= longest ? 0 : longest;
    }

    /// When to look again at a namespace that something is left in.
    static Duration lookAgainAfter(long estimateSeconds) {
        return Duration.ofSeconds(estimateSeconds / 2 + 1);
    }

    /// The namespace's status after a run: five conditions, true when something is wrong or left.
    static NamespaceStatus status(Namespace namespace, Content content, Instant now) {
        List<NamespaceCondition> conditions = new ArrayList<>(namespace.status().conditions());
        set(
                conditions,
                "NamespaceDeletionDiscoveryFailure",
                discovery(content.discoveryFailures),
                "DiscoveryFailed",
                "ResourcesDiscovered",
                "All resources successfully discovered",
                now);
        set(
                conditions,
                "NamespaceDeletionGroupVersionParsingFailure",
                null,
                "GroupVersionParsingFailed",
                "ParsedGroupVersions",
                "All legacy kube types successfully parsed",
                now);
        set(
                conditions,
                "NamespaceDeletionContentFailure",
                deletion(content.deletionFailures),
                "ContentDeletionFailed",
                "ContentDeleted",
                "All content successfully deleted, may be waiting on finalization",
                now);
        set(
                conditions,
                "NamespaceContentRemaining",
                listed("Some resources are remaining: ", content.remaining, " has ", " resource instances"),
                "SomeResourcesRemain",
                "ContentRemoved",
                "All content successfully removed",
                now);
        set(
                conditions,
                "NamespaceFinalizersRemaining",
                listed(
                        "Some content in the namespace has finalizers remaining: ",
                        content.finalizers,
                        " in ",
                        " resource instances"),
                "SomeFinalizersRemain",
                "ContentHasNoFinalizers",
                "All content-preserving finalizers finished",
                now);
        return namespace.status().withPhase("Terminating").withConditions(conditions);
    }

    private static @Nullable String discovery(List<String> failures) {
        if (failures.isEmpty()) return null;
        return "Discovery failed for some groups, " + failures.size() + " failing: " + String.join(", ", failures);
    }

    private static @Nullable String deletion(List<String> failures) {
        if (failures.isEmpty()) return null;
        return "Failed to delete all resource types, " + failures.size() + " remaining: " + String.join(", ", failures);
    }

    private static @Nullable String listed(String before, Map<String, Integer> counts, String middle, String after) {
        if (counts.isEmpty()) return null;
        List<String> parts = new ArrayList<>();
        counts.forEach((name, count) -> parts.add(name + middle + count + after));
        return before + String.join(", ", parts);
    }

    /// Replaces the condition, and leaves it alone when it says the same already.
    ///
    /// @param problem null when all is well
    private static void set(
            List<NamespaceCondition> conditions,
            String type,
            @Nullable String problem,
            String problemReason,
            String wellReason,
            String wellMessage,
            Instant now) {
        NamespaceCondition news = NamespaceCondition.EMPTY
                .withType(type)
                .withStatus(problem == null ? "False" : "True")
                .withReason(problem == null ? wellReason : problemReason)
                .withMessage(problem == null ? wellMessage : problem)
                .withLastTransitionTime(Times.toSeconds(now));
        for (int i = 0; i < conditions.size(); i++) {
            NamespaceCondition present = conditions.get(i);
            if (!present.type().equals(type)) continue;
            boolean same = present.status().equals(news.status())
                    && present.reason().equals(news.reason())
                    && present.message().equals(news.message());
            if (!same) conditions.set(i, news);
            return;
        }
        conditions.add(news);
    }
}
