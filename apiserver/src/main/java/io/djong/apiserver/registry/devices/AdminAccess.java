package io.djong.apiserver.registry.devices;

import io.djong.api.types.resource.v1.DeviceRequest;
import io.djong.api.types.resource.v1.ResourceClaimStatus;
import io.djong.api.validation.ErrorType;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldPath;
import java.util.List;

/// Who may have a device that others use: claims in namespaces that are labelled for it.
final class AdminAccess {
    private static final String LABEL = "resource.kubernetes.io/admin-access";

    private final NamespaceLabels namespaces;

    AdminAccess(NamespaceLabels namespaces) {
        this.namespaces = namespaces;
    }

    /// What is wrong with requests for it.
    List<FieldError> requests(String namespace, List<DeviceRequest> requests) {
        for (int i = 0; i < requests.size(); i++) {
            var exactly = requests.get(i).exactly();
            if (exactly != null && Boolean.TRUE.equals(exactly.adminAccess())) {
                return in(
                        namespace,
                        FieldPath.of("spec")
                                .child("devices", "requests")
                                .index(i)
                                .child("adminAccess"));
            }
        }
        return List.of();
    }

    /// What is wrong with an allocation of it; what was granted before stays.
    List<FieldError> granted(String namespace, ResourceClaimStatus status, ResourceClaimStatus old) {
        int at = granted(status);
        return at < 0 || granted(old) >= 0
                ? List.of()
                : in(
                        namespace,
                        FieldPath.of("status")
                                .child("allocation", "devices")
                                .child("results")
                                .index(at)
                                .child("adminAccess"));
    }

    private static int granted(ResourceClaimStatus status) {
        var allocation = status.allocation();
        if (allocation != null) {
            var results = allocation.devices().results();
            for (int i = 0; i < results.size(); i++) {
                if (Boolean.TRUE.equals(results.get(i).adminAccess())) {
                    return i;
                }
            }
        }
        return -1;
    }

    private List<FieldError> in(String namespace, FieldPath path) {
        return "true".equals(namespaces.of(namespace).get(LABEL))
                ? List.of()
                : List.of(new FieldError(
                        ErrorType.FORBIDDEN,
                        path.toString(),
                        null,
                        "admin access to devices requires the `" + LABEL
                                + ": true` label on the containing namespace"));
    }
}
