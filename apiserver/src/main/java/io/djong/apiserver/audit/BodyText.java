package io.djong.apiserver.audit;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.GroupVersionKind;
import io.djong.api.meta.KubeType;
import io.djong.api.protobuf.Envelope;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.Types;
import io.djong.api.yaml.Yaml;
import io.djong.api.yaml.YamlException;
import io.djong.base.wire.WireException;
import org.jspecify.annotations.Nullable;

/// Bodies as JSON, whatever they were sent as.
final class BodyText {
    private BodyText() {}

    /// @return null when there is no body, or none that can be read
    static byte @Nullable [] json(byte @Nullable [] body, String contentType) {
        if (body == null || body.length == 0) {
            return null;
        }
        try {
            if (contentType.startsWith("application/vnd.kubernetes.protobuf")) {
                return protobuf(body);
            }
            var out = new JsonWriter(body.length + 64);
            out.tree(contentType.contains("yaml") ? Yaml.read(body).value() : new JsonReader(body).tree());
            return out.toBytes();
        } catch (JsonException | YamlException | WireException e) {
            return null; // it was refused for the same reason
        }
    }

    private static byte @Nullable [] protobuf(byte[] body) throws WireException {
        var envelope = Envelope.read(body);
        var type = Types.byGvk(GroupVersionKind.of(envelope.apiVersion(), envelope.kind()));
        return type == null ? null : typed(type, envelope);
    }

    private static <T extends ApiObject> byte[] typed(KubeType<T> type, Envelope envelope) throws WireException {
        return Json.write(Protobuf.read(type.codec(), envelope));
    }
}
