package io.djong.api.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonSyntax;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeType;
import io.djong.api.types.apiextensions.v1.CustomResourceDefinition;
import io.djong.api.types.core.v1.Pod;
import java.util.Arrays;

/// Any bytes: reading ends with an object or a [JsonException], what was read survives writing and
/// reading, and reader, tree reader and syntax checker agree. An ordinary test run plays the known
/// inputs again; with `JAZZER_FUZZ=1` in the environment it looks for new ones.
class JsonFuzz {
    @FuzzTest(maxDuration = "1m")
    void readsAnyPod(byte[] data) throws JsonException {
        read(Pod.TYPE, data);
    }

    @FuzzTest(maxDuration = "1m")
    void readsAnyDefinition(byte[] data) throws JsonException {
        read(CustomResourceDefinition.TYPE, data);
    }

    @FuzzTest(maxDuration = "1m")
    void readsAnyTree(byte[] data) throws JsonException {
        boolean valid = JsonSyntax.error(data) == null;
        JsonValue tree;
        try {
            tree = JsonValue.parse(data);
        } catch (JsonException e) {
            if (valid && !String.valueOf(e.getMessage()).equals("number out of range")) throw new AssertionError(e);
            return;
        }
        if (!valid) throw new AssertionError("read what is not valid: " + JsonSyntax.error(data));
        if (!JsonValue.parse(tree.toBytes()).equals(tree)) throw new AssertionError("not the same: " + tree);
    }

    private static <T extends ApiObject> void read(KubeType<T> type, byte[] data) throws JsonException {
        T value;
        try {
            value = Json.read(type, data, DecodeOptions.STRICT).value();
        } catch (JsonException e) {
            if (e.getMessage() == null) throw new AssertionError("no message", e);
            return;
        }
        // raw parts lose their white space and unions of no known shape vanish when they are written for the first time
        T first = Json.read(type, Json.write(value));
        byte[] written = Json.write(first);
        T again = Json.read(type, written);
        if (!again.equals(first)) throw new AssertionError("not the same: " + first + " and " + again);
        if (!Arrays.equals(Json.write(again), written)) throw new AssertionError("written otherwise: " + again);
    }
}
