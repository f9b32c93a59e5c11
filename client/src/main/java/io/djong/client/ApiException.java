package io.djong.client;

import io.djong.api.types.meta.v1.Status;
import io.djong.api.types.meta.v1.StatusCause;
import io.djong.api.types.meta.v1.StatusDetails;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Why a call to the API server gave no result: it refused, it could not be reached, or its answer made no
/// sense.
///
/// The message is for people. Decisions are taken by the predicates, which are false for anything but a
/// refusal.
public abstract sealed class ApiException extends Exception {
    private ApiException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The HTTP status code of a refusal; 0 when the server gave no answer.
    public int code() {
        return 0;
    }

    /// Upstream's reason word (`NotFound`, `Conflict` …) of a refusal; "" when there is none.
    public String reason() {
        return "";
    }

    /// No such object, or no such resource.
    public boolean isNotFound() {
        return is("NotFound", 404);
    }

    /// An object of this name exists.
    public boolean isAlreadyExists() {
        return reason().equals("AlreadyExists");
    }

    /// The object has changed since it was read, or a precondition does not hold.
    public boolean isConflict() {
        return is("Conflict", 409);
    }

    /// The object breaks a rule of validation.
    public boolean isInvalid() {
        return is("Invalid", 422);
    }

    /// The user may not do this, or admission says no.
    public boolean isForbidden() {
        return is("Forbidden", 403);
    }

    /// Nobody knows who asked.
    public boolean isUnauthorized() {
        return is("Unauthorized", 401);
    }

    /// The request makes no sense to the server.
    public boolean isBadRequest() {
        return is("BadRequest", 400);
    }

    /// The resource has no such verb.
    public boolean isMethodNotSupported() {
        return is("MethodNotAllowed", 405);
    }

    /// The resource version is no longer available: list again.
    public boolean isExpired() {
        return is("Expired", 410) || reason().equals("Gone");
    }

    /// The server sheds load.
    public boolean isTooManyRequests() {
        return is("TooManyRequests", 429);
    }

    /// The server gave up inside its own time limit; the outcome of a write is unknown.
    public boolean isTimeout() {
        return reason().equals("Timeout") || is("ServerTimeout", 504);
    }

    /// The server failed.
    public boolean isInternalError() {
        return is("InternalError", 500);
    }

    /// The server is there but not ready to serve this.
    public boolean isServiceUnavailable() {
        return is("ServiceUnavailable", 503);
    }

    /// A cause of this kind is among the refusal's details (`NamespaceTerminating`, say).
    public boolean hasCause(String causeType) {
        return false;
    }

    /// How long the server asks to wait before trying again.
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /// As upstream: the reason word decides; only where it is missing or unknown does the code.
    private boolean is(String word, int httpCode) {
        if (reason().equals(word)) return true;
        return code() == httpCode && !Refused.KNOWN_REASONS.contains(reason());
    }

    /// The server's answer is a `Status` that says no.
    public static final class Refused extends ApiException {
        static final Set<String> KNOWN_REASONS = Set.of(
                "Unauthorized",
                "Forbidden",
                "NotFound",
                "AlreadyExists",
                "Conflict",
                "Gone",
                "Invalid",
                "ServerTimeout",
                "StoreReadError",
                "Timeout",
                "TooManyRequests",
                "BadRequest",
                "MethodNotAllowed",
                "NotAcceptable",
                "RequestEntityTooLarge",
                "UnsupportedMediaType",
                "InternalError",
                "Expired",
                "ServiceUnavailable");

        private final transient Status status;

        /// The refusal that this status describes.
        public Refused(Status status) {
            super(status.message(), null);
            this.status = status;
        }

        /// The server's answer, whole.
        public Status status() {
            return status;
        }

        @Override
        public int code() {
            return status.code();
        }

        @Override
        public String reason() {
            return status.reason();
        }

        @Override
        public boolean hasCause(String causeType) {
            StatusDetails details = status.details();
            if (details == null) return false;
            for (StatusCause cause : details.causes()) {
                if (cause.reason().equals(causeType)) return true;
            }
            return false;
        }

        @Override
        public Optional<Duration> retryAfter() {
            StatusDetails details = status.details();
            if (details == null || details.retryAfterSeconds() <= 0) return Optional.empty();
            return Optional.of(Duration.ofSeconds(details.retryAfterSeconds()));
        }
    }

    /// No answer: the connection failed or broke. What a write did is unknown unless [#sent] is false.
    public static final class Unreachable extends ApiException {
        private final boolean sent;

        /// @param sent whether the request may have reached the server
        public Unreachable(String message, boolean sent, @Nullable Throwable cause) {
            super(message, cause);
            this.sent = sent;
        }

        /// Whether the request may have reached the server.
        public boolean sent() {
            return sent;
        }
    }

    /// The server answered with something that is not what was asked for: not decodable, or another kind.
    public static final class Undecodable extends ApiException {
        /// @param message names the request and what was wrong
        public Undecodable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
