package io.djong.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Why an exchange failed below the meaning of HTTP. An `IOException`, so that it travels through streams.
public abstract sealed class HttpException extends IOException {
    private HttpException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The body is longer than was allowed.
    public static final class BodyTooLarge extends HttpException {
        private final long limitBytes;

        public BodyTooLarge(long limitBytes) {
            super("the body is longer than " + limitBytes + " bytes", null);
            this.limitBytes = limitBytes;
        }

        public long limitBytes() {
            return limitBytes;
        }
    }

    /// No connection could be made; nothing was sent.
    public static final class Unreachable extends HttpException {
        public Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The TLS handshake failed: who the peer is, or whom it takes us for. Nothing was sent.
    public static final class TlsFailed extends HttpException {
        public TlsFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The connection or stream ended before the exchange did. What the peer did with the request is not
    /// known, unless [#unprocessed] says that it did nothing.
    public static final class Closed extends HttpException {
        private final boolean unprocessed;

        public Closed(String message) {
            this(message, false, null);
        }

        public Closed(String message, boolean unprocessed, @Nullable Throwable cause) {
            super(message, cause);
            this.unprocessed = unprocessed;
        }

        /// Whether the request can be sent again: the peer has said that it did not begin to handle it
        /// (REFUSED_STREAM, GOAWAY), or it is idempotent and was sent just as an idle connection closed.
        public boolean unprocessed() {
            return unprocessed;
        }
    }

    /// It took longer than allowed.
    public static final class TimedOut extends HttpException {
        public TimedOut(String message) {
            super(message, null);
        }
    }

    /// The peer broke the protocol's rules or a limit.
    public static final class Malformed extends HttpException {
        public Malformed(String message) {
            super(message, null);
        }

        public Malformed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// This side gave up: cancelled, or the client or server was closed.
    public static final class Cancelled extends HttpException {
        public Cancelled(String message) {
            super(message, null);
        }
    }
}
