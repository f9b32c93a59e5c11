package io.djong.apiserver.verbs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.apiserver.server.Asker;
import io.djong.apiserver.server.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Applies and patches over HTTP: who manages what afterwards, and what is refused in which words.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AppliesTest {
    private static final String APPLY = "application/apply-patch+yaml";
    private static final String MERGE = "application/merge-patch+json";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps/";
    private static final String SETS = "/apis/apps/v1/namespaces/default/replicasets/";

    private TestServer server;
    private Asker asker;

    @BeforeAll
    void start() throws Exception {
        server = new TestServer(0);
        asker = new Asker(server);
    }

    @AfterAll
    void stop() throws Exception {
        asker.close();
        server.stop();
    }

    private static JsonObject json(HttpResponse<String> answer) throws Exception {
        return (JsonObject) JsonValue.parse(answer.body().getBytes(UTF_8));
    }

    private HttpResponse<String> apply(String path, String manager, String config) throws Exception {
        return asker.patch(path + "?fieldManager=" + manager, APPLY, config.replace('\'', '"'));
    }

    private HttpResponse<String> merge(String path, String manager, String patch) throws Exception {
        return asker.patch(path + "?fieldManager=" + manager, MERGE, patch.replace('\'', '"'));
    }

    /// Each as `manager operation [subresource] fields`.
    private List<String> managers(String path) throws Exception {
        var entries = (JsonArray)
                json(asker.get(path, "application/json")).object("metadata").get("managedFields");
        var lines = new ArrayList<String>();
        for (var value : entries == null ? List.<JsonValue>of() : entries.values()) {
            var entry = (JsonObject) value;
            var through = entry.string("subresource");
            lines.add(
                    entry.string("manager") + " " + entry.string("operation") + (through.isEmpty() ? "" : " " + through)
                            + " " + entry.object("fieldsV1").toJson().replace("\"", ""));
        }
        return lines;
    }

    private static String set(String name, String replicas) {
        return "{'apiVersion':'apps/v1','kind':'ReplicaSet','metadata':{'name':'" + name + "'},'spec':{" + replicas
                + "'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':{'labels':{'a':'b'}},"
                + "'spec':{'containers':[{'name':'c','image':'i'}]}}}}";
    }

    private static String scale(String name, int replicas) {
        return "{'apiVersion':'autoscaling/v1','kind':'Scale','metadata':{'name':'" + name + "'},'spec':{'replicas':"
                + replicas + "}}";
    }

    @Test
    void whoAppliesAScaleManagesTheReplicas() throws Exception {
        apply(SETS + "one", "a", set("one", ""));
        assertThat(json(apply(SETS + "one/scale", "b", scale("one", 3))).string("message"))
                .as("what nobody manages counts as one's who came before")
                .contains("conflict with \"before-first-apply\" with subresource \"scale\" using autoscaling/v1");
        var answer = apply(SETS + "one/scale", "b&force=true", scale("one", 3));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).object("spec").toJson()).isEqualTo("{\"replicas\":3}");
        assertThat(managers(SETS + "one")).contains("b Apply scale {f:spec:{f:replicas:{}}}");
    }

    @Test
    void aScaleThatAnotherManagesIsAConflictUnlessForced() throws Exception {
        apply(SETS + "two", "a", set("two", "'replicas':2,"));
        var refused = apply(SETS + "two/scale", "b", scale("two", 3));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).string("message"))
                .isEqualTo("Apply failed with 1 conflict: conflict with \"a\": .spec.replicas");
        assertThat(apply(SETS + "two/scale", "b&force=true", scale("two", 3)).statusCode())
                .isEqualTo(200);
        assertThat(managers(SETS + "two"))
                .contains("b Apply scale {f:spec:{f:replicas:{}}}")
                .noneMatch(line -> line.startsWith("a ") && line.contains("f:replicas"));
        assertThat(apply(SETS + "two", "a", set("two", "'replicas':4,")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void whoScalesIsWarnedOfWhatIsScaled() throws Exception {
        var spread =
                "'topologySpreadConstraints':[{'maxSkew':1,'topologyKey':'z','whenUnsatisfiable':'DoNotSchedule'}],";
        apply(SETS + "three", "a", set("three", "").replace("'containers'", spread + "'containers'"));
        var answer = merge(SETS + "three/scale", "b", "{'spec':{'replicas':2}}");
        assertThat(answer.headers().firstValue("Warning").orElse("")).contains("a null labelSelector");
    }

    @Test
    void aScaleIsNeverMadeByAnApply() throws Exception {
        assertThat(apply(SETS + "none/scale", "a", scale("none", 3)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void anObjectOutsideOfNamespacesIsTakenOutOfTheOneThatAnApplyNames() throws Exception {
        var answer = apply(
                "/api/v1/nodes/n",
                "a",
                "{'apiVersion':'v1','kind':'Node','metadata':{'name':'n','namespace':'other'}}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json(answer).object("metadata").string("namespace")).isEmpty();
    }

    @Test
    void anOwnerThatAPatchNamesTwiceIsNamedOnce() throws Exception {
        apply(MAPS + "owned", "a", "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'owned'}}");
        var owner = "{'apiVersion':'v1','kind':'Foo','name':'a','uid':'u'}";
        var answer = merge(MAPS + "owned", "b", "{'metadata':{'ownerReferences':[" + owner + "," + owner + "]}}");
        assertThat(((JsonArray) requireNonNull(json(answer).object("metadata").get("ownerReferences"))).size())
                .isOne();
        assertThat(answer.headers().firstValue("Warning").orElse(""))
                .contains(".metadata.ownerReferences contains duplicate entries after mutating admission happens;");
    }

    @Test
    void whatIsPostedMustNotNameAVersion() throws Exception {
        var posted = "{\"metadata\":{\"name\":\"versioned\",\"resourceVersion\":\"1\"}}";
        var answer = asker.post("/api/v1/namespaces/default/configmaps", posted);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(json(answer).string("message"))
                .isEqualTo("resourceVersion should not be set on objects to be created");
        var dry = json(asker.post("/api/v1/namespaces/default/configmaps?dryRun=All", posted));
        assertThat(dry.object("metadata").string("resourceVersion")).isEqualTo("1");
        var applied = apply(
                MAPS + "versioned",
                "a",
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'versioned','resourceVersion':'1'}}");
        assertThat(applied.statusCode()).isEqualTo(201);
    }

    @Test
    void anUnchangedApplyIsNotWritten() throws Exception {
        var config = "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'kept'},'data':{'a':'1'}}";
        var first = json(apply(MAPS + "kept", "a", config));
        assertThat(json(apply(MAPS + "kept", "a", config))).isEqualTo(first);
    }
}
