package io.djong.api.codec;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.Codec;
import io.djong.api.meta.DynamicObject;
import io.djong.api.meta.KubeType;

/// Reads and writes whole JSON texts. `kind` and `apiVersion` in the text are not compared with the type: whoever calls
/// knows what it asked for.
public final class Json {
    private static final int FIRST_CAPACITY_BYTES = 1024;

    private Json() {}

    /// Reads an object, as upstream does without strictness: unknown members are passed over, of members that stand
    /// twice the last counts.
    public static <T extends ApiObject> T read(KubeType<T> type, byte[] data) throws JsonException {
        return read(type.codec(), data);
    }

    /// Reads a value of any type.
    public static <T> T read(Codec<T> codec, byte[] data) throws JsonException {
        var in = new JsonReader(data);
        T value = codec.readJson(in, codec.empty());
        in.end();
        return value;
    }

    /// Writes an object, `kind` and `apiVersion` first, without a line end.
    public static byte[] write(ApiObject object) {
        var out = new JsonWriter(FIRST_CAPACITY_BYTES);
        write(out, object);
        return out.toBytes();
    }

    /// Writes a value of any type, without `kind` and `apiVersion`.
    public static <T> byte[] write(Codec<T> codec, T value) {
        var out = new JsonWriter(FIRST_CAPACITY_BYTES);
        codec.writeJson(out, value);
        return out.toBytes();
    }

    /// Writes an object, `kind` and `apiVersion` first, to where the writer stands.
    public static void write(JsonWriter out, ApiObject object) {
        if (!(object instanceof DynamicObject)) out.header(object.kubeType().header());
        body(out, object.kubeType(), object);
    }

    @SuppressWarnings("unchecked") // an object's type is the type of its class
    private static <T extends ApiObject> void body(JsonWriter out, KubeType<T> type, ApiObject object) {
        type.codec().writeJson(out, (T) object);
    }
}
