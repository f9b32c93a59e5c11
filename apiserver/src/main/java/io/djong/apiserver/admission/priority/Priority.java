package io.djong.apiserver.admission.priority;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.scheduling.v1.PriorityClass;
import io.djong.api.types.scheduling.v1.SchedulingV1;
import io.djong.api.types.scheduling.v1alpha2.PodGroup;
import io.djong.api.types.scheduling.v1alpha2.SchedulingV1Alpha2;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.client.ApiException;
import org.jspecify.annotations.Nullable;

/// Fills in a pod's priority from its class, or from the class that is the default.
public final class Priority implements AdmissionPlugin {
    private static final String PREEMPTS = "PreemptLowerPriority";

    private final ResourceCache<PriorityClass> classes;
    private final boolean ofGroups;

    /// @param classes as they are now
    /// @param ofGroups whether groups of pods have priorities, too
    public Priority(ResourceCache<PriorityClass> classes, boolean ofGroups) {
        this.classes = classes;
        this.ofGroups = ofGroups;
    }

    @Override
    public String name() {
        return "Priority";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        var written = request.operation() == Operation.CREATE || request.operation() == Operation.UPDATE;
        var created = request.operation() == Operation.CREATE;
        return (written && (request.isFor(CoreV1.PODS) || request.isFor(SchedulingV1.PRIORITY_CLASSES)))
                || (created && ofGroups && request.isFor(SchedulingV1Alpha2.POD_GROUPS));
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) throws ApiException {
        if (object instanceof PodGroup group) {
            return assigned(request, group);
        }
        if (!(object instanceof Pod pod)) {
            return object;
        }
        if (request.operation() == Operation.UPDATE) {
            return kept(pod, (Pod) request.old());
        }
        return assigned(request, pod);
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        if (request.object() instanceof PriorityClass wanted && wanted.globalDefault()) {
            var other = globalDefault();
            if (other != null
                    && !other.metadata().name().equals(wanted.metadata().name())) {
                throw request.forbidden("PriorityClass " + other.metadata().name()
                        + " is already marked as default. Only one default can exist");
            }
        }
    }

    /// An update that leaves the priority or the policy out means the one that was decided.
    private static Pod kept(Pod pod, @Nullable Pod old) {
        if (old == null) {
            return pod;
        }
        var spec = pod.spec();
        if (spec.priority() == null) {
            spec = spec.withPriority(old.spec().priority());
        }
        if (spec.preemptionPolicy() == null) {
            spec = spec.withPreemptionPolicy(old.spec().preemptionPolicy());
        }
        return pod.withSpec(spec);
    }

    private Pod assigned(AdmissionRequest request, Pod pod) throws ApiException {
        var chosen = chosen(request, pod.spec().priorityClassName());
        var name = chosen == null ? "" : chosen.metadata().name();
        var priority = chosen == null ? 0 : chosen.value();
        var policy = chosen == null ? PREEMPTS : policy(chosen);
        var asked = pod.spec().priority();
        if (asked != null && asked != priority) {
            throw request.forbidden(
                    "the integer value of priority (" + asked + ") must not be provided in pod spec; priority admission"
                            + " controller computed " + priority + " from the given PriorityClass name");
        }
        var askedPolicy = pod.spec().preemptionPolicy();
        if (askedPolicy != null && !askedPolicy.equals(policy)) {
            throw request.forbidden(
                    "the string value of PreemptionPolicy (" + askedPolicy + ") must not be provided in pod spec;"
                            + " priority admission controller computed " + policy
                            + " from the given PriorityClass name");
        }
        return pod.withSpec(
                pod.spec().withPriorityClassName(name).withPriority(priority).withPreemptionPolicy(policy));
    }

    private PodGroup assigned(AdmissionRequest request, PodGroup group) throws ApiException {
        var chosen = chosen(request, group.spec().priorityClassName());
        var name = chosen == null ? "" : chosen.metadata().name();
        var priority = chosen == null ? 0 : chosen.value();
        var asked = group.spec().priority();
        if (asked != null && asked != priority) {
            throw request.forbidden("priority set in the pod group (" + asked + ") must match the priority computed ("
                    + priority + ") based on the priority class set in the spec");
        }
        return group.withSpec(group.spec().withPriorityClassName(name).withPriority(priority));
    }

    /// The class of that name, or the default one; null when there is none of that.
    private @Nullable PriorityClass chosen(AdmissionRequest request, String name) throws ApiException {
        if (name.isEmpty()) {
            return globalDefault();
        }
        var entry = classes.get(name);
        if (entry == null) {
            throw request.forbidden("no PriorityClass with name " + name + " was found");
        }
        return entry.object();
    }

    private static String policy(PriorityClass priorityClass) {
        var policy = priorityClass.preemptionPolicy();
        return policy == null ? PREEMPTS : policy;
    }

    /// The default class; of several the one with the lowest value.
    private @Nullable PriorityClass globalDefault() {
        PriorityClass found = null;
        for (var each = classes.snapshot().entries().entries(); each.next(); ) {
            var candidate = each.value().object();
            if (candidate.globalDefault() && (found == null || candidate.value() < found.value())) {
                found = candidate;
            }
        }
        return found;
    }
}
