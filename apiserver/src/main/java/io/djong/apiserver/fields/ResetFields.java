package io.djong.apiserver.fields;

import io.djong.api.apply.FieldSet;
import io.djong.api.apply.PathElement;
import io.djong.api.meta.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What a write through a resource or one of its views does not change, whatever is sent.
///
/// Source: `GetResetFields` of upstream's strategies. They follow one rule with a few exceptions: the resource itself
/// resets the status, if that has a view of its own; the status resets the spec.
final class ResetFields {
    private static final FieldSet SPEC = FieldSet.of(FieldSet.path("spec"));
    private static final FieldSet STATUS = FieldSet.of(FieldSet.path("status"));
    private static final FieldSet SPEC_AND_METADATA = FieldSet.of(FieldSet.path("spec"), FieldSet.path("metadata"));

    /// Resources whose status resets all metadata.
    private static final Set<String> STATUS_RESETS_METADATA = Set.of(
            "validatingadmissionpolicies.admissionregistration.k8s.io",
            "flowschemas.flowcontrol.apiserver.k8s.io",
            "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io",
            "servicecidrs.networking.k8s.io",
            "resourceclaims.resource.k8s.io",
            "devicetaintrules.resource.k8s.io",
            "resourcepoolstatusrequests.resource.k8s.io",
            "volumeattachments.storage.k8s.io",
            "podgroups.scheduling.k8s.io",
            "storageversions.internal.apiserver.k8s.io",
            "storageversionmigrations.storagemigration.k8s.io",
            "apiservices.apiregistration.k8s.io");

    /// What is reset where the rule does not say it, by resource and view.
    private static final Map<String, FieldSet> EXCEPTIONS = Map.of(
            "deployments.apps/status",
            FieldSet.of(FieldSet.path("spec"), FieldSet.path("metadata", "labels")),
            "pods/status",
            FieldSet.of(
                    FieldSet.path("spec"),
                    FieldSet.path("metadata", "deletionTimestamp"),
                    FieldSet.path("metadata", "ownerReferences")),
            "namespaces/finalize",
            STATUS,
            "podcertificaterequests.certificates.k8s.io",
            FieldSet.EMPTY,
            "certificatesigningrequests.certificates.k8s.io",
            FieldSet.of(FieldSet.path("spec"), FieldSet.path("status")),
            "certificatesigningrequests.certificates.k8s.io/status",
            FieldSet.of(FieldSet.path("spec"), FieldSet.path("status", "conditions")),
            "certificatesigningrequests.certificates.k8s.io/approval",
            FieldSet.of(FieldSet.path("spec"), FieldSet.path("status", "certificate")));

    private ResetFields() {}

    /// Leaves of a set what a write can change.
    ///
    /// @param view "" for the resource itself
    static UnaryOperator<FieldSet> filter(Resource<?> resource, String view) {
        if (resource.group().isEmpty() && resource.plural().equals("pods")) {
            if (view.equals("ephemeralcontainers")) return set -> only(set, "spec", "ephemeralContainers");
            if (view.equals("resize")) return ResetFields::ofResize;
        }
        var reset = reset(resource, view);
        return reset.isEmpty() ? UnaryOperator.identity() : set -> set.recursiveDifference(reset);
    }

    private static FieldSet reset(Resource<?> resource, String view) {
        var name = resource.groupResource().toString();
        var exception = EXCEPTIONS.get(view.isEmpty() ? name : name + "/" + view);
        if (exception != null) return exception;
        return switch (view) {
            case "" -> hasStatus(resource) ? STATUS : FieldSet.EMPTY;
            case "status" -> STATUS_RESETS_METADATA.contains(name) ? SPEC_AND_METADATA : SPEC;
            default -> FieldSet.EMPTY;
        };
    }

    private static boolean hasStatus(Resource<?> resource) {
        return resource.subresources().stream()
                .anyMatch(subresource -> subresource.name().equals("status"));
    }

    /// The paths that begin so.
    private static FieldSet only(FieldSet set, String... prefix) {
        var found = new ArrayList<List<PathElement>>();
        for (var path : set.paths()) {
            if (path.size() < prefix.length) continue;
            if (path.subList(0, prefix.length).equals(FieldSet.path(prefix))) found.add(path);
        }
        return together(found);
    }

    /// A resize changes the resources of containers, and how they are resized.
    private static FieldSet ofResize(FieldSet set) {
        var found = new ArrayList<List<PathElement>>();
        for (var path : set.paths()) {
            boolean changed = path.size() >= 4
                    && path.get(0).equals(new PathElement.Field("spec"))
                    && isField(path.get(1), "containers", "initContainers")
                    && isField(path.get(3), "resources", "resizePolicy");
            if (changed) found.add(path);
        }
        return together(found);
    }

    private static boolean isField(PathElement element, String one, String other) {
        return element instanceof PathElement.Field(String name) && (name.equals(one) || name.equals(other));
    }

    private static FieldSet together(List<List<PathElement>> paths) {
        var set = FieldSet.EMPTY;
        for (var path : paths) set = set.union(FieldSet.of(path));
        return set;
    }
}
