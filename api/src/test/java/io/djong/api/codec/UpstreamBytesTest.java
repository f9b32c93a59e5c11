package io.djong.api.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.StringTable;
import io.djong.api.meta.RawExtension;
import io.djong.api.protobuf.Envelope;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.Types;
import io.djong.api.types.apps.v1.ControllerRevision;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.StatefulSet;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodList;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.meta.v1.Status;
import io.djong.api.types.rbac.v1.ClusterRole;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The exact bytes of upstream's serializers.
class UpstreamBytesTest {
    private static String again(io.djong.api.meta.KubeType<?> type, String json) throws Exception {
        return new String(Json.write(Json.read(type, json.getBytes(UTF_8))), UTF_8);
    }

    @Test
    void kindAndApiVersionComeFirstAndStructsAreAlwaysWritten() throws Exception {
        assertThat(again(Pod.TYPE, "{\"spec\":{\"containers\":[{\"name\":\"c\"}]}}"))
                .isEqualTo(
                        "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{},\"spec\":{\"containers\":[{\"name\":\"c\",\"resources\":{}}]},\"status\":{}}");
        assertThat(again(Service.TYPE, "{}"))
                .isEqualTo(
                        "{\"kind\":\"Service\",\"apiVersion\":\"v1\",\"metadata\":{},\"spec\":{},\"status\":{\"loadBalancer\":{}}}");
        assertThat(again(Deployment.TYPE, "{}"))
                .isEqualTo(
                        "{\"kind\":\"Deployment\",\"apiVersion\":\"apps/v1\",\"metadata\":{},\"spec\":{\"selector\":null,\"template\":{\"metadata\":{},\"spec\":{\"containers\":null}},\"strategy\":{}},\"status\":{}}");
        assertThat(again(ClusterRole.TYPE, "{}")).endsWith("\"metadata\":{},\"rules\":null}");
        assertThat(again(PodList.TYPE, "{\"items\":[]}"))
                .isEqualTo("{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[]}");
        assertThat(again(Status.TYPE, "{\"code\":404}"))
                .isEqualTo("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"code\":404}");
    }

    @Test
    void itemsOfListsSayNoKindButVolumeClaimTemplatesDo() throws Exception {
        assertThat(again(PodList.TYPE, "{\"items\":[{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}]}"))
                .contains("\"items\":[{\"metadata\":{},");
        assertThat(again(StatefulSet.TYPE, "{\"spec\":{\"volumeClaimTemplates\":[{}]}}"))
                .contains(
                        "\"volumeClaimTemplates\":[{\"kind\":\"PersistentVolumeClaim\",\"apiVersion\":\"v1\",\"metadata\":{},");
    }

    @Test
    void mapsAreSortedAndHtmlIsEscaped() throws Exception {
        assertThat(again(ConfigMap.TYPE, "{\"data\":{\"b\":\"<&>\",\"a\":\"\u2028\u00fc\"}}"))
                .isEqualTo(
                        "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{},\"data\":{\"a\":\"\\u2028\u00fc\",\"b\":\"\\u003c\\u0026\\u003e\"}}");
    }

    @Test
    void unknownObjectsKeepTheirOrderAndLoseTheirSpace() throws Exception {
        assertThat(again(ControllerRevision.TYPE, "{\"data\": {\"z\": 1.0, \"a\": [ \"<\" ]} }"))
                .contains("\"data\":{\"z\":1.0,\"a\":[\"\\u003c\"]}");
        assertThat(again(ControllerRevision.TYPE, "{}")).contains("\"data\":null");
        assertThat(RawExtension.EMPTY.isEmpty()).isTrue();
    }

    @Test
    void protobufIsAsGogoWritesIt() throws Exception {
        var map = ConfigMap.EMPTY
                .withMetadata(ConfigMap.EMPTY.metadata().withName("a"))
                .withData(Map.of("y", "2", "x", "1"));
        String metadata = "0a01611200" + "1a00" + "2200" + "2a00" + "3200" + "3800" + "4200";
        String data = "12060a017812" + "0131" + "12060a017912" + "0132";
        assertThat(HexFormat.of().formatHex(Protobuf.writeMessage(ConfigMap.TYPE.codec(), map)))
                .isEqualTo("0a" + String.format("%02x", metadata.length() / 2) + metadata + data);
        var envelope = Envelope.read(Protobuf.write(map));
        assertThat(envelope.apiVersion()).isEqualTo("v1");
        assertThat(envelope.kind()).isEqualTo("ConfigMap");
        assertThat(HexFormat.of().formatHex(Protobuf.write(map)))
                .startsWith("6b387300" + "0a0f" + "0a027631" + "1209436f6e6669674d6170" + "12")
                .endsWith("1a002200");
        assertThat(Protobuf.read(ConfigMap.TYPE, Protobuf.write(map))).isEqualTo(map);
    }

    @Test
    void stringsThatRepeatAreOneObject() throws Exception {
        var table = StringTable.ofSize(64);
        byte[] bytes = Protobuf.write(ConfigMap.EMPTY.withData(Map.of("a", "value", "b", "v\u00fc")));
        var first = Protobuf.read(ConfigMap.TYPE.codec(), Envelope.read(bytes), table);
        var second = Protobuf.read(ConfigMap.TYPE.codec(), Envelope.read(bytes), table);
        assertThat(second.data().get("a")).isSameAs(first.data().get("a")).isEqualTo("value");
        assertThat(second.data().get("b")).isSameAs(first.data().get("b")).isEqualTo("v\u00fc");
        byte[] json = Json.write(first);
        var third =
                Json.read(ConfigMap.TYPE, json, new DecodeOptions(false, table)).value();
        assertThat(third.data().get("a")).isSameAs(first.data().get("a"));
    }

    @Test
    void volumesKeepTheirSourceInAMessageOfItsOwnInProtobuf() throws Exception {
        var pod = Json.read(Pod.TYPE, "{\"spec\":{\"volumes\":[{\"name\":\"v\",\"emptyDir\":{}}]}}".getBytes(UTF_8));
        byte[] volume = Protobuf.writeMessage(
                io.djong.api.types.core.v1.VolumeCodec.CODEC,
                pod.spec().volumes().getFirst());
        assertThat(HexFormat.of().formatHex(volume)).isEqualTo("0a0176" + "1204" + "1202" + "0a00");
    }

    @Test
    void typesAndResourcesAreFoundByName() {
        assertThat(Types.byName("v1", "Pod")).isSameAs(Pod.TYPE);
        assertThat(Types.byName("v1", "Status")).isSameAs(Status.TYPE);
        assertThat(Types.byName("meta.k8s.io/v1", "Table")).isNotNull();
        assertThat(Types.byName("v1", "Nothing")).isNull();
        assertThat(Types.byName("apps/v2", "Deployment")).isNull();
        assertThat(CoreV1.PODS.path(new io.djong.api.meta.ObjectKey("ns", "a")))
                .isEqualTo("/api/v1/namespaces/ns/pods/a");
        assertThat(CoreV1.NODES.path("")).isEqualTo("/api/v1/nodes");
        assertThat(CoreV1.PODS.shortNames()).containsExactly("po");
        assertThat(Types.resource(CoreV1.PODS.gvr())).isSameAs(CoreV1.PODS);
        assertThat(Types.resources()).hasSizeGreaterThan(80);
    }
}
