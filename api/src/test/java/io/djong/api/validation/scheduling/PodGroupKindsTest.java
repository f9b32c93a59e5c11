package io.djong.api.validation.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.DecodeOptions;
import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.types.scheduling.v1alpha2.PodGroup;
import io.djong.api.types.scheduling.v1alpha2.Workload;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages of kube-apiserver 1.36.3 for the same objects.
final class PodGroupKindsTest {
    private static final String META = "'metadata':{'name':'g','namespace':'n','resourceVersion':'1'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{} | spec.schedulingPolicy: Invalid value: '': must specify one of: `basic`, `gang`",
                "{'schedulingPolicy':{'basic':{},'gang':{'minCount':1}}} | spec.schedulingPolicy: Invalid value:"
                        + " '{basic, gang}': must specify exactly one of: `basic`, `gang`",
                "{'schedulingPolicy':{'gang':{}}} | spec.schedulingPolicy.gang.minCount: Required value",
                "{'schedulingPolicy':{'gang':{'minCount':-1}}} | spec.schedulingPolicy.gang.minCount: Invalid value: -1:"
                        + " must be greater than or equal to 1",
                "{'schedulingPolicy':{'basic':{}},'disruptionMode':'x'} | spec.disruptionMode: Unsupported value: 'x':"
                        + " supported values: 'Pod', 'PodGroup'",
                "{'schedulingPolicy':{'basic':{}},'priority':1000000001} | spec.priority: Invalid value: 1000000001:"
                        + " must be less than or equal to 1000000000",
                "{'schedulingPolicy':{'basic':{}},'podGroupTemplateRef':{}} | spec.podGroupTemplateRef: Invalid value:"
                        + " '': must specify one of: `workload`",
                "{'schedulingPolicy':{'basic':{}},'resourceClaims':[{'name':'a','resourceClaimName':'b'},{'name':'a',"
                        + "'resourceClaimName':'b'}]} | spec.resourceClaims[1]: Duplicate value: {'name':'a',"
                        + "'resourceClaimName':'b'}",
                "{'schedulingPolicy':{'basic':{}},'schedulingConstraints':{'topology':[{'key':'a'},{'key':'b'}]}} |"
                        + " spec.schedulingConstraints.topology: Too many: 2: must have at most 1 item",
            })
    void groups(String spec, String message) throws Exception {
        assertThat(messages(Validation.create(read(PodGroup.TYPE, "{" + META + ",'spec':" + spec + "}"))))
                .containsExactly(message.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{} | spec.podGroupTemplates: Required value",
                "{'podGroupTemplates':[{'name':'t','schedulingPolicy':{'basic':{}}},{'name':'t','schedulingPolicy':"
                        + "{'basic':{}}}]} | spec.podGroupTemplates[1]: Duplicate value: {'name':'t',"
                        + "'schedulingPolicy':{'basic':{}},'schedulingConstraints':null}",
                "{'controllerRef':{'kind':'a/b','name':'n'},'podGroupTemplates':[{'name':'t','schedulingPolicy':"
                        + "{'basic':{}}}]} | spec.controllerRef.kind: Invalid value: 'a/b': may not contain '/'",
            })
    void workloads(String spec, String message) throws Exception {
        assertThat(messages(Validation.create(read(Workload.TYPE, "{" + META + ",'spec':" + spec + "}"))))
                .containsExactly(message.replace('\'', '"').replace("\"/\"", "'/'"));
    }

    @Test
    void nothingThatIsWantedMayChange() throws Exception {
        var old = read(PodGroup.TYPE, "{" + META + ",'spec':{'schedulingPolicy':{'basic':{}}}}");
        var changed = read(
                PodGroup.TYPE,
                "{" + META + ",'spec':{'schedulingPolicy':{'gang':{'minCount':0}},'priorityClassName':'x'}}");
        assertThat(messages(Validation.update(changed, old)))
                .containsExactly(
                        "spec.schedulingPolicy: Invalid value: null: field is immutable",
                        "spec.priorityClassName: Invalid value: null: field is immutable");
    }

    @Test
    void statusNamesClaimsOfTheGroup() throws Exception {
        var old = read(PodGroup.TYPE, "{" + META + ",'spec':{'resourceClaims':[{'name':'a'}]}}");
        var status = read(PodGroup.TYPE, "{'status':{'resourceClaimStatuses':[{'name':'a'},{'name':'b'}]}}");
        assertThat(messages(Validation.updateStatus(old.withStatus(status.status()), old)))
                .containsExactly("status.resourceClaimStatuses[1].name: Invalid value: \"b\": must match the name of an"
                        + " entry in `spec.resourceClaims`");
    }

    private static <T extends KubeObject> T read(KubeType<T> type, String text) throws Exception {
        var bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return Defaults.apply(Json.read(type, bytes, DecodeOptions.STRICT).value());
    }

    private static List<String> messages(List<FieldError> errors) {
        return errors.stream().map(FieldError::toString).toList();
    }
}
