package io.djong.apiserver.promises;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.apiserver.pipeline.FakeHttp;
import io.djong.http.Headers;
import io.djong.http.HttpHandler;
import java.util.ArrayList;
import java.util.List;

/// A client without a connection: requests go to the server's own handler.
final class Reader {
    private final HttpHandler handler;

    Reader(HttpHandler handler) {
        this.handler = handler;
    }

    /// @param code and the body of an answer
    record Answer(int code, JsonObject body) {
        long revision() {
            return Long.parseLong(body.object("metadata").string("resourceVersion"));
        }

        String next() {
            return body.object("metadata").string("continue");
        }

        List<Model.Thing> things() {
            var things = new ArrayList<Model.Thing>();
            for (var item : body.array("items").values()) {
                things.add(thing((JsonObject) item));
            }
            return things;
        }
    }

    Answer get(String target) throws Exception {
        return answer(request("GET", target, "application/json", ""));
    }

    Answer write(String method, String target, String type, String body) throws Exception {
        return answer(request(method, target, type, body));
    }

    private static Answer answer(FakeHttp http) throws JsonException {
        var text = http.answer().isEmpty() ? http.stream().text() : http.answer();
        return new Answer(http.status(), (JsonObject) JsonValue.parse(text.getBytes(UTF_8)));
    }

    /// Opens a watch, which goes on after this returns.
    FakeHttp open(String target) throws Exception {
        return request("GET", target, "application/json", "");
    }

    private FakeHttp request(String method, String target, String type, String body) throws Exception {
        var headers = Headers.of("Authorization", "Bearer admin", "Content-Type", type, "User-Agent", "promises");
        var http = new FakeHttp(method, target, headers, body);
        handler.handle(http, http);
        return http;
    }

    static Model.Thing thing(JsonObject object) {
        var meta = object.object("metadata");
        return new Model.Thing(
                meta.string("namespace") + "/" + meta.string("name"),
                Long.parseLong(meta.string("resourceVersion")),
                meta.object("labels").string("colour"));
    }

    /// What a connection of a watch has told; half a line at the end counts as not told.
    static Recording.Connection connection(String text) throws JsonException {
        var told = new ArrayList<Model.Told>();
        var bookmarks = new ArrayList<Recording.Bookmark>();
        int initialEnd = -1;
        boolean refused = false;
        for (var line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            var event = (JsonObject) JsonValue.parse(line.getBytes(UTF_8));
            var type = event.string("type");
            var object = event.object("object");
            if (type.equals("ERROR")) {
                refused = true;
            } else if (type.equals("BOOKMARK")) {
                var meta = object.object("metadata");
                boolean end = meta.object("annotations").get("k8s.io/initial-events-end") != null;
                initialEnd = end ? told.size() : initialEnd;
                bookmarks.add(new Recording.Bookmark(Long.parseLong(meta.string("resourceVersion")), told.size(), end));
            } else {
                var thing = thing(object);
                told.add(new Model.Told(type, thing.key(), thing.revision()));
            }
        }
        return new Recording.Connection(told, initialEnd, bookmarks, refused);
    }
}
