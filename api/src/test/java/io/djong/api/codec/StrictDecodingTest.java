package io.djong.api.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.json.JsonException;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.DynamicCodec;
import io.djong.api.meta.GroupVersionKind;
import io.djong.api.meta.KubeType;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Secret;
import io.djong.api.types.resource.v1.DeviceClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictDecodingTest {
    private static <T extends ApiObject> Decoded<T> strict(KubeType<T> type, String json) throws JsonException {
        return Json.read(type, json.getBytes(UTF_8), DecodeOptions.STRICT);
    }

    private static void refused(KubeType<?> type, String json, String message) {
        assertThatThrownBy(() -> strict(type, json))
                .isInstanceOf(JsonException.class)
                .hasMessage(message);
    }

    @Test
    void unknownAndDuplicateMembersAreNamedInTheOrderOfTheText() throws Exception {
        var pod = strict(Pod.TYPE, """
                {"kind":"Pod","kind":"Pod","metadata":{"name":"first","name":"x","strange":{"a":1}},
                 "spec":{"containers":[{"name":"c","inList":true},{"name":"d","args":[],"args":["x"]}],"alien":["x"]},"bogus":1,"Metadata":{}}""");
        assertThat(pod.problems())
                .containsExactly(
                        "duplicate field \"kind\"",
                        "duplicate field \"metadata.name\"",
                        "unknown field \"metadata.strange\"",
                        "unknown field \"spec.containers[0].inList\"",
                        "duplicate field \"spec.containers[1].args\"",
                        "unknown field \"spec.alien\"",
                        "unknown field \"bogus\"",
                        "unknown field \"Metadata\"");
        assertThat(pod.strictError()).startsWith("strict decoding error: duplicate field \"kind\", duplicate field");
        assertThat(pod.value().metadata().name()).isEqualTo("x");
        assertThat(pod.value().spec().containers().get(1).args()).containsExactly("x");
    }

    @Test
    void duplicateKeysOfMapsAreFoundToo() throws Exception {
        var map = strict(ConfigMap.TYPE, "{\"data\":{\"a\":\"1\",\"b\":\"2\",\"a\":\"3\"}}");
        assertThat(map.problems()).containsExactly("duplicate field \"data.a\"");
        assertThat(map.value().data()).containsEntry("a", "3").containsEntry("b", "2");
    }

    @Test
    void objectsWithoutARecordReportDuplicatesToo() throws Exception {
        var type = KubeType.of(
                "example.com", "v1", "Thing", "", new DynamicCodec(new GroupVersionKind("example.com", "v1", "Thing")));
        var decoded = Json.read(
                type,
                "{\"kind\":\"Thing\",\"spec\":{\"a\":[{\"b\":1,\"b\":2}]},\"kind\":\"Thing\"}".getBytes(UTF_8),
                DecodeOptions.STRICT);
        assertThat(decoded.problems()).containsExactly("duplicate field \"spec.a[0].b\"", "duplicate field \"kind\"");
        assertThat(decoded.value().json().object("spec").array("a").get(0).toJson())
                .isEqualTo("{\"b\":2}");
        assertThat(decoded.value()
                        .withMetadata(decoded.value().metadata().withName("x"))
                        .json()
                        .toJson())
                .contains("\"metadata\":{\"name\":\"x\"}");
    }

    @Test
    void aMemberThatStandsTwiceIsMerged() throws Exception {
        var map = Json.read(
                ConfigMap.TYPE, "{\"metadata\":{\"name\":\"x\"},\"metadata\":{\"uid\":\"u\"}}".getBytes(UTF_8));
        assertThat(map.metadata().name()).isEqualTo("x");
        assertThat(map.metadata().uid()).isEqualTo("u");
    }

    @Test
    void noMoreThanAHundredProblemsAreListed() throws Exception {
        var json = new StringBuilder("{");
        for (int i = 0; i < 300; i++)
            json.append(i == 0 ? "" : ",").append("\"x").append(i).append("\":1");
        assertThat(strict(Pod.TYPE, json.append('}').toString()).problems()).hasSize(100);
    }

    @Test
    void lenientReadingKeepsQuiet() throws Exception {
        var decoded = Json.read(
                Pod.TYPE,
                "{\"bogus\":[{\"deep\":[]}],\"kind\":\"Pod\",\"kind\":\"Pod\"}".getBytes(UTF_8),
                DecodeOptions.LENIENT);
        assertThat(decoded.problems()).isEmpty();
        assertThat(decoded.value()).isEqualTo(Pod.EMPTY);
    }

    @Test
    void wrongTypesAreReportedInGosWords() {
        refused(
                Pod.TYPE,
                "{\"metadata\":{\"labels\":7}}",
                "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type map[string]string");
        refused(
                Pod.TYPE,
                "{\"metadata\":{\"generation\":\"x\"}}",
                "json: cannot unmarshal string into Go struct field ObjectMeta.metadata.generation of type int64");
        refused(
                Pod.TYPE,
                "{\"spec\":{\"containers\":{}}}",
                "json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container");
        refused(
                Pod.TYPE,
                "{\"spec\":{\"containers\":[5]}}",
                "json: cannot unmarshal number into Go struct field PodSpec.spec.containers of type v1.Container");
        refused(
                Pod.TYPE,
                "{\"spec\":{\"restartPolicy\":true}}",
                "json: cannot unmarshal bool into Go struct field PodSpec.spec.restartPolicy of type v1.RestartPolicy");
        refused(
                Pod.TYPE,
                "{\"status\":\"x\"}",
                "json: cannot unmarshal string into Go struct field Pod.status of type v1.PodStatus");
        refused(
                ConfigMap.TYPE,
                "{\"data\":{\"a\":{}}}",
                "json: cannot unmarshal object into Go struct field ConfigMap.data of type string");
        refused(
                Deployment.TYPE,
                "{\"spec\":{\"replicas\":4294967296}}",
                "json: cannot unmarshal number 4294967296 into Go struct field DeploymentSpec.spec.replicas of type int32");
        refused(
                Deployment.TYPE,
                "{\"spec\":{\"replicas\":1.5}}",
                "json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32");
        refused(
                DeviceClass.TYPE,
                "{\"spec\":{\"config\":[{\"opaque\":[]}]}}",
                "json: cannot unmarshal array into Go struct field DeviceClassConfiguration.spec.config.DeviceConfiguration.opaque of type v1.OpaqueDeviceConfiguration");
        refused(Pod.TYPE, "[]", "json: cannot unmarshal array into Go value of type v1.Pod");
        refused(
                Secret.TYPE,
                "{\"data\":{\"a\":5}}",
                "json: cannot unmarshal number into Go struct field Secret.data of type []uint8");
    }

    @Test
    void theFirstWrongTypeCountsButARefusingTypeCountsMore() {
        refused(
                Pod.TYPE,
                "{\"status\":1,\"spec\":[]}",
                "json: cannot unmarshal number into Go struct field Pod.status of type v1.PodStatus");
        refused(
                Pod.TYPE,
                "{\"status\":1,\"spec\":{\"containers\":[{\"resources\":{\"limits\":{\"cpu\":\"x\"}}}]}}",
                "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        refused(
                Pod.TYPE,
                "{\"metadata\":{\"creationTimestamp\":\"yesterday\"},\"status\":1}",
                "parsing time \"yesterday\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"yesterday\" as \"2006\"");
        refused(
                Pod.TYPE,
                "{\"metadata\":{\"creationTimestamp\":5}}",
                "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.creationTimestamp of type string");
        refused(
                Deployment.TYPE,
                "{\"spec\":{\"strategy\":{\"rollingUpdate\":{\"maxSurge\":true}}}}",
                "json: cannot unmarshal bool into Go struct field RollingUpdateDeployment.spec.strategy.rollingUpdate.maxSurge of type int32");
        refused(
                CustomResourceDefinition.TYPE,
                "{\"spec\":{\"versions\":[{\"schema\":{\"openAPIV3Schema\":{\"additionalProperties\":5}}}]}}",
                "boolean or JSON schema expected");
    }

    @Test
    void theSyntaxOfTheWholeTextComesFirst() {
        refused(Pod.TYPE, "{\"status\":1,}", "invalid character '}' looking for beginning of object key string");
        refused(Pod.TYPE, "{\"status\":{}} x", "invalid character 'x' after top-level value");
        refused(Pod.TYPE, "", "unexpected end of JSON input");
    }

    @ParameterizedTest
    @CsvSource({"YQ, 0", "YQ=, 3", "Y===, 1", "YWJj$, 4", "YWJjZ, 4", "YQ==x, 4", "Y\u00fcJj, 1"})
    void base64ErrorsNameTheByte(String text, int at) {
        refused(Secret.TYPE, "{\"data\":{\"a\":\"" + text + "\"}}", "illegal base64 data at input byte " + at);
    }

    @Test
    void nullLeavesWhatGoLeaves() throws Exception {
        var map = Json.read(
                ConfigMap.TYPE,
                "{\"metadata\":null,\"data\":{\"a\":null},\"immutable\":null,\"binaryData\":null}".getBytes(UTF_8));
        assertThat(map.data()).containsEntry("a", "");
        assertThat(map.immutable()).isNull();
        var pod = Json.read(
                Pod.TYPE,
                "{\"spec\":{\"containers\":[null],\"nodeName\":null,\"securityContext\":null}}".getBytes(UTF_8));
        assertThat(pod.spec().containers()).hasSize(1);
        assertThat(pod.spec().nodeName()).isEmpty();
        assertThat(pod.spec().securityContext()).isNull();
    }

    @Test
    void depthIsLimitedAndCostsNoStack() {
        refused(
                Pod.TYPE,
                "{\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}",
                "invalid character '[' exceeded max depth");
        String schema = "{\"not\":".repeat(5_000) + "{}" + "}".repeat(5_000);
        refused(
                CustomResourceDefinition.TYPE,
                "{\"spec\":{\"versions\":[{\"schema\":{\"openAPIV3Schema\":" + schema + "}}]}}",
                "exceeded max depth");
    }
}
