package io.djong.client.remote;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.meta.KubeList;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.protobuf.Envelope;
import io.djong.api.types.meta.v1.ListMeta;
import io.djong.api.types.meta.v1.ListMetaCodec;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.WireException;
import java.util.ArrayList;
import java.util.List;

/// Reads a list of any kind: all of them have the same two members.
final class Lists {
    private Lists() {}

    /// A list as it came, without a type of its own.
    private record Page<T extends KubeObject>(ListMeta metadata, List<T> items, KubeType<T> itemType)
            implements KubeList<T> {
        @Override
        public KubeType<?> kubeType() {
            throw new UnsupportedOperationException("a page of " + itemType + " is not written");
        }

        @Override
        public String apiVersion() {
            return itemType.apiVersion();
        }

        @Override
        public String kind() {
            return itemType.kind() + "List";
        }
    }

    static <T extends KubeObject> KubeList<T> read(KubeType<T> type, String contentType, byte[] body)
            throws JsonException, WireException {
        return Answers.isProtobuf(contentType) ? protobuf(type, body) : json(type, body);
    }

    private static <T extends KubeObject> KubeList<T> json(KubeType<T> type, byte[] body) throws JsonException {
        var in = new JsonReader(body);
        ListMeta metadata = ListMeta.EMPTY;
        List<T> items = List.of();
        if (in.beginObject()) {
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "metadata" -> metadata = ListMetaCodec.CODEC.readJson(in, ListMeta.EMPTY);
                    case "items" -> items = type.codec().readJsonList(in);
                    default -> in.skip();
                }
            }
        }
        in.end();
        return new Page<>(metadata, items, type);
    }

    private static <T extends KubeObject> KubeList<T> protobuf(KubeType<T> type, byte[] body) throws WireException {
        Envelope envelope = Envelope.read(body);
        var in = new ProtoReader(envelope.data(), envelope.from(), envelope.to());
        ListMeta metadata = ListMeta.EMPTY;
        List<T> items = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> metadata = ListMetaCodec.CODEC.readProtoField(in, metadata);
                case 2 -> items.add(type.codec().readProtoField(in, type.empty()));
                default -> in.skip(tag);
            }
        }
        return new Page<>(metadata, List.copyOf(items), type);
    }
}
