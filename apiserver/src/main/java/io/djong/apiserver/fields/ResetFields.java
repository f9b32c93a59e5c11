package io.djong.apiserver.fields;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.meta.Resource;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What a write through a resource or one of its views does not change, whatever is sent.
///
/// Source: `GetResetFields` of upstream's strategies. They follow one rule with a few exceptions: the
/// resource itself resets the status, if that has a view of its own; the status resets the spec. Views
/// on a pod's ephemeral containers and resources reset nothing there, whatever their strategies declare.
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
}
