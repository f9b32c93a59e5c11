package io.djong.api.validation.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.DecodeOptions;
import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.types.resource.v1.DeviceClass;
import io.djong.api.types.resource.v1.ResourceClaim;
import io.djong.api.types.resource.v1.ResourceClaimTemplate;
import io.djong.api.types.resource.v1.ResourceSlice;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.kinds.Validation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages of kube-apiserver 1.36.3 for the same objects.
final class DeviceKindsTest {
    private static final String CLAIM = """
            {"metadata":{"name":"c","namespace":"n"},"spec":{"devices":{"requests":[
              {"name":"r0","exactly":{"deviceClassName":"c.example"}},
              {"name":"r1","firstAvailable":[{"name":"s0","deviceClassName":"c"}]}],
             "constraints":[{"requests":["r0","r1/s0"],"matchAttribute":"d.example/a"}],
             "config":[{"requests":["r0"],"opaque":{"driver":"d.example","parameters":{"a":1}}}]}}}""";
    private static final String SLICE = """
            {"metadata":{"name":"s"},"spec":{"driver":"d.example","pool":{"name":"p","resourceSliceCount":1},
             "nodeName":"n","devices":[{"name":"d0","attributes":{"a":{"int":5}},"capacity":{"m":{"value":"10Gi"}}}]}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"deviceClassName\":\"c\"} | \"deviceClassName\":\"c\"},{\"name\":\"s0\",\"deviceClassName\":\"c\"} |"
                        + " spec.devices.requests[1].firstAvailable[1]: Duplicate value: \"s0\"",
                "\"exactly\" | \"zz\" | spec.devices.requests[0]: Required value:"
                        + " exactly one of ``exactly`` or ``firstAvailable`` is required",
                "\"c.example\" | \"\" | spec.devices.requests[0].exactly.deviceClassName: Required value",
                "\"deviceClassName\":\"c.example\" | \"deviceClassName\":\"c\",\"count\":-1"
                        + " | spec.devices.requests[0].exactly.count: Invalid value: -1: must be greater than zero",
                "\"deviceClassName\":\"c.example\" | \"deviceClassName\":\"c\",\"allocationMode\":\"All\",\"count\":2"
                        + " | spec.devices.requests[0].exactly.count: Invalid value: 2: must not be specified when"
                        + " allocationMode is 'All'",
                "\"deviceClassName\":\"c.example\" | \"deviceClassName\":\"c\",\"allocationMode\":\"x\""
                        + " | spec.devices.requests[0].exactly.allocationMode: Unsupported value: \"x\": supported values:"
                        + " \"All\", \"ExactCount\"",
                "\"deviceClassName\":\"c.example\" | \"deviceClassName\":\"c\",\"selectors\":[{}]"
                        + " | spec.devices.requests[0].exactly.selectors[0].cel: Required value",
                "\"deviceClassName\":\"c.example\" | \"deviceClassName\":\"c\",\"tolerations\":[{\"operator\":\"Exists\","
                        + "\"value\":\"v\"}] | spec.devices.requests[0].exactly.tolerations[0].value: Invalid value: \"v\":"
                        + " must be empty for operator ``Exists``",
                "\"r1/s0\" | \"r1/s9\" | spec.devices.constraints[0].requests[1]: Invalid value: \"r1/s9\": must be the"
                        + " name of a request in the claim or the name of a request and a subrequest separated by '/'",
                "\"d.example/a\" | \"a\" | spec.devices.constraints[0].matchAttribute: Invalid value: \"a\": a fully"
                        + " qualified name must be a domain and a name separated by a slash",
                "{\"a\":1} | 5 | spec.devices.config[0].opaque.parameters: Invalid value: \"<value omitted>\": must be a"
                        + " valid JSON object",
                "{\"a\":1} | null | spec.devices.config[0].opaque.parameters: Required value",
            })
    void claims(String part, String instead, String message) throws Exception {
        assertThat(messages(create(ResourceClaim.TYPE, CLAIM.replaceFirst(literal(part), literalNew(instead)))))
                .containsExactly(message.replace("``", "`"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"nodeName\":\"n\", | `` | spec: Required value: exactly one of ``nodeName``, ``nodeSelector``,"
                        + " ``allNodes``, ``perDeviceNodeSelection`` is required",
                "\"nodeName\":\"n\" | \"nodeName\":\"n\",\"allNodes\":true | spec: Invalid value:"
                        + " \"{``nodeName``, ``allNodes``}\": exactly one of ``nodeName``, ``nodeSelector``, ``allNodes``,"
                        + " ``perDeviceNodeSelection`` is required, but multiple fields are set",
                "\"resourceSliceCount\":1 | \"resourceSliceCount\":0 | spec.pool.resourceSliceCount: Invalid value: 0:"
                        + " must be greater than zero",
                "{\"int\":5} | {} | spec.devices[0].attributes[a]: Invalid value: \"\": exactly one value must be"
                        + " specified",
                "{\"int\":5} | {\"int\":5,\"bool\":true} | spec.devices[0].attributes[a]: Invalid value:"
                        + " {\"IntValue\":5,\"BoolValue\":true,\"StringValue\":null,\"VersionValue\":null,\"IntValues\":null,"
                        + "\"BoolValues\":null,\"StringValues\":null,\"VersionValues\":null}: exactly one value must be"
                        + " specified",
                "{\"int\":5} | {\"version\":\"1.2\"} | spec.devices[0].attributes[a].version: Invalid value: \"1.2\":"
                        + " must be a string compatible with semver.org spec 2.0.0",
                "\"name\":\"d0\" | \"name\":\"d0\",\"allNodes\":true | spec.devices[0]: Invalid value: null: ``nodeName``,"
                        + " ``nodeSelector`` and ``allNodes`` can only be set if ``perDeviceNodeSelection`` is set to true"
                        + " in the ResourceSlice spec",
                "{\"value\":\"10Gi\"} | {\"value\":\"1\",\"requestPolicy\":{}} | spec.devices[0].capacity[m].requestPolicy:"
                        + " Forbidden: allowMultipleAllocations must be true",
                "\"name\":\"d0\" | \"name\":\"d0\",\"taints\":[{\"key\":\"k\",\"effect\":\"x\"}] |"
                        + " spec.devices[0].taints[0].effect: Unsupported value: \"x\": supported values: \"NoExecute\","
                        + " \"NoSchedule\", \"None\"",
                "\"name\":\"d0\" | \"name\":\"d0\",\"bindingConditions\":[\"c\"],\"bindingFailureConditions\":[\"c\"] |"
                        + " spec.devices[0].bindingFailureConditions[0]: Invalid value: \"c\": bindingFailureConditions must"
                        + " not overlap with bindingConditions",
            })
    void slices(String part, String instead, String message) throws Exception {
        assertThat(messages(create(ResourceSlice.TYPE, SLICE.replaceFirst(literal(part), literalNew(instead)))))
                .containsExactly(message.replace("``", "`"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'default':'1','validValues':['2','1']      | validValues[1]: Invalid value: '1': values must be sorted in"
                        + " ascending order",
                "'default':'3','validValues':['1','2']      | validValues: Invalid value: '3': default value is not valid"
                        + " according to the requestPolicy",
                "'validValues':['1']                        | default: Required value: required when validValues is defined",
                "'default':'1','validRange':{}              | validRange.min: Required value: required when validRange is"
                        + " defined",
                "'default':'1','validRange':{'min':'2'}     | validRange.min: Invalid value: '1': default is less than min:"
                        + " 2",
                "'default':'3','validRange':{'min':'1','step':'4'} | validRange.step: Invalid value: '3': value is not a"
                        + " multiple of a given step (4) from (1)",
            })
    void policiesOfCapacity(String policy, String message) throws Exception {
        var slice = SLICE.replace("\"name\":\"d0\"", "\"name\":\"d0\",\"allowMultipleAllocations\":true")
                .replace(
                        "{\"value\":\"10Gi\"}",
                        "{\"value\":\"10\",\"requestPolicy\":{" + policy.replace('\'', '"') + "}}");
        assertThat(messages(create(ResourceSlice.TYPE, slice)))
                .containsExactly("spec.devices[0].capacity[m].requestPolicy." + message.replace('\'', '"'));
    }

    @Test
    void whatAClaimAsksForStays() throws Exception {
        var old = read(ResourceClaim.TYPE, """
                {"metadata":{"name":"c","namespace":"n","resourceVersion":"1"},"spec":{}}""");
        var changed = read(ResourceClaim.TYPE, """
                {"metadata":{"name":"c","namespace":"n","resourceVersion":"1"},"spec":{"devices":{"requests":[
                  {"name":"r","exactly":{"deviceClassName":"c"}}]}}}""");
        assertThat(messages(Validation.update(changed, old)))
                .containsExactly("spec: Invalid value: {\"Devices\":{\"Requests\":[{\"Name\":\"r\",\"Exactly\":"
                        + "{\"DeviceClassName\":\"c\",\"Selectors\":null,\"AllocationMode\":\"ExactCount\",\"Count\":1,"
                        + "\"AdminAccess\":null,\"Tolerations\":null,\"Capacity\":null},\"FirstAvailable\":null}],"
                        + "\"Constraints\":null,\"Config\":null}}: field is immutable");
    }

    @Test
    void aTemplateShowsItsMetadataBesideTheRest() throws Exception {
        var text = """
                {"metadata":{"name":"c","namespace":"n","resourceVersion":"1"},
                 "spec":{"metadata":{"annotations":{"a":"b"},"labels":{"c":"d"}}}}""";
        var old = read(ResourceClaimTemplate.TYPE, text);
        var changed = read(ResourceClaimTemplate.TYPE, text.replace("\"d\"", "\"e\""));
        assertThat(messages(Validation.update(changed, old)))
                .containsExactly("spec: Invalid value: {\"labels\":{\"c\":\"e\"},\"annotations\":{\"a\":\"b\"},"
                        + "\"Spec\":{\"Devices\":{\"Requests\":null,\"Constraints\":null,\"Config\":null}}}:"
                        + " field is immutable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'reservedFor':[{'resource':'pods','name':'p','uid':'u'}]} | status.reservedFor: Forbidden: may not be"
                        + " specified when `allocated` is not set",
                "{'allocation':{'devices':{'results':[{'request':'r9','driver':'d','pool':'p','device':'x'}]}}} |"
                        + " status.allocation.devices.results[0].request: Invalid value: 'r9': must be the name of a request"
                        + " in the claim or the name of a request and a subrequest separated by '/'",
                "{'devices':[{'driver':'d','pool':'p','device':'x'}]} | status.devices[0]: Invalid value: {'Driver':'d',"
                        + "'Pool':'p','Device':'x','ShareID':''}: must be an allocated device in the claim",
                "{'allocation':{'devices':{'results':[{'request':'r0','driver':'d','pool':'p','device':'x','shareID':'X'}]}}}"
                        + " | status.allocation.devices.results[0].shareID: Invalid value: 'X': error validating uid: invalid"
                        + " UUID length: 1",
            })
    void statusOfClaims(String status, String message) throws Exception {
        var old = read(ResourceClaim.TYPE, CLAIM.replace("\"name\":\"c\"", "\"name\":\"c\",\"resourceVersion\":\"1\""));
        var text = "{\"status\":" + status.replace('\'', '"') + "}";
        var changed = old.withStatus(read(ResourceClaim.TYPE, text).status());
        assertThat(messages(Validation.updateStatus(changed, old)))
                .containsExactly(message.replace('\'', '"').replace("\"/\"", "'/'"));
    }

    @Test
    void classesNameExtendedResources() throws Exception {
        var text = "{\"metadata\":{\"name\":\"c\"},\"spec\":{\"extendedResourceName\":\"cpu\"}}";
        assertThat(messages(create(DeviceClass.TYPE, text)))
                .containsExactly("spec.extendedResourceName: Invalid value: \"cpu\": must be a valid extended resource"
                        + " name");
    }

    @Test
    void expressionsAreJudgedByWhoCan() throws Exception {
        var object = read(DeviceClass.TYPE, """
                {"metadata":{"name":"c"},"spec":{"selectors":[{"cel":{"expression":"x"}}]}}""");
        var errors = new FieldErrors();
        DeviceClassRules.create(
                errors, object, (found, path, expression, stored) -> found.invalid(path, expression, "no"));
        assertThat(messages(errors.list()))
                .containsExactly("spec.selectors[0].cel.expression: Invalid value: \"x\": no");
    }

    private static <T extends KubeObject> List<FieldError> create(KubeType<T> type, String text) throws Exception {
        return Validation.create(read(type, text));
    }

    private static <T extends KubeObject> T read(KubeType<T> type, String text) throws Exception {
        return Defaults.apply(Json.read(type, text.getBytes(StandardCharsets.UTF_8), DecodeOptions.LENIENT)
                .value());
    }

    private static String literal(String text) {
        return Pattern.quote(text);
    }

    private static String literalNew(String text) {
        return Matcher.quoteReplacement(text);
    }

    private static List<String> messages(List<FieldError> errors) {
        return errors.stream().map(FieldError::toString).toList();
    }
}
