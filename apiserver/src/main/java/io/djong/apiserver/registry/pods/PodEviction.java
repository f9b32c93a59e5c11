package io.djong.apiserver.registry.pods;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.selector.LabelSelectors;
import io.djong.api.selector.SelectorException;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ListMeta;
import io.djong.api.types.meta.v1.Preconditions;
import io.djong.api.types.meta.v1.Status;
import io.djong.api.types.policy.v1.Eviction;
import io.djong.api.types.policy.v1.PodDisruptionBudget;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.meta.OptionRules;
import io.djong.apiserver.registry.policy.DisruptionBudgets;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;
import io.djong.client.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks a pod to go, as a drain does, where the budget for its disruption allows that.
///
/// Source: the page "API-initiated Eviction" of Kubernetes and the behaviour of its API server.
public final class PodEviction implements Subresource.Action<Pod, Eviction> {
    private static final int TRIES = 20;
    private static final String MANY =
            "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.";

    private final Supplier<ObjectStore<Pod>> pods;
    private final Supplier<ObjectStore<PodDisruptionBudget>> budgets;
    private final PartView<Pod> mark =
            new PartView<>("eviction", Pod.TYPE, (current, sent) -> sent, (rules, pod, old) -> List.of());
    private final PartView<PodDisruptionBudget> status = DisruptionBudgets.status();

    /// @param pods asked when a pod is evicted
    /// @param budgets for their disruption
    public PodEviction(Supplier<ObjectStore<Pod>> pods, Supplier<ObjectStore<PodDisruptionBudget>> budgets) {
        this.pods = pods;
        this.budgets = budgets;
    }

    @Override
    public String name() {
        return "eviction";
    }

    @Override
    public KubeType<Eviction> type() {
        return Eviction.TYPE;
    }

    @Override
    public Status perform(ObjectKey key, Eviction eviction, OperationContext context)
            throws ApiException, InterruptedException {
        check(key, eviction);
        var options = eviction.deleteOptions() == null ? DeleteOptions.EMPTY : eviction.deleteOptions();
        var here = options.dryRun().isEmpty() ? context : dry(options, context);
        var guarded = goneOrGuarded(key, options, here);
        if (guarded == null) {
            return success();
        }
        var found = budgetsOf(guarded);
        if (found.size() > 1) {
            return new Status(ListMeta.EMPTY, "Failure", MANY, "", null, 500);
        }
        if (found.isEmpty()) {
            delete(key, options, here);
            return success();
        }
        var budget = found.getFirst();
        if (isDispensable(guarded, budget)) {
            deleteUnchanged(guarded, key, budget, options, here);
        } else {
            draw(budget, key, here);
            delete(key, options, here);
        }
        return success();
    }

    private static void check(ObjectKey key, Eviction eviction) throws ApiException {
        var name = eviction.metadata().name();
        if (!name.equals(key.name())) {
            throw Failures.badRequest("name in URL does not match name in Eviction object");
        }
        var options = eviction.deleteOptions();
        if (options != null && Boolean.TRUE.equals(options.ignoreStoreReadErrorWithClusterBreakingPotential())) {
            var errors = new FieldErrors();
            errors.invalid(
                    FieldPath.of("deleteOptions").child("ignoreStoreReadErrorWithClusterBreakingPotential"),
                    true,
                    "can not be set for pod eviction, try after removing the option");
            throw Failures.invalid("policy", "Eviction", key.name(), errors.list());
        }
    }

    private static Status success() {
        return new Status(ListMeta.EMPTY, "Success", "", "", null, 201);
    }

