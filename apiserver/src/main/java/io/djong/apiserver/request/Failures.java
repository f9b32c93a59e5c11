package io.djong.apiserver.request;

import io.djong.api.json.GoQuote;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.ListMeta;
import io.djong.api.types.meta.v1.Status;
import io.djong.api.types.meta.v1.StatusCause;
import io.djong.api.types.meta.v1.StatusDetails;
import io.djong.api.validation.FieldError;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The refusals of the API, with upstream's codes, reasons and messages (apimachinery's `api/errors`).
public final class Failures {
    /// Message of a write that lost against a newer version of the object.
    public static final String MODIFIED =
            "the object has been modified; please apply your changes to the latest version and try again";

    private Failures() {}

    /// 404 for one object.
    public static ApiException notFound(Resource<?> resource, String name) {
        return refused(404, "NotFound", qualified(resource) + " \"" + name + "\" not found", details(resource, name));
    }

    /// 404 for a path or resource that is not served.
    public static ApiException notServed() {
        return refused(404, "NotFound", "the server could not find the requested resource", StatusDetails.EMPTY);
    }

    /// 409: the name is taken.
    ///
    /// @param remark put before the message, "" or ending in a space
    public static ApiException alreadyExists(Resource<?> resource, String name, String remark) {
        return refused(
                409,
                "AlreadyExists",
                remark + qualified(resource) + " \"" + name + "\" already exists",
                details(resource, name));
    }

    /// 409: a generated name was taken, many times over.
    public static ApiException generateNameConflict(Resource<?> resource, String name) {
        return refused(
                409,
                "AlreadyExists",
                qualified(resource) + " \"" + name
                        + "\" already exists, the server was not able to generate a unique name for the object",
                details(resource, name));
    }

    /// 409: a precondition does not hold, or the object has changed.
    public static ApiException conflict(Resource<?> resource, String name, String why) {
        return refused(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + qualified(resource) + " \"" + name + "\": " + why,
                details(resource, name));
    }

    /// 409 about a subresource, such as `pods/binding`.
    public static ApiException conflict(String resource, String name, String why) {
        return refused(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + resource + " \"" + name + "\": " + why,
                StatusDetails.EMPTY.withName(name).withKind(resource));
    }

    /// 409 of a deletion's precondition; upstream names the kind here, not the resource.
    public static ApiException preconditionFailed(Resource<?> resource, String name, String why) {
        var kind = resource.group().isEmpty() ? resource.kind() : resource.kind() + "." + resource.group();
        return refused(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + kind + " \"" + name + "\": " + why,
                StatusDetails.EMPTY.withName(name).withGroup(resource.group()).withKind(resource.kind()));
    }

    /// 422: the object breaks rules of validation.
    ///
    /// @param kind as in details and message
    /// @param errors at least one, in the order of validation
    public static ApiException invalid(String group, String kind, String name, List<FieldError> errors) {
        var causes = new ArrayList<StatusCause>(errors.size());
        var sentences = new LinkedHashSet<String>();
        for (var error : errors) {
            causes.add(new StatusCause(error.type().reason(), error.body(), error.field()));
            sentences.add(error.toString());
        }
        var list = sentences.size() == 1 ? sentences.getFirst() : "[" + String.join(", ", sentences) + "]";
        var details = StatusDetails.EMPTY
                .withName(name)
                .withGroup(group)
                .withKind(kind)
                .withCauses(causes);
        var message =
                (group.isEmpty() ? kind : kind + "." + group) + " " + GoQuote.quote(name) + " is invalid: " + list;
        return refused(422, "Invalid", message, details);
    }

    /// 422 for an object of a resource.
    public static ApiException invalid(Resource<?> resource, String name, List<FieldError> errors) {
        return invalid(resource.group(), resource.kind(), name, errors);
    }

    /// 400.
    public static ApiException badRequest(String message) {
        return refusedPlainly(400, "BadRequest", message);
    }

    /// 401.
    public static ApiException unauthorized() {
        return refusedPlainly(401, "Unauthorized", "Unauthorized");
    }

    /// 403 from authorisation or admission.
    public static ApiException forbidden(Resource<?> resource, String name, String why) {
        return forbidden(resource.group(), resource.plural(), name, why);
    }

    /// 403 with a word for its reason.
    public static ApiException forbidden(Resource<?> resource, String name, String why, String cause) {
        return forbidden(resource.group(), resource.plural(), name, why, List.of(new StatusCause(cause, "", "")));
    }

