package io.djong.apiserver.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.types.apidiscovery.v2.APIGroupDiscoveryList;
import io.djong.api.types.meta.v1.APIGroup;
import io.djong.api.types.meta.v1.APIGroupList;
import io.djong.api.types.meta.v1.APIResourceList;
import io.djong.apiserver.server.Asker;
import io.djong.apiserver.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Areas A1 and A4 of upstream's conformance suite as a client of HTTP sees them, as far as they need no custom
/// resources.
final class ApiMachineryConformanceTest {
    private static final String JSON = "application/json";
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    private static final String TEMPLATES = "/api/v1/namespaces/default/podtemplates";
    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments?fieldValidation=Strict"
            + "&fieldManager=field_validation_mgr";
    private static final int ALL = 400;

    private static TestServer server;
    private static Asker asker;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.likeRecorded();
        asker = new Asker(server);
    }

    @AfterAll
    static void stop() throws Exception {
        asker.close();
        server.stop();
    }

    private static byte[] get(String path, String accept) throws Exception {
        var answer = asker.get(path, accept);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body().getBytes(UTF_8);
    }

    @Test
    @DisplayName("[sig-api-machinery] Discovery should validate PreferredVersion for each APIGroup")
    void preferredVersions() throws Exception {
        var groups = Json.read(APIGroupList.TYPE, get("/apis/", JSON)).groups();
        assertThat(groups).isNotEmpty();
        for (var listed : groups) {
            var group = Json.read(APIGroup.TYPE, get("/apis/" + listed.name() + "/", JSON));
            assertThat(group.preferredVersion().groupVersion())
                    .isEqualTo(listed.preferredVersion().groupVersion());
            assertThat(group.versions()).contains(group.preferredVersion());
            assertThat(group.preferredVersion().groupVersion())
                    .isEqualTo(group.name() + "/" + group.preferredVersion().version());
        }
    }

    @Test
    @DisplayName("[sig-api-machinery] Discovery should locate the groupVersion and a resource within each APIGroup")
    void resourcesOfGroups() throws Exception {
        for (var known : List.of(
                List.of("admissionregistration.k8s.io/v1", "validatingwebhookconfigurations"),
                List.of("apiextensions.k8s.io/v1", "customresourcedefinitions"),
                List.of("apiregistration.k8s.io/v1", "apiservices"),
                List.of("apps/v1", "deployments"),
                List.of("authentication.k8s.io/v1", "tokenreviews"),
                List.of("authorization.k8s.io/v1", "selfsubjectaccessreviews"),
                List.of("autoscaling/v1", "horizontalpodautoscalers"),
                List.of("autoscaling/v2", "horizontalpodautoscalers"),
                List.of("batch/v1", "jobs"),
                List.of("certificates.k8s.io/v1", "certificatesigningrequests"),
                List.of("coordination.k8s.io/v1", "leases"),
                List.of("discovery.k8s.io/v1", "endpointslices"),
                List.of("events.k8s.io/v1", "events"),
                List.of("networking.k8s.io/v1", "ingresses"),
                List.of("node.k8s.io/v1", "runtimeclasses"),
                List.of("policy/v1", "poddisruptionbudgets"),
                List.of("scheduling.k8s.io/v1", "priorityclasses"),
                List.of("storage.k8s.io/v1", "csinodes"))) {
            var version = known.getFirst();
            var group = Json.read(APIGroup.TYPE, get("/apis/" + version.substring(0, version.indexOf('/')), JSON));
            assertThat(group.versions()).anyMatch(one -> one.groupVersion().equals(version));
            assertThat(Json.read(APIResourceList.TYPE, get("/apis/" + version, JSON))
                            .resources())
                    .anyMatch(resource -> resource.name().equals(known.getLast()));
        }
    }

    @Test
    @DisplayName(
            "[sig-api-machinery] AggregatedDiscovery should support raw aggregated discovery endpoint Accept headers")
    void aggregatedDocuments() throws Exception {
        assertThat(resources("/apis"))
                .contains(
                        "admissionregistration.k8s.io/v1 validatingwebhookconfigurations",
                        "apps/v1 deployments",
                        "apps/v1 statefulsets",
                        "batch/v1 jobs",
                        "networking.k8s.io/v1 ingresses",
                        "rbac.authorization.k8s.io/v1 clusterroles");
        assertThat(resources("/api")).contains("v1 pods", "v1 nodes", "v1 configmaps", "v1 services");
    }

    @Test
    @DisplayName("[sig-api-machinery] AggregatedDiscovery should support aggregated discovery interface")
    void aggregatedAndPlainAgree() throws Exception {
        var all = new ArrayList<>(resources("/apis"));
        all.addAll(resources("/api"));
        for (var group : Json.read(APIGroupList.TYPE, get("/apis", JSON)).groups()) {
            for (var version : group.versions()) {
                for (var resource : Json.read(APIResourceList.TYPE, get("/apis/" + version.groupVersion(), JSON))
                        .resources()) {
                    if (!resource.name().contains("/")) {
                        assertThat(all).contains(version.groupVersion() + " " + resource.name());
                    }
                }
            }
        }
    }

    private static List<String> resources(String path) throws Exception {
        var found = new ArrayList<String>();
        for (var group :
                Json.read(APIGroupDiscoveryList.TYPE, get(path, AGGREGATED)).items()) {
            var name = group.metadata().name();
            for (var version : group.versions()) {
                version.resources()
                        .forEach(resource -> found.add(
                                (name.isEmpty() ? "" : name + "/") + version.version() + " " + resource.resource()));
            }
        }
        return found;
    }

    @Test
    @DisplayName("[sig-api-machinery] server version should find the server version")
    void version() throws Exception {
        var version = (JsonObject) JsonValue.parse(get("/version", JSON));
        assertThat(version.string("major")).matches("[0-9]+");
        assertThat(version.string("minor")).matches("[0-9]+");
    }

    @Test
    @DisplayName(
            "[sig-api-machinery] Servers with support for Table transformation should return a 406 for a backend which"
                    + " does not implement metadata")
    void noTable() throws Exception {
        var answer = asker.post(
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                "application/json;as=Table;v=v1;g=meta.k8s.io",
                "{\"spec\":{\"nonResourceAttributes\":{\"path\":\"/\",\"verb\":\"get\"}}}");
        assertThat(answer.statusCode()).isEqualTo(406);
    }

    @Test
    @DisplayName(
            "[sig-api-machinery] Servers with support for API chunking should return chunks of results for list calls")
    void chunks() throws Exception {
        for (int i = 0; i < ALL; i++) {
            var made = asker.post(TEMPLATES, """
                    {"metadata":{"name":"template-%04d","labels":{"chunks":"yes"}},"template":{"spec":
                      {"containers":[{"name":"test","image":"test2"}]}}}""".formatted(i));
            assertThat(made.statusCode()).isEqualTo(201);
        }
        for (int round = 0; round < 3; round++) {
            paged();
        }
        var whole = (JsonObject) JsonValue.parse(get(TEMPLATES + "?limit=" + (ALL + 1), JSON));
        assertThat(whole.array("items").size()).isEqualTo(ALL);
    }

    private static void paged() throws Exception {
        int found = 0;
        var token = "";
        var version = "";
        do {
            var page = (JsonObject) JsonValue.parse(get(TEMPLATES + "?limit=17&continue=" + token, JSON));
            var meta = page.object("metadata");
            assertThat(page.array("items").size()).isLessThanOrEqualTo(17);
            assertThat(meta.string("resourceVersion"))
                    .isEqualTo(version.isEmpty() ? meta.string("resourceVersion") : version);
            version = meta.string("resourceVersion");
            for (var item : page.array("items").values()) {
                assertThat(((JsonObject) item).object("metadata").string("name"))
                        .isEqualTo("template-%04d".formatted(found));
                found++;
            }
            token = meta.string("continue");
            var left = meta.get("remainingItemCount");
            assertThat(left == null ? "none" : left.toJson())
                    .isEqualTo(token.isEmpty() ? "none" : String.valueOf(ALL - found));
        } while (!token.isEmpty());
        assertThat(found).isEqualTo(ALL);
    }

    @Test
    @DisplayName("[sig-api-machinery] FieldValidation should detect unknown and duplicate fields of a typed object")
    void unknownAndDuplicateFields() throws Exception {
        var answer = asker.post(DEPLOYMENTS, """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"my-dep","labels":{"app":"nginx"}},
                  "spec":{"unknownField":"foo","replicas":2,"replicas":3,"selector":{"matchLabels":{"app":"nginx"}},
                    "template":{"metadata":{"labels":{"app":"nginx"}},
                      "spec":{"containers":[{"name":"nginx","image":"nginx:latest"}]}}}}""");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(message(answer.body()))
                .contains("strict decoding error: unknown field \"spec.unknownField\","
                        + " duplicate field \"spec.replicas\"");
    }

    @Test
    @DisplayName("[sig-api-machinery] FieldValidation should detect unknown metadata fields of a typed object")
    void unknownMetadata() throws Exception {
        var answer = asker.post(DEPLOYMENTS, """
                {"apiVersion":"apps/v1","kind":"Deployment",
                  "metadata":{"name":"my-dep","unknownMeta":"foo","labels":{"app":"nginx"}},
                  "spec":{"selector":{"matchLabels":{"app":"nginx"}},"template":{"metadata":{"labels":{"app":"nginx"}},
                    "spec":{"containers":[{"name":"nginx","image":"nginx:latest"}]}}}}""");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(message(answer.body())).contains("strict decoding error: unknown field \"metadata.unknownMeta\"");
    }

    private static String message(String status) throws Exception {
        return ((JsonObject) JsonValue.parse(status)).string("message");
    }
}
