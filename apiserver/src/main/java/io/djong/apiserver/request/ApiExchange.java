package io.djong.apiserver.request;

import io.djong.apiserver.authentication.User;
import io.djong.client.WriteOptions;
import io.djong.http.Piece;
import io.djong.http.Request;
import io.djong.http.Response;
import java.time.Instant;
import java.util.List;

/// One request on its way down the list, and what was found out about it so far. Used by one thread.
public final class ApiExchange {
    private final Request request;
    private final Response response;
    private final String requestId;
    private final Instant received;
    private final Query query;
    private final RequestInfo info;
    private final Warnings warnings = new Warnings();
    private User user = User.ANONYMOUS;

    /// @param requestId the audit id, sent back as `Audit-Id`
    /// @param received when the request came in; timestamps of what it writes
    public ApiExchange(Request request, Response response, String requestId, Instant received) {
        this.request = request;
        this.response = response;
        this.requestId = requestId;
        this.received = received;
        this.query = Query.parse(request.rawQuery());
        this.info = RequestInfo.of(request.method(), request.path(), query);
    }

    /// The HTTP request.
    public Request request() {
        return request;
    }

    /// The HTTP response.
    public Response response() {
        return response;
    }

    /// The decoded query.
    public Query query() {
        return query;
    }

    /// What the request is about.
    public RequestInfo info() {
        return info;
    }

    /// The caller; anonymous until authentication.
    public User user() {
        return user;
    }

    /// Sets the caller.
    public void authenticatedAs(User value) {
        user = value;
    }

    /// Sentences for the caller, sent with the answer.
    public Warnings warnings() {
        return warnings;
    }

    /// When the request came in.
    public Instant received() {
        return received;
    }

    /// The audit id.
    public String requestId() {
        return requestId;
    }

    /// The first value of a request header; "" when absent.
    public String header(String name) {
        return request.headers().first(name, "");
    }

    /// The context of a write or read on behalf of the caller.
    public OperationContext context(WriteOptions options) {
        return new OperationContext(user, options, received, warnings, requestId, info.group());
    }

    /// Sends a complete answer of a content type, with the headers that every answer carries.
    public void send(int status, String contentType, List<Piece> body) {
        commonHeaders();
        response.header("Content-Type", contentType);
        response.send(status, body);
    }

    /// Sends a complete answer.
    public void send(int status, String contentType, byte[] body) {
        send(status, contentType, List.of(Piece.of(body)));
    }

    /// Sends a complete answer that may be kept.
    public void sendCacheable(int status, String contentType, byte[] body, String cacheControl) {
        commonHeaders(cacheControl);
        response.header("Content-Type", contentType);
        response.send(status, Piece.of(body));
    }

    /// Sets the headers that every answer carries, the warnings among them; before the answer begins.
    public void commonHeaders() {
        commonHeaders("no-cache, private");
    }

    private void commonHeaders(String cacheControl) {
        response.header("Audit-Id", requestId);
        response.header("Cache-Control", cacheControl);
        for (var sentence : warnings.all()) {
            response.header("Warning", warning(sentence));
        }
    }

    /// RFC 9111's form of a warning with code 299 and an unknown agent.
    private static String warning(String sentence) {
        var text = new StringBuilder("299 - \"");
        for (int i = 0; i < sentence.length(); i++) {
            var c = sentence.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c >= ' ' && c != 0x7f) {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }
}
