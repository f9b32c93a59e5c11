package io.djong.client.remote;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeType;
import io.djong.api.protobuf.Envelope;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.meta.v1.Status;
import io.djong.api.types.meta.v1.StatusDetails;
import io.djong.base.wire.WireException;
import io.djong.client.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads what a server answers: an object of the kind that was asked for, or a `Status` that says why not.
final class Answers {
    private Answers() {}

    static boolean isProtobuf(String contentType) {
        return contentType.startsWith(ClientConfig.PROTOBUF);
    }

    /// The object in a body.
    ///
    /// @param asked the request, for messages
    static <T extends ApiObject> T read(KubeType<T> type, String contentType, byte[] body, String asked)
            throws ApiException {
        try {
            if (!isProtobuf(contentType)) return Json.read(type, body);
            Envelope envelope = Envelope.read(body);
            if (!envelope.kind().equals(type.kind())) {
                throw new ApiException.Undecodable(
                        asked + ": the answer is a " + envelope.kind() + ", not a " + type.kind(), null);
            }
            return Protobuf.read(type.codec(), envelope);
        } catch (JsonException | WireException e) {
            throw new ApiException.Undecodable(asked + ": the answer cannot be read: " + e.getMessage(), e);
        }
    }

    /// The refusal in an answer of code 400 or above; what a proxy in between answers is described by its code.
    ///
    /// @param retryAfterSeconds from the header, 0 for none
    static ApiException refusal(
            int code, String contentType, byte[] body, int retryAfterSeconds, String verb, String asked) {
        Status status = null;
        try {
            if (isProtobuf(contentType)) {
                Envelope envelope = Envelope.read(body);
                if (envelope.kind().equals("Status")) status = Protobuf.read(Status.TYPE.codec(), envelope);
            } else if (contentType.startsWith(ClientConfig.JSON)) {
                Status read = Json.read(Status.TYPE, body);
                if (!read.status().isEmpty() || read.code() != 0) status = read;
            }
        } catch (JsonException | WireException e) {
            // Not from an API server: described below.
            status = null;
        }
        if (status == null || !status.status().equals("Failure")) status = generic(code, body, verb, asked);
        if (status.code() == 0) status = status.withCode(code);
        return new ApiException.Refused(withRetryAfter(status, retryAfterSeconds));
    }

    private static Status withRetryAfter(Status status, int seconds) {
        if (seconds <= 0) return status;
        StatusDetails details = status.details() == null ? StatusDetails.EMPTY : status.details();
        return details.retryAfterSeconds() > 0 ? status : status.withDetails(details.withRetryAfterSeconds(seconds));
    }

    /// As client-go: a reason and a sentence for each code.
    private static Status generic(int code, byte[] body, String verb, String asked) {
        return Status.EMPTY
                .withStatus("Failure")
                .withCode(code)
                .withReason(reason(code, verb))
                .withMessage(sentence(code, body, asked) + " (" + verb.toLowerCase(Locale.ROOT) + " " + asked + ")");
    }

    private static String reason(int code, String verb) {
        return switch (code) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 406 -> "NotAcceptable";
            case 409 -> verb.equals("POST") ? "AlreadyExists" : "Conflict";
            case 410 -> "Gone";
            case 413 -> "RequestEntityTooLarge";
            case 415 -> "UnsupportedMediaType";
            case 422 -> "Invalid";
            case 429 -> "TooManyRequests";
            case 500 -> "InternalError";
            case 503 -> "ServiceUnavailable";
            case 504 -> "Timeout";
            default -> "Unknown";
        };
    }

    private static String sentence(int code, byte[] body, String asked) {
        return switch (code) {
            case 400 -> "the server rejected our request for an unknown reason";
            case 401 -> "the server has asked for the client to provide credentials";
            case 403 -> text(body, "forbidden: " + asked);
            case 404 -> "the server could not find the requested resource";
            case 405 -> "the server does not allow this method on the requested resource";
            case 406 -> text(body, "the server was unable to respond with a content type that the client supports");
            case 409 -> "the server reported a conflict";
            case 410 -> "the server no longer has what was requested";
            case 413 -> "the server refused a body that is too large";
            case 415 -> text(body, "the server does not know the media type of the request");
            case 422 -> "the server rejected our request due to an error in our request";
            case 429 -> "the server has received too many requests and has asked us to try again later";
            case 500 -> "an error on the server (\"" + text(body, "unknown") + "\") has prevented the request";
            case 503 -> "the server is currently unable to handle the request";
            case 504 -> "the server was unable to return a response in the time allotted";
            default -> "the server responded with the status code " + code + " but did not return more information";
        };
    }

    private static String text(byte[] body, String otherwise) {
        int length = Math.min(body.length, 2048);
        String text = new String(body, 0, length, StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? otherwise : text;
    }
}
