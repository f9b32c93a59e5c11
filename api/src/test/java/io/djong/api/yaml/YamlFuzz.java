package io.djong.api.yaml;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonValue;

/// Any bytes: reading ends with a tree or a [YamlException], and what was read survives writing and reading.
class YamlFuzz {
    @FuzzTest(maxDuration = "2m")
    void readsAnyDocument(byte[] data) throws JsonException {
        JsonValue value;
        try {
            value = Yaml.read(data).value();
        } catch (YamlException e) {
            if (e.getMessage() == null) throw new AssertionError("no message", e);
            return;
        }
        var sent = JsonValue.parse(value.toBytes()); // half characters become whole ones
        try {
            var again = Yaml.read(YamlWriter.write(sent)).value();
            if (!again.equals(sent)) throw new AssertionError("not the same: " + sent + " and " + again);
        } catch (YamlException e) {
            throw new AssertionError("cannot be read again: " + sent, e);
        }
    }
}
