package io.djong.api.validation.kinds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.KubeType;
import io.djong.api.patch.JsonPatch;
import io.djong.api.types.Types;
import io.djong.api.validation.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects with one thing wrong, and what kube-apiserver 1.36.3 says about each. The first line of a file is a
/// valid object; each further one puts a value somewhere in it (replaces or adds one, or takes it away) and names all
/// errors.
class RecordedCasesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiservice",
                "clusterrole",
                "configmap",
                "cronjob",
                "customresourcedefinition",
                "deployment",
                "endpointslice",
                "event",
                "horizontalpodautoscaler",
                "lease",
                "limitrange",
                "mutatingadmissionpolicy",
                "mutatingadmissionpolicybinding",
                "mutatingwebhookconfiguration",
                "namespace",
                "persistentvolume",
                "persistentvolumeclaim",
                "pod",
                "priorityclass",
                "resourcequota",
                "resourceslice",
                "rolebinding",
                "secret",
                "service",
                "validatingadmissionpolicy",
                "validatingadmissionpolicybinding",
                "validatingwebhookconfiguration",
            })
    void saysWhatUpstreamSays(String kind) throws Exception {
        var lines = lines(kind);
        var object = object(lines.getFirst()).object("object");
        assertThat(errors(object)).isEmpty();
        for (String line : lines.subList(1, lines.size())) {
            var row = object(line);
            var changed = JsonPatch.of(JsonArray.of(step(row))).apply(object);
            assertThat(errors((JsonObject) changed)).as(line).isEqualTo(texts(row.array("errors")));
        }
    }

    private static List<String> lines(String kind) throws IOException {
        try (var in = RecordedCasesTest.class.getResourceAsStream("cases/" + kind + ".jsonl")) {
            return new String(Objects.requireNonNull(in, kind).readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static JsonObject object(String line) throws JsonException {
        return (JsonObject) JsonValue.parse(line);
    }

    private static JsonObject step(JsonObject row) {
        var value = row.get("value");
        var added = row.get("add");
        var step = JsonObject.EMPTY.with("path", new JsonString(row.string("at")));
        if (added != null) {
            return step.with("op", new JsonString("add")).with("value", added);
        }
        return value == null
                ? step.with("op", new JsonString("remove"))
                : step.with("op", new JsonString("replace")).with("value", value);
    }

    private static List<String> errors(JsonObject object) throws JsonException {
        KubeType<?> type = Objects.requireNonNull(Types.byName(object.string("apiVersion"), object.string("kind")));
        return Validation.create(Defaults.apply(Json.read(type, object.toBytes()))).stream()
                .map(FieldError::toString)
                .toList();
    }

    private static List<String> texts(JsonArray errors) {
        var texts = new ArrayList<String>();
        for (var error : errors.values()) {
            texts.add(((JsonString) error).value());
        }
        return texts;
    }
}
