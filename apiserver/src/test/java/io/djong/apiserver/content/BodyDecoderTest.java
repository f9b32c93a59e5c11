package io.djong.apiserver.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.types.core.v1.ConfigMap;
import io.djong.apiserver.request.SentForm;
import io.djong.apiserver.request.Warnings;
import org.junit.jupiter.api.Test;

/// What clients are told about bodies that nobody can read.
final class BodyDecoderTest {
    private static final String UNRECOGNIZED = "the object provided is unrecognized (must be of type ConfigMap): ";
    private static final String NO_KIND = UNRECOGNIZED + "couldn't get version/kind; json parse error: ";

    private static ConfigMap decode(String body, MediaType media) throws Exception {
        return BodyDecoder.decode(
                body.getBytes(UTF_8), media, ConfigMap.TYPE, "Strict", new Warnings(), new SentForm());
    }

    private static void refused(String body, MediaType media, String message) {
        assertThatThrownBy(() -> decode(body, media)).hasMessage(message);
    }

    @Test
    void textThatIsNoJsonIsShownByItsBeginning() {
        refused(
                "{x",
                MediaType.JSON,
                NO_KIND + "invalid character 'x' looking for beginning of object key string ({x)");
        refused("", MediaType.JSON, NO_KIND + "unexpected end of JSON input (<empty>)");
        refused(
                "[]",
                MediaType.JSON,
                NO_KIND + "json: cannot unmarshal array into Go value of type struct { APIVersion string "
                        + "\"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" } (5b5d)");
    }

    @Test
    void aKindIsAText() {
        refused(
                "{\"apiVersion\":\"v1\",\"kind\":5,\"metadata\":{}}",
                MediaType.JSON,
                NO_KIND + "json: cannot unmarshal number into Go struct field .kind of type string "
                        + "({\"apiVersion\":\"v1\",\"kind\":5,\"m ...)");
    }

    @Test
    void aKindIsFoundInAnyCase() {
        refused(
                "{\"Kind\":\"Nonsense\"}",
                MediaType.JSON,
                "Nonsense in version \"v1\" cannot be handled as a ConfigMap: no kind \"Nonsense\" is registered for "
                        + "version \"v1\" in scheme \"pkg/runtime/scheme.go:111\"");
    }

    @Test
    void aVersionHasOneSlashAtMost() {
        refused(
                "{\"apiVersion\":\"a/b/c\"}",
                MediaType.JSON,
                UNRECOGNIZED + "unexpected GroupVersion string: a/b/c ({\"apiVersion\":\"a/b/c\"})");
    }

    @Test
    void protobufNeedsItsEnvelope() {
        refused("", MediaType.PROTOBUF, UNRECOGNIZED + "empty data (<empty>)");
        refused(
                "xxxx",
                MediaType.PROTOBUF,
                UNRECOGNIZED + "provided data does not appear to be a protobuf message, expected prefix "
                        + "[107 56 115 0] (78787878)");
        refused("k8s\0", MediaType.PROTOBUF, UNRECOGNIZED + "empty body (6b387300)");
        refused("k8s\0\n", MediaType.PROTOBUF, UNRECOGNIZED + "unexpected EOF (6b3873000a)");
    }

    @Test
    void optionsOfADeletionAreNoOtherKind() {
        assertThatThrownBy(() ->
                        BodyDecoder.options("{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}".getBytes(UTF_8), MediaType.JSON))
                .hasMessage("no kind \"Pod\" is registered for version \"v1\" in scheme \"pkg/runtime/scheme.go:111\"");
        assertThatThrownBy(() -> BodyDecoder.options("{\"gracePeriodSeconds\":\"x\"}".getBytes(UTF_8), MediaType.JSON))
                .hasMessage(
                        "json: cannot unmarshal string into Go struct field DeleteOptions.gracePeriodSeconds of type int64");
    }

    @Test
    void whatIsThereIsRead() throws Exception {
        assertThat(decode("{\"data\":{\"a\":\"b\"}}", MediaType.JSON).data()).containsEntry("a", "b");
    }
}
