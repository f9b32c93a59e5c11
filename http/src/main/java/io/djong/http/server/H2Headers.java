package io.djong.http.server;

import io.djong.http.Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.ReadOnlyHttp2Headers;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The head of an HTTP/2 answer.
final class H2Headers {
    private static final AsciiString DATE = AsciiString.cached("date");
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("content-type");
    private static final AsciiString OK = AsciiString.cached("200");
    private static final AsciiString AUDIT_ID = AsciiString.cached("audit-id");

    /// Names that answers carry often, as they are written in code; others are made lower-case each time.
    private static final Map<String, AsciiString> FREQUENT = Map.of(
            "Audit-Id", AUDIT_ID,
            "Cache-Control", AsciiString.cached("cache-control"),
            "Content-Length", CONTENT_LENGTH,
            "Content-Type", CONTENT_TYPE,
            "Date", DATE,
            "Warning", AsciiString.cached("warning"));

    private H2Headers() {}

    /// @param contentLength the body's length, -1 when it is not known or the headers say it
    static Http2Headers encode(int status, Headers headers, long contentLength, @Nullable String date) {
        var fields = new ArrayList<AsciiString>(2 * headers.size() + 4);
        boolean dated = false;
        boolean measured = contentLength < 0;
        for (int i = 0; i < headers.size(); i++) {
            var name = name(headers.name(i));
            if (isOfConnection(name)) continue;
            if (name.equals(DATE)) dated = true;
            if (name.equals(CONTENT_LENGTH)) {
                if (contentLength >= 0) continue;
                measured = true;
            }
            fields.add(name);
            fields.add(new AsciiString(headers.value(i)));
        }
        if (!measured) {
            fields.add(CONTENT_LENGTH);
            fields.add(new AsciiString(Long.toString(contentLength)));
        }
        if (!dated && date != null) {
            fields.add(DATE);
            fields.add(new AsciiString(date));
        }
        return ReadOnlyHttp2Headers.serverHeaders(
                false,
                status == 200 ? OK : new AsciiString(Integer.toString(status)),
                fields.toArray(AsciiString[]::new));
    }

    /// Whether a field differs from answer to answer: it would only push others out of the table by which
    /// HPACK shortens what repeats.
    static boolean isOfOneAnswer(CharSequence name) {
        return AUDIT_ID.contentEquals(name) || CONTENT_LENGTH.contentEquals(name);
    }

    private static AsciiString name(String name) {
        var frequent = FREQUENT.get(name);
        return frequent != null ? frequent : new AsciiString(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isOfConnection(AsciiString name) {
        return name.contentEquals("connection")
                || name.contentEquals("keep-alive")
                || name.contentEquals("proxy-connection")
                || name.contentEquals("transfer-encoding")
                || name.contentEquals("upgrade");
    }
}
