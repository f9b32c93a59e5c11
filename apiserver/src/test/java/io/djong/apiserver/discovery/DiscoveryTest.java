package io.djong.apiserver.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.DecodeOptions;
import io.djong.api.codec.Json;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeType;
import io.djong.api.types.apidiscovery.v2.APIGroupDiscoveryList;
import io.djong.api.types.meta.v1.APIGroupList;
import io.djong.api.types.meta.v1.APIResource;
import io.djong.api.types.meta.v1.APIResourceList;
import io.djong.apiserver.server.Asker;
import io.djong.apiserver.server.TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Discovery of a server with everything switched on, against what kube-apiserver 1.36.3 answers with
/// `--runtime-config=api/all=true --feature-gates=AllAlpha=true,AllBeta=true` (`resources.tsv`).
final class DiscoveryTest {
    private static final String JSON = "application/json";
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private static TestServer server;
    private static Asker asker;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.ofEverything();
        asker = new Asker(server);
    }

    @AfterAll
    static void stop() throws Exception {
        asker.close();
        server.stop();
    }

    @Test
    void plainDocumentsAreUpstreams() throws Exception {
        var found = new ArrayList<String>();
        for (var version : versions()) {
            var path = version.contains("/") ? "/apis/" + version : "/api/" + version;
            for (var resource : read(APIResourceList.TYPE, path, JSON).resources()) {
                found.add(row(version, resource));
            }
        }
        assertThat(found).containsExactlyElementsOf(wanted());
    }

    /// Groups and their versions in the order in which clients prefer them.
    private static List<String> versions() throws Exception {
        var versions = new ArrayList<>(List.of("v1"));
        for (var group : read(APIGroupList.TYPE, "/apis", JSON).groups()) {
            assertThat(group.preferredVersion()).isEqualTo(group.versions().getFirst());
            group.versions().forEach(version -> versions.add(version.groupVersion()));
        }
        return versions;
    }

    private static String row(String version, APIResource resource) {
        var kindOf = resource.version().isEmpty()
                ? ""
                : (resource.group().isEmpty() ? "" : resource.group() + "/") + resource.version();
        return String.join(
                "\t",
                version,
                resource.name(),
                resource.kind(),
                kindOf,
                Boolean.toString(resource.namespaced()),
                resource.singularName(),
                String.join(",", resource.shortNames()),
                String.join(",", resource.categories()),
                String.join(",", resource.verbs()),
                resource.storageVersionHash());
    }

    private static List<String> wanted() throws IOException {
        try (var file = requireNonNull(DiscoveryTest.class.getResourceAsStream("resources.tsv"))) {
            return new String(file.readAllBytes(), UTF_8).lines().skip(1).toList();
        }
    }

    @Test
    void theAggregatedDocumentSaysTheSame() throws Exception {
        var found = new TreeSet<String>();
        for (var root : List.of("/api", "/apis")) {
            for (var group : read(APIGroupDiscoveryList.TYPE, root, AGGREGATED).items()) {
                var name = group.metadata().name();
                for (var version : group.versions()) {
                    var apiVersion = name.isEmpty() ? version.version() : name + "/" + version.version();
                    for (var resource : version.resources()) {
                        found.add(String.join(
                                "\t",
                                apiVersion,
                                resource.resource(),
                                Boolean.toString(resource.scope().equals("Namespaced")),
                                resource.singularResource(),
                                String.join(",", resource.verbs())));
                        resource.subresources()
                                .forEach(below -> found.add(String.join(
                                        "\t",
                                        apiVersion,
                                        resource.resource() + "/" + below.subresource(),
                                        Boolean.toString(resource.scope().equals("Namespaced")),
                                        "",
                                        String.join(",", below.verbs()))));
                    }
                }
            }
        }
        var wanted = new TreeSet<String>();
        for (var line : wanted()) {
            var cells = line.split("\t", -1);
            wanted.add(String.join("\t", cells[0], cells[1], cells[4], cells[5], cells[8]));
        }
        assertThat(found).isEqualTo(wanted);
    }

    @Test
    void theAggregatedDocumentHasEveryFormAndACachesHeaders() throws Exception {
        var parameters = AGGREGATED.substring(JSON.length());
        for (var media : List.of(JSON, "application/yaml", "application/vnd.kubernetes.protobuf")) {
            var answer = asker.get("/apis", "application/json," + media + parameters);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Content-Type")).containsExactly(media + parameters);
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("public");
            assertThat(answer.headers().allValues("Vary")).containsExactly("Accept");
            assertThat(answer.headers().allValues("ETag")).hasSize(1);
        }
    }

    @Test
    void kindsSayTheirGroupOnlyWhereItIsAnotherOne() throws Exception {
        var core = asker.get("/api", AGGREGATED).body();
        assertThat(core)
                .contains("\"resource\":\"pods\",\"responseKind\":{\"group\":\"\",\"version\":\"\",\"kind\":\"Pod\"}")
                .contains("\"responseKind\":{\"group\":\"policy\",\"version\":\"v1\",\"kind\":\"Eviction\"}");
    }

    /// Upstream took its first version away, and its aggregator serves the second one at one of two paths.
    @Test
    void whereThereIsNoAggregatedDocumentNothingElseIsAnswered() throws Exception {
        var beta = AGGREGATED.replace("v=v2", "v=v2beta1");
        assertThat(asker.get("/apis", beta).statusCode()).isEqualTo(406);
        assertThat(asker.get("/apis/", AGGREGATED).statusCode()).isEqualTo(406);
        assertThat(asker.get("/apis", beta + "," + JSON).body()).startsWith("{\"kind\":\"APIGroupList\"");
        assertThat(asker.get("/apis", beta).body()).startsWith("{\n  \"kind\": \"Status\",\n");
    }

    @Test
    void theCoreGroupTellsNoVersionInProtobuf() throws Exception {
        var answer = asker.get("/api/v1", "application/vnd.kubernetes.protobuf");
        assertThat(answer.body()).startsWith("k8s\0\n\u0013\n\0\u0012\u000fAPIResourceList");
    }

    @Test
    void theVersionIsJsonOnly() throws Exception {
        assertThat(asker.get("/version", "application/xml, */*;q=0.1").statusCode())
                .isEqualTo(200);
        var refused = asker.get("/version", "application/yaml");
        assertThat(refused.statusCode()).isEqualTo(406);
        assertThat(refused.body())
                .contains("Available representations: application/json")
                .startsWith("apiVersion: v1");
    }

    @Test
    void everyPathThatIsListedIsAnswered() throws Exception {
        var paths = JsonValue.parse(asker.get("/", JSON).body());
        var listed = ((JsonObject) paths)
                .array("paths").values().stream()
                        .map(path -> ((JsonString) path).value())
                        .toList();
        assertThat(listed).contains("/livez/poststarthook/rbac/bootstrap-roles", "/openapi/v2", "/readyz/shutdown");
        for (var path : listed) {
            int code = asker.get(path, "*/*").statusCode();
            assertThat(code).as(path).isEqualTo(path.equals("/openapi/v3/") ? 404 : 200);
        }
        assertThat(asker.get("/livez/", "*/*").body()).isEqualTo("404 page not found\n");
    }

    private static <T extends ApiObject> T read(KubeType<T> type, String path, String accept) throws Exception {
        var answer = asker.get(path, accept);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Json.read(type, answer.body().getBytes(UTF_8), DecodeOptions.LENIENT)
                .value();
    }
}
