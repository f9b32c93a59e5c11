package io.djong.apiserver.proxy;

import io.djong.api.types.meta.v1.StatusDetails;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;

/// What a client is told when the kubelet says no: upstream's response checker and its generic server
/// response.
final class KubeletRefusal {
    private KubeletRefusal() {}

    /// @param said the kubelet's answer
    /// @param resource `pods/log`
    static ApiException of(int code, String said, String resource, String name) {
        return switch (code) {
            case 500 -> Failures.internal(said);
            case 400 -> Failures.badRequest(said);
            default -> generic(code, said, resource, name);
        };
    }

    private static ApiException generic(int code, String said, String resource, String name) {
        var message = switch (code) {
            case 401 -> "the server has asked for the client to provide credentials";
            // Upstream shows what a server said with these codes.
            case 403 -> said;
            case 404 -> "the server could not find the requested resource";
            case 405 -> "the server does not allow this method on the requested resource";
            case 409 -> "the server reported a conflict";
            case 415 -> said;
            case 429 -> "the server has received too many requests and has asked us to try again later";
            case 503 -> "the server is currently unable to handle the request";
            case 504 ->
                "the server was unable to return a response in the time allotted, but may still be processing the"
                        + " request";
            default -> "the server responded with the status code " + code + " but did not return more information";
        };
        var reason = switch (code) {
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 409 -> "Conflict";
            case 415 -> "UnsupportedMediaType";
            case 429 -> "TooManyRequests";
            case 503 -> "ServiceUnavailable";
            case 504 -> "Timeout";
            default -> "";
        };
        return Failures.refused(
                code,
                reason,
                message + " ( " + resource + " " + name + ")",
                StatusDetails.EMPTY.withName(name).withKind(resource));
    }
}
