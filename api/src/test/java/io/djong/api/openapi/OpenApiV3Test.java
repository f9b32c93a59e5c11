package io.djong.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.GroupVersion;
import io.djong.api.types.Types;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiV3Test {
    private static JsonObject document(String apiVersion) {
        return OpenApiV3.document(GroupVersion.of(apiVersion), Types.resources(apiVersion), "1.36");
    }

    private static JsonObject schema(JsonObject document, String name) {
        return document.object("components").object("schemas").object(name);
    }

    @Test
    void everyReferenceInEveryDocumentResolves() {
        for (String version : Types.VERSIONS) {
            var document = document(version);
            var refs = new HashSet<String>();
            refs(document, refs);
            for (String ref : refs) {
                String name = ref.substring("#/components/schemas/".length());
                assertThat(document.object("components").object("schemas").get(name))
                        .as("%s in %s", ref, version)
                        .isNotNull();
            }
        }
    }

    private static void refs(JsonValue value, Set<String> refs) {
        if (value instanceof JsonArray(var values)) for (JsonValue part : values) refs(part, refs);
        if (!(value instanceof JsonObject(var members))) return;
        for (var member : members.entrySet()) {
            if (member.getKey().equals("$ref") && member.getValue() instanceof JsonString(String ref)) refs.add(ref);
            refs(member.getValue(), refs);
        }
    }

    @Test
    void fieldsSayTheirTypeDefaultMergeKeyAndMeaning() throws Exception {
        var document = document("v1");
        var spec = schema(document, "io.k8s.api.core.v1.PodSpec");
        assertThat(spec.get("required")).isEqualTo(JsonValue.parse("[\"containers\"]"));
        var containers = spec.object("properties").object("containers");
        assertThat(containers.string("x-kubernetes-patch-merge-key")).isEqualTo("name");
        assertThat(containers.string("x-kubernetes-list-type")).isEqualTo("map");
        assertThat(containers.string("description")).isNotEmpty();
        assertThat(schema(document, "io.k8s.api.core.v1.ContainerPort")
                        .object("properties")
                        .object("protocol")
                        .string("default"))
                .isEqualTo("TCP");
        assertThat(spec.object("properties").object("restartPolicy").get("enum"))
                .isEqualTo(JsonValue.parse("[\"Always\",\"Never\",\"OnFailure\"]"));
        assertThat(schema(document, "io.k8s.api.core.v1.PersistentVolumeClaimSpec")
                        .object("properties")
                        .object("accessModes")
                        .object("items")
                        .array("enum")
                        .size())
                .isEqualTo(4);
        assertThat(schema(document, "io.k8s.api.core.v1.LocalObjectReference").string("x-kubernetes-map-type"))
                .isEqualTo("atomic");
        assertThat(schema(document, "io.k8s.api.core.v1.Pod").get("x-kubernetes-group-version-kind"))
                .isEqualTo(JsonValue.parse("[{\"group\":\"\",\"kind\":\"Pod\",\"version\":\"v1\"}]"));
        assertThat(schema(document, "io.k8s.apimachinery.pkg.api.resource.Quantity")
                        .array("oneOf")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void operationsHaveUpstreamsIdsAndKinds() {
        var paths = document("v1").object("paths");
        var pods = paths.object("/api/v1/namespaces/{namespace}/pods");
        assertThat(pods.object("get").string("operationId")).isEqualTo("listCoreV1NamespacedPod");
        assertThat(pods.object("post").string("x-kubernetes-action")).isEqualTo("post");
        assertThat(pods.object("delete").string("operationId")).isEqualTo("deleteCoreV1CollectionNamespacedPod");
        assertThat(paths.object("/api/v1/namespaces/{namespace}/pods/{name}")
                        .object("patch")
                        .toJson())
                .contains("patchCoreV1NamespacedPod", "\"name\":\"fieldValidation\"", "application/apply-patch+yaml");
        assertThat(paths.object("/api/v1/namespaces/{namespace}/pods/{name}/status")
                        .object("put")
                        .string("operationId"))
                .isEqualTo("replaceCoreV1NamespacedPodStatus");
        assertThat(paths.object("/api/v1/namespaces/{namespace}/pods/{name}/eviction")
                        .object("post")
                        .object("x-kubernetes-group-version-kind")
                        .string("group"))
                .isEqualTo("policy");
        assertThat(paths.object("/api/v1/namespaces/{namespace}/pods/{name}/exec")
                        .object("post")
                        .string("operationId"))
                .isEqualTo("connectCoreV1PostNamespacedPodExec");
        assertThat(paths.object("/api/v1/nodes").object("get").string("operationId"))
                .isEqualTo("listCoreV1Node");
        assertThat(paths.object("/api/v1/watch/pods").object("get").string("operationId"))
                .isEqualTo("watchCoreV1PodListForAllNamespaces");
    }

    @Test
    void aFieldThatNobodyDescribesMeansWhatItsTypeMeans() throws Exception {
        var container = schema(document("v1"), "io.k8s.api.core.v1.Container").object("properties");
        var lifecycle = container.object("lifecycle");
        assertThat(lifecycle.get("allOf"))
                .isEqualTo(JsonValue.parse("[{\"$ref\":\"#/components/schemas/io.k8s.api.core.v1.Lifecycle\"}]"));
        assertThat(lifecycle.string("description")).startsWith("Lifecycle describes actions");
        assertThat(schema(document("networking.k8s.io/v1"), "io.k8s.api.networking.v1.IngressRule")
                        .object("properties")
                        .object("http")
                        .get("allOf"))
                .isNull();
    }

    @Test
    void fieldsThatExcludeEachOtherAreToldWithTheirDiscriminator() throws Exception {
        assertThat(schema(document("v1"), "io.k8s.api.core.v1.SeccompProfile").get("x-kubernetes-unions"))
                .isEqualTo(JsonValue.parse("[{\"discriminator\":\"type\",\"fields-to-discriminateBy\":"
                        + "{\"localhostProfile\":\"LocalhostProfile\"}}]"));
        assertThat(schema(
                                document("certificates.k8s.io/v1"),
                                "io.k8s.api.certificates.v1.CertificateSigningRequestSpec")
                        .object("properties")
                        .object("usages")
                        .object("items")
                        .array("enum")
                        .toJson())
                .contains("\"any\",\"cert sign\"");
    }

    @Test
    void parametersStandSortedAtThePathWhenAllOperationsTakeThem() throws Exception {
        var paths = document("v1").object("paths");
        var proxy = paths.object("/api/v1/nodes/{name}/proxy/{path}").array("parameters");
        assertThat(proxy.values().stream()
                        .map(JsonObject.class::cast)
                        .map(one -> one.string("name") + " in " + one.string("in")))
                .containsExactly("name in path", "path in path", "path in query");
        var log = paths.object("/api/v1/namespaces/{namespace}/pods/{name}/log");
        assertThat(log.object("get")
                        .object("responses")
                        .object("200")
                        .object("content")
                        .toJson())
                .contains("text/plain");
        assertThat(log.array("parameters").toJson()).contains("tailLines").doesNotContain("sinceTime");
    }

    @Test
    void whatIsNoGroupVersionHasADocumentOfItsOwn() {
        for (RootPath root : RootPath.ALL) {
            var document = OpenApiV3.document(root, "1.36");
            var get = document.object("paths").object("/" + root.path() + "/").object("get");
            assertThat(get.string("operationId")).as(root.path()).startsWith("get");
        }
        var group = OpenApiV3.document(RootPath.group("rbac.authorization.k8s.io"), "1.36");
        assertThat(group.object("paths")
                        .object("/apis/rbac.authorization.k8s.io/")
                        .object("get")
                        .toJson())
                .contains("getRbacAuthorizationAPIGroup", "\"tags\":[\"rbacAuthorization\"]");
    }
}
