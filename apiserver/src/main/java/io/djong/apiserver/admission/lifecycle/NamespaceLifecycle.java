package io.djong.apiserver.admission.lifecycle;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.meta.v1.StatusCause;
import io.djong.api.types.meta.v1.StatusDetails;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.AdmissionRequest;
import io.djong.apiserver.admission.Operation;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.util.List;
import java.util.Set;

/// Keeps objects out of namespaces that are missing or terminating, and the system's namespaces from
/// being deleted.
public final class NamespaceLifecycle implements AdmissionPlugin {
    private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");
    /// Reviews are answered even where nothing may be created.
    private static final Set<String> ALWAYS_ALLOWED = Set.of("localsubjectaccessreviews");

    private final ResourceCache<Namespace> namespaces;

    /// @param namespaces as they are now
    public NamespaceLifecycle(ResourceCache<Namespace> namespaces) {
        this.namespaces = namespaces;
    }

    @Override
    public String name() {
        return "NamespaceLifecycle";
    }

    @Override
    public boolean handles(AdmissionRequest request) {
        return switch (request.operation()) {
                    case CREATE, UPDATE -> !request.namespace().isEmpty() && !request.concerns(CoreV1.NAMESPACES);
                    case DELETE -> request.isFor(CoreV1.NAMESPACES);
                    case CONNECT -> false;
                }
                && !ALWAYS_ALLOWED.contains(request.resource().plural());
    }

    @Override
    public KubeObject mutate(AdmissionRequest request, KubeObject object) throws ApiException {
        check(request);
        return object;
    }

    @Override
    public void validate(AdmissionRequest request) throws ApiException {
        if (request.operation() == Operation.DELETE && IMMORTAL.contains(request.name())) {
            throw Failures.forbidden(CoreV1.NAMESPACES, request.name(), "this namespace may not be deleted");
        }
    }

    private void check(AdmissionRequest request) throws ApiException {
        var entry = namespaces.get(request.namespace());
        if (entry == null) {
            throw Failures.notFound(CoreV1.NAMESPACES, request.namespace());
        }
        var namespace = entry.object();
        if (request.operation() == Operation.CREATE
                && namespace.status().phase().equals("Terminating")) {
            throw terminating(request);
        }
    }

    private static ApiException terminating(AdmissionRequest request) {
        var resource = request.resource();
        var why =
                "unable to create new content in namespace " + request.namespace() + " because it is being terminated";
        var cause = new StatusCause(
                "NamespaceTerminating",
                "namespace " + request.namespace() + " is being terminated",
                "metadata.namespace");
        var details = StatusDetails.EMPTY
                .withName(request.name())
                .withGroup(resource.group())
                .withKind(resource.plural())
                .withCauses(List.of(cause));
        var subject = Failures.qualified(resource) + " \"" + request.name() + "\"";
        return Failures.refused(403, "Forbidden", subject + " is forbidden: " + why, details);
    }
}
