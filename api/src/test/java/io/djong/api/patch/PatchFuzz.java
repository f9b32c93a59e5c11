package io.djong.api.patch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.types.core.v1.Pod;

/// Any object and any patch: patching ends with a tree or a [PatchException].
class PatchFuzz {
    @FuzzTest(maxDuration = "2m")
    void patchesAnything(byte[] data) {
        var lines = new String(data, UTF_8).split("\n", 2);
        try {
            var patch = JsonValue.parse(lines[0].getBytes(UTF_8));
            if (lines.length > 1 && JsonValue.parse(lines[1].getBytes(UTF_8)) instanceof JsonObject object) {
                apply(data.length % 3, object, patch);
            }
        } catch (JsonException e) {
            // no JSON
        } catch (PatchException e) {
            if (e.getMessage() == null) throw new AssertionError("no message", e);
        }
    }

    private static void apply(int kind, JsonObject object, JsonValue patch) throws PatchException {
        switch (kind) {
            case 0 -> JsonPatch.of(patch).apply(object);
            case 1 -> MergePatch.apply(object, patch);
            default -> {
                if (patch instanceof JsonObject strategic) {
                    StrategicMergePatch.apply(object, strategic, SchemaFacts.of(Pod.TYPE.schema()));
                }
            }
        }
    }
}
