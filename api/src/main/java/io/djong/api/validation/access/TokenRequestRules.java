package io.djong.api.validation.access;

import io.djong.api.types.authentication.v1.TokenRequest;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;

/// Requests for tokens of service accounts.
public final class TokenRequestRules {
    private static final FieldPath SECONDS = FieldPath.of("spec").child("expirationSeconds");
    private static final long SECONDS_MIN = 10 * 60;
    private static final long SECONDS_MAX = 1L << 32;

    private TokenRequestRules() {}

    /// A new one, with its defaults; it is never stored.
    public static void create(FieldErrors errors, TokenRequest request) {
        Long given = request.spec().expirationSeconds();
        long seconds = given == null ? 0 : given;
        if (seconds < SECONDS_MIN) {
            errors.invalid(SECONDS, seconds, "may not specify a duration less than 10 minutes");
        }
        if (seconds > SECONDS_MAX) {
            errors.invalid(SECONDS, seconds, "may not specify a duration larger than 2^32 seconds");
        }
    }
}
