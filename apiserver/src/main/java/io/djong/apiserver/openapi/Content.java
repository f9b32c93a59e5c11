package io.djong.apiserver.openapi;

import io.djong.apiserver.request.ApiExchange;
import io.djong.http.Piece;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A document as the answer to a request, which may ask for what is new, or for a part.
///
/// Source: RFC 9110 sections 13 and 14, as far as Go's `http.ServeContent` goes with one range.
final class Content {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private final String type;
    private final byte[] body;
    private final boolean zipped;
    private final @Nullable String hash;
    private final Instant modified;

    /// @param hash for the `ETag`; null for none
    Content(String type, byte[] body, @Nullable String hash, Instant modified) {
        this(type, body, false, hash, modified);
    }

    private Content(String type, byte[] body, boolean zipped, @Nullable String hash, Instant modified) {
        this.type = type;
        this.body = body;
        this.zipped = zipped;
        this.hash = hash;
        this.modified = modified.truncatedTo(ChronoUnit.SECONDS);
    }

    /// @param zipped what is sent compressed; null to send the text itself
    static Content of(String type, Specification.Made made, @Nullable Zipped zipped) {
        return zipped == null
                ? new Content(type, made.body().text(), false, made.hash(), made.at())
                : new Content(type, zipped.bytes(), true, made.hash(), made.at());
    }

    void answer(ApiExchange exchange, String cacheControl) {
        var response = exchange.response();
        if (hash != null) {
            response.header("ETag", tag());
        }
        if (isKnown(exchange)) {
            exchange.commonHeaders(cacheControl);
            response.send(304);
            return;
        }
        response.header("Accept-Ranges", "bytes");
        response.header("Last-Modified", DATE.format(ZonedDateTime.ofInstant(modified, ZoneOffset.UTC)));
        if (zipped) {
            response.header("Content-Encoding", "gzip");
        }
        var range = exchange.header("If-Range").isEmpty() ? Range.of(exchange.header("Range"), body.length) : null;
        switch (range) {
            case null -> exchange.send(200, type, List.of(Piece.of(body)), cacheControl);
            case Range.Part(int from, int to) -> {
                response.header("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + body.length);
                exchange.send(206, type, List.of(Piece.of(Arrays.copyOfRange(body, from, to))), cacheControl);
            }
            case Range.Outside ignored -> {
                response.header("Content-Range", "bytes */" + body.length);
                var text = "invalid range: failed to overlap\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
                exchange.send(416, "text/plain; charset=utf-8", List.of(Piece.of(text)), cacheControl);
            }
        }
    }

    private String tag() {
        return '"' + hash + '"';
    }

    /// Whether the client has it already.
    private boolean isKnown(ApiExchange exchange) {
        var tags = exchange.header("If-None-Match");
        if (!tags.isEmpty()) {
            return Arrays.stream(tags.split(","))
                    .map(String::strip)
                    .anyMatch(each -> each.equals("*")
                            || (hash != null && each.replaceFirst("^W/", "").equals(tag())));
        }
        var method = exchange.request().method();
        var since = exchange.header("If-Modified-Since");
        if (since.isEmpty() || !(method.equals("GET") || method.equals("HEAD"))) {
            return false;
        }
        try {
            return !modified.isAfter(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(since)));
        } catch (DateTimeException e) {
            return false; // what is no date asks for nothing
        }
    }

    /// Whether an `Accept-Encoding` header allows a coding.
    static boolean accepts(String header, String coding) {
        for (var clause : header.toLowerCase(Locale.ROOT).split(",")) {
            var parts = clause.split(";", 2);
            var name = parts[0].strip();
            if (name.equals(coding) || name.equals("*")) {
                return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }
}
