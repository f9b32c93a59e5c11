package io.djong.apiserver.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.apiserver.server.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All verbs of one kind, as a client of HTTP sees them: three objects, of which the first is looked at, changed and
/// deleted alone, and the others together.
final class ApiWalk {
    private static final String NAMESPACE = "demo";
    private static final String SELECTOR = "labelSelector=walk%3Dyes";
    private static final String MERGE = "application/merge-patch+json";

    /// A write of their status leaves their metadata alone.
    private static final Set<String> STATUS_KEEPS_METADATA = Set.of(
            "apiservices",
            "customresourcedefinitions",
            "flowschemas",
            "prioritylevelconfigurations",
            "resourceclaims",
            "servicecidrs",
            "validatingadmissionpolicies",
            "volumeattachments");

    private final String server;
    private final HttpClient client;

    ApiWalk(InetSocketAddress address, HttpClient client) {
        this.server = "https://localhost:" + address.getPort();
        this.client = client;
    }

    /// The namespace of the objects, and the service account that its pods need.
    void prepare() throws Exception {
        send("POST", "/api/v1/namespaces", "{\"metadata\":{\"name\":\"demo\"}}", 201);
        send("POST", "/api/v1/namespaces/demo/serviceaccounts", "{\"metadata\":{\"name\":\"default\"}}", 201);
    }

    void through(JsonObject object) throws Exception {
        var resource = resource(object);
        var namespaced = resource.toString().contains("\"namespaced\":true");
        var plural = resource.string("name");
        var all = groupPath(object) + (namespaced ? "/namespaces/" + NAMESPACE : "") + "/" + plural;
        var names = new ArrayList<String>();
        var version =
                send("GET", all + "?" + SELECTOR, null, 200).object("metadata").string("resourceVersion");
        for (int i = 1; i <= 3; i++) {
            var one = copy(object, i);
            names.add(one.object("metadata").string("name"));
            send("POST", all, one.toString(), 201);
        }
        var first = all + "/" + names.getFirst();
        assertThat(send("GET", first, null, 200).object("metadata").string("uid"))
                .isNotEmpty();
        assertThat(items(all)).hasSize(3);
        if (namespaced) {
            assertThat(items(groupPath(object) + "/" + plural)).hasSize(3);
        }
        changed(first);
        status(object, first, plural);
        var told = watched(all, version, names.getFirst(), () -> deleted(first));
        assertThat(told).startsWith("ADDED").contains("MODIFIED").endsWith("DELETED");
        collection(all, plural, names);
        assertThat(items(all)).isEmpty();
    }

    /// A patch and an update, each with what it answers.
    private void changed(String first) throws Exception {
        var patched = patch(first, "{\"metadata\":{\"annotations\":{\"patched\":\"true\"}}}");
        assertThat(patched.object("metadata").object("annotations").string("patched"))
                .isEqualTo("true");
        var annotations = patched.object("metadata").object("annotations").with("updated", new JsonString("true"));
        var wanted = patched.with("metadata", patched.object("metadata").with("annotations", annotations));
        var updated = send("PUT", first, wanted.toString(), 200);
        assertThat(updated.object("metadata").object("annotations").string("updated"))
                .isEqualTo("true");
        assertThat(send("PUT", first, wanted.toString(), 409).string("reason")).isEqualTo("Conflict");
    }

    private void status(JsonObject object, String first, String plural) throws Exception {
        var subresources = send("GET", groupPath(object), null, 200).toString();
        if (subresources.contains("\"name\":\"" + plural + "/status\"")) {
            var patched = patch(first + "/status", "{\"metadata\":{\"annotations\":{\"patchedstatus\":\"true\"}}}");
            if (!STATUS_KEEPS_METADATA.contains(plural)) {
                assertThat(patched.object("metadata").object("annotations").string("patchedstatus"))
                        .isEqualTo("true");
            }
            assertThat(send("GET", first + "/status", null, 200)
                            .object("metadata")
                            .string("uid"))
                    .isEqualTo(patched.object("metadata").string("uid"));
            send("PUT", first + "/status", patched.toString(), 200);
        }
    }

    /// Deleted, with what protects it taken away where something does.
    private void deleted(String path) throws Exception {
        send("DELETE", path, "{\"gracePeriodSeconds\":0,\"propagationPolicy\":\"Background\"}", 200, 202);
        if (status(path) == 200) {
            patch(path, "{\"metadata\":{\"finalizers\":null}}");
        }
        if (status(path) == 200) {
            var namespace = send("GET", path, null, 200).with("spec", JsonObject.EMPTY);
            send("PUT", path + "/finalize", namespace.toString(), 200);
        }
        assertThat(status(path)).isEqualTo(404);
    }

