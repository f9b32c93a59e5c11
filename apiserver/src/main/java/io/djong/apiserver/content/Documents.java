package io.djong.apiserver.content;

import io.djong.api.json.JsonWriter;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeType;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.yaml.YamlWriter;

/// One object, with its type, in each serialisation.
public final class Documents {
    private static final int CAPACITY_BYTES = 2_048;

    private Documents() {}

    /// The bytes of an answer's body.
    public static <T extends ApiObject> byte[] encode(KubeType<T> type, T object, MediaType media, boolean pretty) {
        return switch (media) {
            case JSON -> {
                var json = json(type, object);
                yield pretty ? JsonLayout.indented(json) : json;
            }
            case YAML -> YamlWriter.ofJson(json(type, object));
            case PROTOBUF -> Protobuf.write(object);
        };
    }

    /// The bytes of an answer's body.
    public static byte[] of(ApiObject object, MediaType media, boolean pretty) {
        return typed(object.kubeType(), object, media, pretty);
    }

    @SuppressWarnings("unchecked") // an object's type is the type of its class
    private static <T extends ApiObject> byte[] typed(
            KubeType<T> type, ApiObject object, MediaType media, boolean pretty) {
        return encode(type, (T) object, media, pretty);
    }

    /// JSON with kind and version first, and the newline that ends every document of the API.
    private static <T extends ApiObject> byte[] json(KubeType<T> type, T object) {
        var out = new JsonWriter(CAPACITY_BYTES);
        out.header(type.header());
        type.codec().writeJson(out, object);
        out.raw(Texts.NEWLINE);
        return out.toBytes();
    }
}
