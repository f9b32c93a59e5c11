package io.djong.apiserver.exchanges;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One case of the sample exchanges: requests in order, each with what upstream's server answered.
///
/// @param id the case's name
record SampleExchange(String id, List<Step> steps) {
    /// One request and its answer.
    ///
    /// @param request the step as recorded
    /// @param body the request's body as text, in the order of the recording, which shows in answers; null for none
    record Step(JsonObject request, @Nullable String body) {
        /// False for a step that only waits.
        boolean isRequest() {
            return request.get("method") != null;
        }

        /// Whether only its answer's code says something: it prepares, or its answer is of a form that is not
        /// replayed.
        boolean codeOnly() {
            return request.get("setup") != null
                    || request.get("stability") != null
                    || (request.get("reduce") != null && !isOpenApi())
                    || expect().object("body").get("protobuf") != null;
        }

        /// Whether the answer is an OpenAPI document, recorded in short.
        boolean isOpenApi() {
            return request.string("reduce").equals("openapi_v3");
        }

        JsonObject expect() {
            return request.object("expect");
        }
    }

    static SampleExchange read(Path file) throws IOException {
        try {
            return read(Files.readAllBytes(file));
        } catch (JsonException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static SampleExchange read(byte[] json) throws JsonException {
        var in = new JsonReader(json);
        var id = "";
        var steps = new ArrayList<Step>();
        in.beginObject();
        for (var key = in.key(); key != null; key = in.key()) {
            switch (key) {
                case "id" -> id = in.string("");
                case "steps" -> {
                    in.beginArray();
                    while (in.element()) {
                        steps.add(step(in));
                    }
                }
                default -> in.skip();
            }
        }
        return new SampleExchange(id, List.copyOf(steps));
    }

    private static Step step(JsonReader in) throws JsonException {
        var raw = in.raw();
        var fields = new JsonReader(raw);
        String body = null;
        fields.beginObject();
        for (var key = fields.key(); key != null; key = fields.key()) {
            if (key.equals("body")) {
                var text = new String(fields.raw(), UTF_8);
                body = JsonValue.parse(text) instanceof JsonString(var value) ? value : text;
            } else {
                fields.skip();
            }
        }
        return JsonValue.parse(raw) instanceof JsonObject request
                ? new Step(request, body)
                : new Step(JsonObject.EMPTY, null);
    }
}
