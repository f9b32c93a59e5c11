package io.djong.apiserver.updates;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.apiserver.pipeline.FakeHttp;
import io.djong.apiserver.server.TestServer;
import io.djong.http.Headers;
import io.djong.http.HttpHandler;
import java.util.List;

/// Asks a server in this process as its administrator.
final class Server {
    private static final Headers HEADERS = Headers.of(
            "Authorization",
            "Bearer " + TestServer.ADMIN_TOKEN,
            "Accept",
            "application/json",
            "Content-Type",
            "application/json",
            "User-Agent",
            "matrix/1.0");

    private final HttpHandler handler;

    Server(HttpHandler handler) {
        this.handler = handler;
    }

    /// An answer.
    ///
    /// @param warnings the texts of its `Warning` headers
    record Answer(int code, JsonObject body, List<String> warnings) {
        boolean refused() {
            return code >= 300;
        }
    }

    Answer get(String path) throws Exception {
        return ask("GET", path, "");
    }

    Answer post(String path, JsonValue body) throws Exception {
        return ask("POST", path, body.toJson());
    }

    Answer put(String path, JsonValue body) throws Exception {
        return ask("PUT", path, body.toJson());
    }

    Answer delete(String path) throws Exception {
        return ask("DELETE", path, "");
    }

    private Answer ask(String method, String path, String body) throws Exception {
        var http = new FakeHttp(method, path, HEADERS, body);
        handler.handle(http, http);
        var warnings = http.sentHeaders().stream()
                .filter(header -> header.startsWith("Warning: "))
                .map(header -> header.replaceFirst("^Warning: 299 - \"(.*)\"$", "$1"))
                .toList();
        return new Answer(http.status(), tree(http.answer()), warnings);
    }

    private static JsonObject tree(String text) {
        try {
            return JsonValue.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
        } catch (JsonException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }
}
