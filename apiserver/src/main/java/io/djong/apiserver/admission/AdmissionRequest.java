package io.djong.apiserver.admission;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.client.ApiException;
import org.jspecify.annotations.Nullable;

/// One operation as admission plug-ins see it, as `admission.Attributes` upstream.
///
/// @param operation what is being done
/// @param resource on which resource
/// @param subresource "" for the resource itself
/// @param namespace "" for cluster-scoped resources
/// @param name "" while the server has yet to generate it
/// @param object the object as it will be written, or the body of a subresource; null on deletion
/// @param old the object as it is stored; null on creation
/// @param context user, time, dry run, warnings
public record AdmissionRequest(
        Operation operation,
        Resource<?> resource,
        String subresource,
        String namespace,
        String name,
        @Nullable KubeObject object,
        @Nullable KubeObject old,
        OperationContext context) {
    /// The request with a changed object.
    public AdmissionRequest withObject(KubeObject changed) {
        return new AdmissionRequest(operation, resource, subresource, namespace, name, changed, old, context);
    }

    /// The refusal, named as upstream names what has no name yet.
    public ApiException forbidden(String why) {
        return Failures.forbidden(resource, shownName(), why);
    }

    /// The refusal, with a word by which programs know the reason.
    ///
    /// @param cause in `details.causes`, such as `NodeCapacity`
    public ApiException forbidden(String why, String cause) {
        return Failures.forbidden(resource, shownName(), why, cause);
    }

    private String shownName() {
        if (!name.isEmpty()) {
            return name;
        }
        if (object == null) {
            return "Unknown";
        }
        var meta = object.metadata();
        return !meta.name().isEmpty() ? meta.name() : meta.generateName().isEmpty() ? "Unknown" : meta.generateName();
    }

    /// Whether this is about the resource itself, of this group and plural name.
    public boolean isFor(Resource<?> other) {
        return subresource.isEmpty() && concerns(other);
    }

    /// Whether this is about the resource or one of its subresources.
    public boolean concerns(Resource<?> other) {
        return resource.plural().equals(other.plural()) && resource.group().equals(other.group());
    }
}
