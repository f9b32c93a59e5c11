package io.djong.api.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.DecodeOptions;
import io.djong.api.codec.Json;
import io.djong.api.codec.SameShape;
import io.djong.api.defaults.Defaults;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.types.resource.v1.ResourceClaim;
import io.djong.api.types.resource.v1.ResourceSlice;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Results of kube-apiserver 1.36.3 for the same objects.
final class DeviceVersionsTest {
    private static final String CLAIM = """
            {"metadata":{"name":"c","namespace":"n"},"spec":{"devices":{"requests":[{"name":"r0","exactly":{
              "deviceClassName":"c.example","selectors":[{"cel":{"expression":"true"}}],"allocationMode":"ExactCount",
              "count":2,"adminAccess":true,"tolerations":[{"key":"k","operator":"Equal","value":"v",
              "effect":"NoSchedule","tolerationSeconds":5}],"capacity":{"requests":{"m":"1Gi"}}}},
             {"name":"r1","firstAvailable":[{"name":"s0","deviceClassName":"c","selectors":[{"cel":{"expression":"x"}}],
              "allocationMode":"All","tolerations":[{"operator":"Exists"}],"capacity":{"requests":{"m":"1"}}}]}],
             "constraints":[{"requests":["r0"],"matchAttribute":"d/a"},{"distinctAttribute":"d/b"}],
             "config":[{"requests":["r0"],"opaque":{"driver":"d","parameters":{"b":1,"a":[2]}}}]}},
             "status":{"allocation":{"devices":{"results":[{"request":"r0","driver":"d","pool":"p","device":"x",
              "adminAccess":false,"shareID":"u","consumedCapacity":{"m":"1"}}],"config":[{"source":"FromClaim",
              "opaque":{"driver":"d","parameters":{}}}]},"allocationTimestamp":"2026-01-02T03:04:05Z"},
              "reservedFor":[{"resource":"pods","name":"p","uid":"u"}],"devices":[{"driver":"d","pool":"p","device":"x",
              "conditions":[],"networkData":{"interfaceName":"e","ips":["10.0.0.1/8"],"hardwareAddress":"h"}}]}}""";
    private static final String SLICE = """
            {"metadata":{"name":"s"},"spec":{"driver":"d","pool":{"name":"p","generation":3,"resourceSliceCount":1},
             "allNodes":true,"perDeviceNodeSelection":true,"devices":[{"name":"x","attributes":{"a":{"int":5},
             "b":{"versions":["1.0.0"]}},"capacity":{"m":{"value":"1Gi","requestPolicy":{"default":"1","validRange":{
             "min":"1","max":"2","step":"1"}}}},"consumesCounters":[{"counterSet":"c","counters":{"k":{"value":"1"}}}],
             "nodeName":"n","nodeSelector":{"nodeSelectorTerms":[{"matchFields":[{"key":"metadata.name",
             "operator":"In","values":["n"]}]}]},"allNodes":true,"taints":[{"key":"k","value":"v","effect":"NoExecute",
             "timeAdded":"2026-01-02T03:04:05Z"}],"bindsToNode":true,"bindingConditions":["c"],
             "bindingFailureConditions":["f"],"allowMultipleAllocations":true,"nodeAllocatableResourceMappings":{
             "cpu":{"capacityKey":"m","allocationMultiplier":"2"}}}],
             "sharedCounters":[{"name":"c","counters":{"k":{"value":"1"}}}]}}""";

    @Test
    void nothingOfAClaimIsLost() throws Exception {
        var claim = read(ResourceClaim.TYPE, CLAIM);
        var old = ResourceClaimVersions.toV1Beta1(claim);
        assertThat(old.spec().devices().requests().getFirst().deviceClassName()).isEqualTo("c.example");
        assertThat(ResourceClaimVersions.toV1(old)).isEqualTo(claim);
        assertThat(throughJson(io.djong.api.types.resource.v1beta1.ResourceClaim.TYPE, old))
                .isEqualTo(old);
    }

    @Test
    void nothingOfASliceIsLost() throws Exception {
        var slice = read(ResourceSlice.TYPE, SLICE);
        var old = ResourceSliceVersions.toV1Beta1(slice);
        assertThat(ResourceSliceVersions.toV1(old)).isEqualTo(slice);
        assertThat(throughJson(io.djong.api.types.resource.v1beta1.ResourceSlice.TYPE, old))
                .isEqualTo(old);
    }

    @Test
    void theVersionBetweenHasTheSameShape() throws Exception {
        var slice = read(ResourceSlice.TYPE, SLICE);
        var between = io.djong.api.types.resource.v1beta2.ResourceSlice.TYPE;
        var old = SameShape.convert(slice, ResourceSlice.TYPE, between);
        assertThat(SameShape.convert(old, between, ResourceSlice.TYPE)).isEqualTo(slice);
        assertThat(new String(Json.write(old), StandardCharsets.UTF_8).replace("v1beta2", "v1"))
                .isEqualTo(new String(Json.write(slice), StandardCharsets.UTF_8));
    }

    /// Only a request that names a class is completed, and one that says nothing of its own gets no `exactly`.
    @Test
    void requestsAreCompletedAsTheOldVersionDoes() throws Exception {
        var claim = ResourceClaimVersions.toV1(read(io.djong.api.types.resource.v1beta1.ResourceClaim.TYPE, """
                {"metadata":{"name":"c"},"spec":{"devices":{"requests":[{"name":"a","deviceClassName":"c"},
                  {"name":"b","count":3},{"name":"d","firstAvailable":[{"name":"s","deviceClassName":"c"}]}]}}}"""));
        var requests = claim.spec().devices().requests();
        assertThat(Objects.requireNonNull(requests.get(0).exactly()).allocationMode())
                .isEqualTo("ExactCount");
        assertThat(Objects.requireNonNull(requests.get(0).exactly()).count()).isEqualTo(1);
        assertThat(Objects.requireNonNull(requests.get(1).exactly()).allocationMode())
                .isEmpty();
        assertThat(Objects.requireNonNull(requests.get(1).exactly()).count()).isEqualTo(3);
        assertThat(requests.get(2).exactly()).isNull();
        assertThat(requests.get(2).firstAvailable().getFirst().count()).isEqualTo(1);
    }

    private static <T extends KubeObject> T throughJson(KubeType<T> type, T object) throws Exception {
        return Json.read(type, Json.write(object), DecodeOptions.STRICT).value();
    }

    private static <T extends KubeObject> T read(KubeType<T> type, String text) throws Exception {
        var read = Json.read(type, text.getBytes(StandardCharsets.UTF_8), DecodeOptions.STRICT);
        assertThat(read.problems()).isEmpty();
        return Defaults.apply(read.value());
    }
}
