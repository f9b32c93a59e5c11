package io.djong.apiserver.content;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;

/// Finds `kind` and `apiVersion` of a JSON document without reading the rest of it.
final class TypeMetaReader {
    private TypeMetaReader() {}

    /// Each "" when absent.
    record TypeMeta(String apiVersion, String kind) {}

    static TypeMeta read(byte[] json) throws JsonException {
        var in = new JsonReader(json);
        var apiVersion = "";
        var kind = "";
        if (in.beginObject()) {
            for (String key; (key = in.key()) != null; ) {
                switch (key) {
                    case "apiVersion" -> apiVersion = in.string(apiVersion);
                    case "kind" -> kind = in.string(kind);
                    default -> in.skip();
                }
            }
        }
        in.end();
        return new TypeMeta(apiVersion, kind);
    }
}