    /// 403 for a resource that may not even be served.
    public static ApiException forbidden(String group, String resource, String name, String why) {
        return forbidden(group, resource, name, why, List.of());
    }

    private static ApiException forbidden(
            String group, String resource, String name, String why, List<StatusCause> causes) {
        var message = (group.isEmpty() ? resource : resource + "." + group)
                + (name.isEmpty() ? "" : " " + GoQuote.quote(name))
                + " is forbidden: "
                + why;
        return refused(
                403,
                "Forbidden",
                message,
                StatusDetails.EMPTY
                        .withName(name)
                        .withGroup(group)
                        .withKind(resource)
                        .withCauses(causes));
    }

    /// 403 for a path that is not a resource.
    public static ApiException forbiddenPath(String why) {
        return refused(403, "Forbidden", "forbidden: " + why, StatusDetails.EMPTY);
    }

    /// 405: the resource has no such verb.
    public static ApiException methodNotSupported(Resource<?> resource, String verb) {
        return refused(
                405,
                "MethodNotAllowed",
                verb + " is not supported on resources of kind \"" + qualified(resource) + "\"",
                StatusDetails.EMPTY.withGroup(resource.group()).withKind(resource.plural()));
    }

    /// 405: the path has no such method.
    public static ApiException methodNotAllowed() {
        return refused(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                StatusDetails.EMPTY);
    }

    /// 406: nothing that the client accepts can be produced.
    public static ApiException notAcceptable(String message) {
        return refusedPlainly(406, "NotAcceptable", message);
    }

    /// 406: the path has no representation that the client names.
    ///
    /// @param all what it has, listed
    public static ApiException noRepresentation(String all) {
        return refused(
                406, "NotAcceptable", "406: Not Acceptable\n\nAvailable representations: " + all, StatusDetails.EMPTY);
    }

    /// 415: the content type is no patch.
    public static ApiException noPatchType() {
        return refused(415, "UnsupportedMediaType", "415: Unsupported Media Type", StatusDetails.EMPTY);
    }

    /// 410: the resource version is older than what is kept.
    public static ApiException expired(String message) {
        return refusedPlainly(410, "Expired", message);
    }

    /// 410 with a token to go on with, in upstream's place for it.
    public static ApiException expiredWithToken(String message, String continueToken) {
        return new ApiException.Refused(
                new Status(ListMeta.EMPTY.withContinue_(continueToken), "Failure", message, "Expired", null, 410));
    }

    /// 413.
    public static ApiException tooLarge(String message) {
        return refusedPlainly(413, "RequestEntityTooLarge", message);
    }

    /// 415.
    public static ApiException unsupportedMediaType(String message) {
        return refusedPlainly(415, "UnsupportedMediaType", message);
    }

    /// 429 with the seconds after which to try again.
    public static ApiException tooManyRequests(String message, int retryAfterSeconds) {
        return refused(429, "TooManyRequests", message, StatusDetails.EMPTY.withRetryAfterSeconds(retryAfterSeconds));
    }

    /// 500: a fault of the server or of its store.
    public static ApiException internal(String why) {
        return refused(
                500,
                "InternalError",
                "Internal error occurred: " + why,
                StatusDetails.EMPTY.withCauses(List.of(StatusCause.EMPTY.withMessage(why))));
    }

    /// 503.
    public static ApiException unavailable(String message) {
        return refusedPlainly(503, "ServiceUnavailable", message);
    }

    /// 504: the server's own time limit.
    public static ApiException timeout(String message, int retryAfterSeconds) {
        return refused(504, "Timeout", message, StatusDetails.EMPTY.withRetryAfterSeconds(retryAfterSeconds));
    }

    /// Another status, by its parts.
    public static ApiException refused(int code, String reason, String message, @Nullable StatusDetails details) {
        return new ApiException.Refused(new Status(ListMeta.EMPTY, "Failure", message, reason, details, code));
    }

    /// The name in messages: `deployments.apps`, `configmaps`.
    public static String qualified(Resource<?> resource) {
        return resource.group().isEmpty() ? resource.plural() : resource.plural() + "." + resource.group();
    }

    private static ApiException refusedPlainly(int code, String reason, String message) {
        return refused(code, reason, message, null);
    }

    private static StatusDetails details(Resource<?> resource, String name) {
        return StatusDetails.EMPTY.withName(name).withGroup(resource.group()).withKind(resource.plural());
    }
}
