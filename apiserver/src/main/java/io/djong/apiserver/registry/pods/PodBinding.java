package io.djong.apiserver.registry.pods;

import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Binding;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.meta.v1.ListMeta;
import io.djong.api.types.meta.v1.Status;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Places a pod on a node, once. Asked by the scheduler.
public final class PodBinding implements Subresource.Action<Pod, Binding> {
    private final Supplier<ObjectStore<Pod>> pods;
    private final PartView<Pod> view =
            new PartView<>("binding", Pod.TYPE, (current, sent) -> sent, (rules, pod, old) -> List.of());

    /// @param pods asked when a pod is bound
    public PodBinding(Supplier<ObjectStore<Pod>> pods) {
        this.pods = pods;
    }

    @Override
    public String name() {
        return "binding";
    }

    @Override
    public KubeType<Binding> type() {
        return Binding.TYPE;
    }

    @Override
    public Status perform(ObjectKey key, Binding binding, OperationContext context)
            throws ApiException, InterruptedException {
        if (!binding.metadata().name().equals(key.name())) {
            throw Failures.badRequest("name in URL does not match name in Binding object");
        }
        var errors = errors(binding);
        if (!errors.isEmpty()) { // upstream answers with an error that has no code
            throw Failures.refused(500, "", FieldErrors.message(errors), null);
        }
        if (key.name().isEmpty()) {
            throw Failures.badRequest("Name parameter required.");
        }
        pods.get().update(key, view, assignment(key, binding, context.now()), context);
        return new Status(ListMeta.EMPTY, "Success", "", "", null, 201);
    }

    private static ObjectStore.Change<Pod> assignment(ObjectKey key, Binding binding, Instant now) {
        return new ObjectStore.Change<>() {
            @Override
            public Pod apply(@Nullable Pod pod) throws ApiException {
                if (pod == null) {
                    throw Failures.notFound(CoreV1.PODS, key.name());
                }
                return assigned(key, pod, binding, now);
            }

            @Override
            public String uid() {
                return binding.metadata().uid();
            }

            @Override
            public boolean retriable() {
                return true;
            }

            @Override
            public boolean carriesManagedFields() {
                return true;
            }
        };
    }

    private static Pod assigned(ObjectKey key, Pod pod, Binding binding, Instant now) throws ApiException {
        var version = binding.metadata().resourceVersion();
        if (!version.isEmpty() && !version.equals(pod.metadata().resourceVersion())) {
            throw Failures.conflict(
                    CoreV1.PODS,
                    key.name(),
                    "StorageError: invalid object, Code: 4, Key: /registry/pods/" + key.namespace() + "/" + key.name()
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: ResourceVersion in"
                            + " precondition: " + version + ", ResourceVersion in object meta: "
                            + pod.metadata().resourceVersion());
        }
        if (pod.metadata().deletionTimestamp() != null) {
            throw refused(key, "pod " + key.name() + " is being deleted, cannot be assigned to a host");
        }
        if (!pod.spec().nodeName().isEmpty()) {
            throw refused(
                    key,
                    "pod " + key.name() + " is already assigned to node \""
                            + pod.spec().nodeName() + "\"");
        }
        if (!pod.spec().schedulingGates().isEmpty()) {
            throw refused(key, "pod " + key.name() + " has non-empty .spec.schedulingGates");
        }
        var annotations = new TreeMap<>(pod.metadata().annotations());
        annotations.putAll(binding.metadata().annotations());
        var labels = new TreeMap<>(pod.metadata().labels());
        labels.putAll(binding.metadata().labels());
        var placed = pod.withSpec(pod.spec().withNodeName(binding.target().name()))
                .withStatus(pod.status().withConditions(scheduled(pod.status().conditions(), now)));
        return Metadata.with(placed, meta -> meta.withAnnotations(annotations).withLabels(labels));
    }

    /// The conditions with `PodScheduled` true.
    private static List<PodCondition> scheduled(List<PodCondition> conditions, Instant now) {
        var changed = new ArrayList<PodCondition>(conditions.size() + 1);
        var condition = PodCondition.EMPTY
                .withType("PodScheduled")
                .withStatus("True")
                .withLastTransitionTime(Times.toSeconds(now));
        var found = false;
        for (var each : conditions) {
            var same = each.type().equals("PodScheduled");
            found |= same;
            changed.add(same ? (each.status().equals("True") ? each : condition) : each);
        }
        if (!found) {
            changed.add(condition);
        }
        return changed;
    }

    private static ApiException refused(ObjectKey key, String why) {
        return Failures.conflict("pods/binding", key.name(), why);
    }

    private static List<FieldError> errors(Binding binding) {
        var errors = new FieldErrors();
        var target = FieldPath.of("target");
        var kind = binding.target().kind();
        if (!kind.isEmpty() && !kind.equals("Node")) {
            errors.notSupported(target.child("kind"), kind, List.of("Node", "<empty>"));
        }
        if (binding.target().name().isEmpty()) {
            errors.required(target.child("name"));
        }
        return errors.list();
    }
}
