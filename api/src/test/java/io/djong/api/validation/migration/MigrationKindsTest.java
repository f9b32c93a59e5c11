package io.djong.api.validation.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.DecodeOptions;
import io.djong.api.codec.Json;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.types.apiserverinternal.v1alpha1.StorageVersion;
import io.djong.api.types.resource.v1alpha3.DeviceTaintRule;
import io.djong.api.types.resource.v1alpha3.ResourcePoolStatusRequest;
import io.djong.api.types.storagemigration.v1beta1.StorageVersionMigration;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.kinds.Validation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages of kube-apiserver 1.36.3 for the same objects.
final class MigrationKindsTest {
    private static final String META = "'metadata':{'name':'a.b','resourceVersion':'1'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{} | spec.resource.resource: Required value: resource is required to be set",
                "{'resource':{'resource':'pods','group':'-'}} | spec.resource.group: Invalid value: '-': a lowercase RFC"
                        + " 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start"
                        + " and end with an alphanumeric character (e.g. 'example.com', regex used for validation is"
                        + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
            })
    void migrations(String spec, String message) throws Exception {
        var object = read(StorageVersionMigration.TYPE, "{" + META + ",'spec':" + spec + "}");
        assertThat(messages(Validation.create(object))).containsExactly(unquoted(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'resourceVersion':'05'} | status.resourceVersion: Invalid value: '05': resource version is not well formed:"
                        + " 05",
                "{'storageVersions':[]} | ",
            })
    void progress(String status, String message) throws Exception {
        var old = read(StorageVersionMigration.TYPE, "{" + META + ",'spec':{'resource':{'resource':'pods'}}}");
        var sent = read(StorageVersionMigration.TYPE, "{'status':" + status + "}");
        var errors = messages(Validation.updateStatus(old.withStatus(sent.status()), old));
        assertThat(errors).isEqualTo(message == null ? List.of() : List.of(unquoted(message)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'commonEncodingVersion':'v1'} | status.commonEncodingVersion: Invalid value: 'v1': should be nil if servers"
                        + " do not agree on the same encoding version, or if there is no server reporting the supported"
                        + " versions yet",
                "{'storageVersions':[{'apiServerID':'a','encodingVersion':'v1','decodableVersions':['v1']}]} |"
                        + " status.commonEncodingVersion: Invalid value: null: the common encoding version is v1",
                "{'commonEncodingVersion':'v1','storageVersions':[{'apiServerID':'a','encodingVersion':'v1',"
                        + "'decodableVersions':['v1'],'servedVersions':['v2']}]} | status.storageVersions[0].servedVersions[0]:"
                        + " Invalid value: 'v2': individual served version : v2 must be included in decodableVersions : [v1]",
                "{'conditions':[{'type':'A','status':'True','message':'m'}]} | status[0].reason: Required value",
            })
    void storageVersions(String status, String message) throws Exception {
        var old = read(StorageVersion.TYPE, "{" + META + "}");
        var sent = read(StorageVersion.TYPE, "{'status':" + status + "}");
        assertThat(messages(Validation.updateStatus(old.withStatus(sent.status()), old)))
                .containsExactly(unquoted(message));
    }

    @Test
    void namesOfStorageVersionsHaveTwoParts() throws Exception {
        assertThat(messages(Validation.create(read(StorageVersion.TYPE, "{'metadata':{'name':'pods'}}"))))
                .containsExactly(
                        "metadata.name: Invalid value: \"pods\": name must be in the form of <group>.<resource>");
    }

    @Test
    void rulesOfTaintsAndQuestionsOfPools() throws Exception {
        var rule = "{" + META + ",'spec':{'taint':{'key':'k'},'deviceSelector':{'pool':''}}}";
        assertThat(messages(Validation.create(read(DeviceTaintRule.TYPE, rule))))
                .containsExactly("spec.deviceSelector.pool: Required value", "spec.taint.effect: Required value");
        var question = "{" + META + ",'spec':{'driver':'d','poolName':'a//b','limit':1001}}";
        var asked = read(ResourcePoolStatusRequest.TYPE, question);
        assertThat(messages(Validation.create(asked)))
                .containsExactly(
                        "spec.poolName: Invalid value: \"a//b\": segment 1: must not be empty",
                        "spec.limit: Invalid value: 1001: must be less than or equal to 1000");
        var other = read(ResourcePoolStatusRequest.TYPE, question.replace("1001", "5"));
        assertThat(messages(Validation.update(other, asked)))
                .containsExactly("spec: Invalid value: null: field is immutable");
    }

    private static String unquoted(String message) {
        return message.replaceAll("(?<=value: )'([^']*)'", "\"$1\"");
    }

    private static <T extends KubeObject> T read(KubeType<T> type, String text) throws Exception {
        var bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return Json.read(type, bytes, DecodeOptions.LENIENT).value();
    }

    private static List<String> messages(List<FieldError> errors) {
        return errors.stream().map(FieldError::toString).toList();
    }
}
