package io.djong.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.Resource;
import io.djong.api.types.Types;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.WireException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiV2Test {
    private static final JsonObject DOCUMENT = document();

    private static JsonObject document() {
        Map<GroupVersion, List<? extends Resource<?>>> served = new LinkedHashMap<>();
        for (String version : Types.VERSIONS) served.put(GroupVersion.of(version), Types.resources(version));
        return OpenApiV2.document(served, RootPath.ALL, "1.36");
    }

    private static JsonObject pods() {
        return DOCUMENT.object("paths").object("/api/v1/namespaces/{namespace}/pods");
    }

    @Test
    void everyReferenceResolves() {
        var refs = new ArrayList<String>();
        refs(DOCUMENT, refs);
        assertThat(refs).isNotEmpty().allSatisfy(ref -> {
            String[] parts = ref.split("/");
            assertThat(DOCUMENT.object(parts[1]).get(parts[2])).as(ref).isNotNull();
        });
    }

    private static void refs(JsonValue value, List<String> refs) {
        if (value instanceof JsonArray(var values)) for (JsonValue part : values) refs(part, refs);
        if (!(value instanceof JsonObject(var members))) return;
        for (var member : members.entrySet()) {
            if (member.getKey().equals("$ref") && member.getValue() instanceof JsonString(String ref)) refs.add(ref);
            refs(member.getValue(), refs);
        }
    }

    @Test
    void aBodyIsAParameterAndFormsStandBesideIt() throws Exception {
        var create = pods().object("post");
        assertThat(create.array("consumes").toJson()).isEqualTo("[\"*/*\"]");
        assertThat(create.array("produces").toJson())
                .isEqualTo("[\"application/json\",\"application/yaml\",\"application/vnd.kubernetes.protobuf\"]");
        assertThat(create.array("parameters").get(0))
                .isEqualTo(JsonValue.parse("{\"in\":\"body\",\"name\":\"body\",\"required\":true,"
                        + "\"schema\":{\"$ref\":\"#/definitions/io.k8s.api.core.v1.Pod\"}}"));
        assertThat(create.object("responses").object("201").object("schema").string("$ref"))
                .isEqualTo("#/definitions/io.k8s.api.core.v1.Pod");
    }

    @Test
    void whatOldKubectlsLookForIsNotBehindAReference() {
        assertThat(pods().object("post").array("parameters").toJson())
                .contains("\"name\":\"dryRun\"", "\"name\":\"fieldValidation\"", "#/parameters/fieldManager-");
        assertThat(pods().array("parameters").toJson()).contains("#/parameters/namespace-", "#/parameters/pretty-");
        assertThat(DOCUMENT.object("parameters").get("body-2Y1dVQaQ")).isNotNull();
    }

    @Test
    void schemasHaveNoDefaultsAndNoChoices() throws Exception {
        var definitions = DOCUMENT.object("definitions");
        var port = definitions.object("io.k8s.api.core.v1.ContainerPort").object("properties");
        assertThat(port.object("protocol").get("default")).isNull();
        assertThat(definitions
                        .object("io.k8s.api.core.v1.Pod")
                        .object("properties")
                        .object("spec")
                        .string("$ref"))
                .isEqualTo("#/definitions/io.k8s.api.core.v1.PodSpec");
        assertThat(definitions
                        .object("io.k8s.apimachinery.pkg.util.intstr.IntOrString")
                        .without("description"))
                .isEqualTo(JsonValue.parse("{\"format\":\"int-or-string\",\"type\":\"string\"}"));
        assertThat(definitions
                        .object("io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions")
                        .array("x-kubernetes-group-version-kind")
                        .toJson())
                .startsWith("[{\"group\":\"\",")
                .contains("{\"group\":\"extensions\",\"kind\":\"DeleteOptions\",\"version\":\"v1beta1\"}");
    }

    @Test
    void inProtobufItIsGnosticsDocument() throws Exception {
        var in = new ProtoReader(OpenApiProtobuf.v2(DOCUMENT));
        var seen = new ArrayList<Integer>();
        String version = "";
        while (in.hasMore()) {
            int tag = in.readTag();
            if (seen.isEmpty() || seen.getLast() != tag >>> 3) seen.add(tag >>> 3);
            if (tag >>> 3 == 1) version = in.readString();
            else in.skip(tag);
        }
        assertThat(version).isEqualTo("2.0");
        assertThat(seen).containsExactly(1, 2, 8, 9, 10, 12, 13);
    }

    @Test
    void everyDocumentOfVersionThreeHasAProtobufForm() throws WireException {
        for (String version : Types.VERSIONS) {
            var document = OpenApiV3.document(GroupVersion.of(version), Types.resources(version), "1.36");
            var in = new ProtoReader(OpenApiProtobuf.v3(document));
            in.readTag();
            assertThat(in.readString()).as(version).isEqualTo("3.0.0");
        }
    }
}
