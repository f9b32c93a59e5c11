package io.djong.apiserver.content;

import io.djong.api.types.meta.v1.ListMeta;
import io.djong.api.types.meta.v1.Status;
import io.djong.api.types.meta.v1.StatusDetails;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;

/// Refusals and confirmations as `Status` objects, in the form that the client accepts.
public final class StatusAnswer {
    /// The first code of a refusal.
    private static final int REFUSALS = 400;

    private StatusAnswer() {}

    /// The refusal of a request.
    public static void send(ApiExchange exchange, ApiException failure) {
        if (exchange.response().committed()) {
            exchange.response().abort();
            return;
        }
        var status = of(failure);
        var retry = status.details() == null ? 0 : status.details().retryAfterSeconds();
        if (retry > 0) {
            exchange.response().header("Retry-After", Integer.toString(retry));
        }
        send(exchange, status.code(), status);
    }

    /// A status of any kind.
    public static void send(ApiExchange exchange, int code, Status status) {
        exchange.answered(status);
        var found = Negotiation.ofStatus(exchange, code < REFUSALS);
        var accepted = found == null ? new Accepted(MediaType.JSON, new Form.Whole(), true) : found;
        var type = accepted.type();
        exchange.send(code, type.contentType(), Documents.encode(Status.TYPE, status, type, accepted.pretty()));
    }

    /// The confirmation of a deletion.
    public static Status deleted(String group, String plural, String name, String uid) {
        var details = StatusDetails.EMPTY
                .withName(name)
                .withGroup(group)
                .withKind(plural)
                .withUid(uid);
        return new Status(ListMeta.EMPTY, "Success", "", "", details, 0);
    }

    /// The status that describes a failed call.
    public static Status of(ApiException failure) {
        return switch (failure) {
            case ApiException.Refused refused -> refused.status();
            case ApiException.Unreachable unreachable -> of(Failures.unavailable(String.valueOf(failure.getMessage())));
            case ApiException.Undecodable undecodable -> of(Failures.internal(String.valueOf(failure.getMessage())));
        };
    }
}
