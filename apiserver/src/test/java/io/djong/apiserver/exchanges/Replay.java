package io.djong.apiserver.exchanges;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.apiserver.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Sends one case to a server and collects what differs.
final class Replay {
    /// Any suffix does: each run has a server of its own.
    private static final String SUFFIX = "x7k2q";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\d+)\\.([^}]+)}");

    private final URI server;
    private final HttpClient client;
    private final Comparison comparison = new Comparison(new Placeholders());
    private final Map<Integer, JsonValue> answers = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private boolean served = true;

    Replay(URI server, HttpClient client) {
        this.server = server;
        this.client = client;
    }

    /// What differs and whether the server knew all paths of the case.
    record Outcome(List<String> differences, boolean served) {}

    Outcome run(SampleExchange exchange) throws InterruptedException {
        for (int i = 0; i < exchange.steps().size(); i++) {
            var step = exchange.steps().get(i);
            if (!step.isRequest()) {
                continue;
            }
            var found = new ArrayList<String>();
            var request = step.request();
            var what = request.string("method") + " " + resolved(request.string("path"))
                    + (request.string("query").isEmpty() ? "" : "?" + resolved(request.string("query")));
            try {
                compare(i, step, send(step), found);
            } catch (IOException | IllegalArgumentException e) {
                found.add("no answer: " + e);
            }
            for (var difference : found) {
                differences.add("step " + i + " " + what + ": " + difference);
            }
        }
        return new Outcome(List.copyOf(differences), served);
    }

    private HttpResponse<byte[]> send(SampleExchange.Step step) throws IOException, InterruptedException {
        var request = step.request();
        var query = resolved(request.string("query"));
        var uri = server + resolved(request.string("path")) + (query.isEmpty() ? "" : "?" + query);
        var body = step.body();
        var builder = HttpRequest.newBuilder(URI.create(uri))
                .method(
                        request.string("method"),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(resolved(body)))
                .setHeader("Authorization", "Bearer " + TestServer.ADMIN_TOKEN)
                .setHeader("User-Agent", "exchange/1.0")
                .setHeader("Accept", "application/json");
        if (body != null) {
            builder.setHeader("Content-Type", "application/json");
        }
        request.object("headers").members().forEach((name, value) -> {
            if (value instanceof JsonString(var text)) {
                builder.setHeader(name, resolved(text));
            }
        });
        return client.send(builder.build(), BodyHandlers.ofByteArray());
    }

    private void compare(int index, SampleExchange.Step step, HttpResponse<byte[]> answer, List<String> found) {
        var expect = step.expect();
        int code = expect.get("code") instanceof JsonNumber number ? (int) number.longValue() : 0;
        var text = new String(answer.body(), StandardCharsets.UTF_8);
        var actual = step.isOpenApi() ? ReducedOpenApi.of(json(text)) : json(text);
        answers.put(index, actual);
        if (answer.statusCode() != code) {
            found.add("code: wanted " + code + " but was " + answer.statusCode() + " " + text.strip());
            served &= !text.contains("the server could not find the requested resource");
            return;
        }
        if (step.codeOnly()) {
            return;
        }
        var headers = expect.object("headers");
        headers.members().forEach((name, values) -> {
            if (values instanceof JsonArray array) {
                var wanted = resolvedTree(array) instanceof JsonArray filled ? filled : array;
                comparison.compareHeader(name, wanted, answer.headers().allValues(name), found);
            }
        });
        var warnings = answer.headers().allValues("warning");
        if (headers.get("warning") == null && !warnings.isEmpty()) {
            found.add("header warning: wanted nothing but was " + warnings);
        }
        var body = expect.get("body");
        if (expect.get("events") instanceof JsonArray events) {
            var seen = new JsonArray(text.lines().map(Replay::json).toList());
            comparison.compare("events", resolvedTree(events), seen, found);
        } else if (body instanceof JsonString(var wanted)) {
            comparison.compareText(resolved(wanted), text, found);
        } else if (body != null) {
            comparison.compare("", resolvedTree(body), actual, found);
        }
    }

    private static JsonValue json(String text) {
        try {
            return JsonValue.parse(text);
        } catch (JsonException e) {
            return new JsonString(text);
        }
    }

    private JsonValue resolvedTree(JsonValue tree) {
        return json(resolved(tree.toJson()));
    }

    /// The text with the suffix and with what earlier steps answered.
    private String resolved(String text) {
        return REFERENCE.matcher(text.replace("${SFX}", SUFFIX)).replaceAll(match -> {
            JsonValue value = answers.getOrDefault(Integer.parseInt(match.group(1)), JsonObject.EMPTY);
            for (var name : match.group(2).split("\\.", -1)) {
                var member = value instanceof JsonObject object ? object.get(name) : null;
                value = member == null ? JsonObject.EMPTY : member;
            }
            return value instanceof JsonString(var found) ? found : "absent";
        });
    }
}