    /// Deletes a pod whose going disrupts nothing.
    ///
    /// @return the pod when a budget may guard it, and it was not deleted; null when it was
    private @Nullable Pod goneOrGuarded(ObjectKey key, DeleteOptions options, OperationContext context)
            throws ApiException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            var pod = pods.get().get(key);
            var phase = pod.status().phase();
            var ended = phase.equals("Succeeded")
                    || phase.equals("Failed")
                    || pod.metadata().deletionTimestamp() != null;
            if (!ended && !phase.equals("Pending")) {
                return pod;
            }
            var free = version(options) == null;
            try {
                delete(key, ended || !free ? options : atVersion(options, pod), context);
                return null;
            } catch (ApiException e) {
                if (!e.isConflict() || !free || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static @Nullable String version(DeleteOptions options) {
        var preconditions = options.preconditions();
        return preconditions == null ? null : preconditions.resourceVersion();
    }

    private static DeleteOptions atVersion(DeleteOptions options, Pod pod) {
        var preconditions = options.preconditions() == null ? Preconditions.EMPTY : options.preconditions();
        return options.withPreconditions(
                preconditions.withResourceVersion(pod.metadata().resourceVersion()));
    }

    private List<PodDisruptionBudget> budgetsOf(Pod pod) throws ApiException, InterruptedException {
        var store = budgets.get();
        store.awaitCurrent();
        var namespace = pod.metadata().namespace();
        var found = new ArrayList<PodDisruptionBudget>(1);
        var all = store.cache().snapshot().entries();
        for (var each = all.entries(namespace + "/", namespace + "0"); each.next(); ) {
            var budget = each.value().object();
            if (selects(budget, pod)) {
                found.add(budget);
            }
        }
        return found;
    }

    /// A selector that cannot be read selects nothing.
    private static boolean selects(PodDisruptionBudget budget, Pod pod) {
        try {
            return LabelSelectors.checked(budget.spec().selector())
                    .matches(pod.metadata().labels());
        } catch (SelectorException _) {
            return false;
        }
    }

    /// Whether the pod is not ready, and its budget lets such pods go.
    private static boolean isDispensable(Pod pod, PodDisruptionBudget budget) {
        var ready = pod.status().conditions().stream()
                .anyMatch(condition ->
                        condition.type().equals("Ready") && condition.status().equals("True"));
        var left = budget.status();
        return !ready
                && ("AlwaysAllow".equals(budget.spec().unhealthyPodEvictionPolicy())
                        || (left.desiredHealthy() > 0 && left.currentHealthy() >= left.desiredHealthy()));
    }

    /// Deletes the pod unless it has changed since, and may be ready now.
    private void deleteUnchanged(
            Pod pod, ObjectKey key, PodDisruptionBudget budget, DeleteOptions options, OperationContext context)
            throws ApiException, InterruptedException {
        try {
            delete(key, atVersion(options, pod), context);
        } catch (ApiException e) {
            if (e.isConflict() && version(options) == null) {
                throw BudgetDraw.unprocessed(budget.metadata().name());
            }
            throw e;
        }
    }

    private void draw(PodDisruptionBudget budget, ObjectKey pod, OperationContext context)
            throws ApiException, InterruptedException {
        var key = new ObjectKey(budget.metadata().namespace(), budget.metadata().name());
        budgets.get().update(key, status, change(now -> BudgetDraw.draw(now, pod.name(), context.now())), context);
    }

    /// Says on the pod why it goes, and deletes it.
    private void delete(ObjectKey key, DeleteOptions asked, OperationContext context)
            throws ApiException, InterruptedException {
        var options = asked;
        if (!context.dryRun()) {
            var marked = pods.get()
                    .update(key, mark, change(pod -> EvictionMark.on(checked(pod, asked), context.now())), context)
                    .view();
            if (version(options) != null) {
                options = atVersion(options, marked);
            }
        }
        var errors = OptionRules.check(options);
        if (!errors.isEmpty()) {
            throw Failures.invalid("meta.k8s.io", "DeleteOptions", "", errors);
        }
        pods.get().delete(key, options, context);
    }

    private static Pod checked(Pod pod, DeleteOptions options) throws ApiException {
        var preconditions = options.preconditions();
        var meta = pod.metadata();
        if (preconditions == null) {
            return pod;
        }
        var uid = preconditions.uid();
        if (uid != null && !uid.isEmpty() && !uid.equals(meta.uid())) {
            throw Failures.conflict(
                    "Pod",
                    meta.name(),
                    "the UID in the precondition (" + uid + ") does not match the UID in record (" + meta.uid()
                            + "). The object might have been deleted and then recreated");
        }
        var version = preconditions.resourceVersion();
        if (version != null && !version.isEmpty() && !version.equals(meta.resourceVersion())) {
            throw Failures.conflict(
                    "Pod",
                    meta.name(),
                    "the ResourceVersion in the precondition (" + version
                            + ") does not match the ResourceVersion in record (" + meta.resourceVersion()
                            + "). The object might have been modified");
        }
        return pod;
    }

    /// A new form of what is stored, or a refusal.
    private interface Step<T> {
        T apply(T current) throws ApiException;
    }

    private static <T extends KubeObject> ObjectStore.Change<T> change(Step<T> step) {
        return new ObjectStore.Change<>() {
            @Override
            public T apply(@Nullable T current) throws ApiException {
                if (current == null) {
                    throw new IllegalStateException("an update that creates");
                }
                return step.apply(current);
            }

            @Override
            public boolean retriable() {
                return true;
            }
        };
    }

    /// The context of an eviction whose options ask for a dry run, as the request must too if it says anything.
    private static OperationContext dry(DeleteOptions options, OperationContext context) throws ApiException {
        if (context.dryRun() && !options.dryRun().equals(List.of("All"))) {
            throw Failures.refused(
                    500,
                    "",
                    "Non-matching dry-run options in request and content: [All] and ["
                            + String.join(" ", options.dryRun()) + "]",
                    null);
        }
        return context.withOptions(WriteOptions.DRY_RUN);
    }
}
