package io.djong.client.fake;

import io.djong.api.types.meta.v1.Status;
import io.djong.client.ApiException;

/// What the fake says no with; also for tests that make calls fail.
public final class Refusals {
    private Refusals() {}

    public static ApiException of(int code, String reason, String message) {
        return new ApiException.Refused(Status.EMPTY
                .withStatus("Failure")
                .withCode(code)
                .withReason(reason)
                .withMessage(message));
    }
}
