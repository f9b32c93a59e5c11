package io.djong.http.server;

import io.djong.http.Headers;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/// The head of an HTTP/1 request, checked.
///
/// @param contentLength as declared, -1 when it is not
/// @param keepAlive whether the client wants the connection kept
/// @param expectContinue whether it waits for 100 before it sends the body
/// @param upgrade whether it offers to leave HTTP
record H1Request(
        String method,
        RequestTarget target,
        String host,
        Headers headers,
        boolean http10,
        long contentLength,
        boolean keepAlive,
        boolean expectContinue,
        boolean upgrade) {

    /// Either a request or why there is none.
    sealed interface Outcome {
        record Good(H1Request request) implements Outcome {}

        /// @param reason what Go's server appends to the status line's text
        record Bad(int status, String reason) implements Outcome {}
    }

    private static Outcome bad(String reason) {
        return new Outcome.Bad(400, reason);
    }

    static Outcome check(HttpRequest message) {
        var result = message.decoderResult();
        if (result.isFailure()) {
            var cause = result.cause();
            boolean tooLong = cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException;
            return tooLong ? new Outcome.Bad(431, "") : bad("");
        }
        var version = message.protocolVersion();
        if (!version.protocolName().equals("HTTP") || version.majorVersion() != 1) {
            return new Outcome.Bad(505, "unsupported protocol version");
        }
        boolean http10 = version.minorVersion() == 0;
        var method = message.method().name();
        if (!Headers.isToken(method)) return bad("invalid method");
        var target = RequestTarget.parse(method, message.uri());
        if (target == null) return bad("");
        var fields = new Headers.Builder();
        try {
            for (var entry : message.headers()) {
                if (!entry.getKey().equalsIgnoreCase("Host")) fields.add(entry.getKey(), entry.getValue());
            }
        } catch (IllegalArgumentException e) {
            return bad("invalid header");
        }
        return checkFraming(message, method, target, fields.build(), http10);
    }

    private static Outcome checkFraming(
            HttpRequest message, String method, RequestTarget target, Headers headers, boolean http10) {
        var hosts = message.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1) return bad("too many Host headers");
        if (hosts.isEmpty() && !http10) return bad("missing required Host header");
        var host = hosts.isEmpty() ? "" : hosts.getFirst();
        if (!isHost(host)) return bad("malformed Host header");
        var codings = headers.all("Transfer-Encoding");
        if (!codings.isEmpty()) {
            // With HTTP/1.0 nobody knows what it means: a request that may be read in two ways is not read at all.
            if (http10 || codings.size() > 1) return bad("too many transfer encodings");
            if (!codings.getFirst().strip().equalsIgnoreCase("chunked")) {
                return new Outcome.Bad(501, "unsupported transfer encoding");
            }
        }
        var expect = headers.first("Expect");
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) return new Outcome.Bad(417, "");
        boolean close = headers.hasToken("Connection", "close");
        boolean keepAlive = !close && (!http10 || headers.hasToken("Connection", "keep-alive"));
        boolean upgrade = !http10 && headers.contains("Upgrade") && headers.hasToken("Connection", "upgrade");
        var length = headers.first("Content-Length");
        return new Outcome.Good(new H1Request(
                method,
                target,
                target.authority().isEmpty() ? host : target.authority(),
                headers,
                http10,
                length == null || !codings.isEmpty() ? -1 : Long.parseLong(length.strip()),
                keepAlive,
                expect != null && !http10,
                upgrade));
    }

    private static boolean isHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && "!$%&'()*+,-.:;=[]_~".indexOf(c) < 0) return false;
        }
        return true;
    }
}