    private void collection(String all, String plural, List<String> names) throws Exception {
        if (plural.equals("namespaces") || plural.equals("services")) {
            for (var name : names.subList(1, names.size())) {
                deleted(all + "/" + name);
            }
            return;
        }
        send("DELETE", all + "?" + SELECTOR + "&gracePeriodSeconds=0", null, 200);
        for (var item : items(all)) {
            deleted(all + "/" + ((JsonObject) item).object("metadata").string("name"));
        }
    }

    private interface Act {
        void run() throws Exception;
    }

    /// The types of the events about one object, in order, from a watch that begins before the first.
    private List<String> watched(String all, String version, String name, Act act) throws Exception {
        var uri = URI.create(server + all + "?watch=true&resourceVersion=" + version + "&" + SELECTOR);
        var answer = client.send(request(uri).GET().build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        act.run();
        var told = new ArrayList<String>();
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            while (!told.contains("DELETED")) {
                var event = (JsonObject)
                        JsonValue.parse(Objects.requireNonNull(lines.readLine()).getBytes(UTF_8));
                if (event.object("object").object("metadata").string("name").equals(name)) {
                    told.add(event.string("type"));
                }
            }
        }
        return told;
    }

    private List<JsonValue> items(String all) throws Exception {
        return send("GET", all + "?" + SELECTOR, null, 200).get("items") instanceof JsonArray array
                ? array.values()
                : List.of();
    }

    private JsonObject resource(JsonObject object) throws Exception {
        var list = (JsonArray)
                Objects.requireNonNull(send("GET", groupPath(object), null, 200).get("resources"));
        return list.values().stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.string("kind").equals(object.string("kind"))
                        && !one.string("name").contains("/"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(object.string("kind") + " is not in discovery"));
    }

    private static String groupPath(JsonObject object) {
        var version = object.string("apiVersion");
        return version.contains("/") ? "/apis/" + version : "/api/" + version;
    }

    /// The object under another name, which a few kinds are particular about.
    private static JsonObject copy(JsonObject object, int number) throws JsonException {
        var name = object.object("metadata").string("name");
        var text = object.toString();
        text = switch (object.string("kind")) {
            case "CustomResourceDefinition" ->
                text.replace("widgets", "widgets" + number)
                        .replace("\"widget\"", "\"widget" + number + "\"")
                        .replace("\"Widget\"", "\"Widget" + number + "\"");
            case "APIService" -> text.replace("each.example.com", "each" + number + ".example.com");
            case "IPAddress" -> text.replace(name, "10.43.200.20" + number);
            case "ServiceCIDR" ->
                text.replace("10.44.", "10.4" + (4 + number) + ".").replace("each", "each-" + number);
            case "Node" -> text.replace("10.42.9.", "10.42.9" + number + ".").replace("each", "each-" + number);
            default ->
                text.replace(
                        "\"name\":\"" + name + "\"", "\"name\":\"" + name.replace(".", number + ".") + number + "\"");
        };
        var copy = (JsonObject) JsonValue.parse(text.getBytes(UTF_8));
        var labels = JsonObject.EMPTY.with("walk", new JsonString("yes"));
        return copy.with("metadata", copy.object("metadata").with("labels", labels));
    }

    private JsonObject patch(String path, String body) throws Exception {
        var request = request(URI.create(server + path))
                .header("Content-Type", MERGE)
                .method("PATCH", BodyPublishers.ofString(body))
                .build();
        return answered(request, 200);
    }

    private int status(String path) throws IOException, InterruptedException {
        return client.send(request(URI.create(server + path)).GET().build(), BodyHandlers.discarding())
                .statusCode();
    }

    private JsonObject send(String method, String path, @Nullable String body, Integer... wanted) throws Exception {
        var request = request(URI.create(server + path))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return answered(request, wanted);
    }

    private JsonObject answered(HttpRequest request, Integer... wanted) throws Exception {
        var answer = client.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as("%s %s: %s", request.method(), request.uri(), new String(answer.body(), UTF_8))
                .isIn((Object[]) wanted);
        return (JsonObject) JsonValue.parse(answer.body());
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + TestServer.ADMIN_TOKEN)
                .header("Accept", "application/json")
                .header("User-Agent", "walk/1.0");
    }
}
