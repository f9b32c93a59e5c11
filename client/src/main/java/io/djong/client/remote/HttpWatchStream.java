package io.djong.client.remote;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.protobuf.Envelope;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.Status;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.WireException;
import io.djong.client.ApiException;
import io.djong.client.WatchEvent;
import io.djong.client.WatchStream;
import io.djong.http.client.ClientResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/// Reads events from a watch's body as they arrive.
final class HttpWatchStream<T extends KubeObject> implements WatchStream<T> {
    private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

    private final Transport.Call call;
    private final ClientResponse response;
    private final KubeType<T> type;
    private final boolean isProtobuf;
    private final Frames frames;
    private volatile boolean closed;

    HttpWatchStream(Transport.Call call, ClientResponse response, KubeType<T> type) {
        this.call = call;
        this.response = response;
        this.type = type;
        String contentType = response.headers().first("Content-Type", "");
        this.isProtobuf = Answers.isProtobuf(contentType);
        this.frames = Frames.of(contentType, response.body());
    }

    @Override
    public @Nullable WatchEvent<T> next() throws ApiException, InterruptedException {
        if (closed) return null;
        byte[] frame;
        try {
            frame = frames.next();
        } catch (InterruptedIOException e) {
            close();
            throw new InterruptedException(e.getMessage());
        } catch (IOException e) {
            if (closed) return null;
            close();
            throw new ApiException.Unreachable(call.description() + ": the watch broke: " + e.getMessage(), true, e);
        }
        if (frame == null) {
            close();
            return null;
        }
        try {
            return isProtobuf ? protobuf(frame) : json(frame);
        } catch (JsonException | WireException e) {
            close();
            throw new ApiException.Undecodable(call.description() + ": an event cannot be read: " + e.getMessage(), e);
        }
    }

    private WatchEvent<T> protobuf(byte[] frame) throws ApiException, WireException {
        var in = new ProtoReader(frame);
        String event = "";
        byte[] object = {};
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> event = in.readString();
                case 2 -> object = rawExtension(in);
                default -> in.skip(tag);
            }
        }
        return event(event, object);
    }

    private static byte[] rawExtension(ProtoReader in) throws WireException {
        byte[] raw = {};
        int outer = in.enter();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag >>> 3 == 1) {
                raw = in.readBytes();
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
        return raw;
    }

    private WatchEvent<T> event(String event, byte[] raw) throws ApiException, WireException {
        Envelope envelope = Envelope.read(raw);
        if (event.equals("ERROR")) throw error(Protobuf.read(Status.TYPE.codec(), envelope));
        return event(event, Protobuf.read(type.codec(), envelope));
    }

    private WatchEvent<T> json(byte[] frame) throws ApiException, JsonException {
        var in = new JsonReader(frame);
        String event = "";
        byte[] object = {};
        if (in.beginObject()) {
            for (String key = in.key(); key != null; key = in.key()) {
                switch (key) {
                    case "type" -> event = in.string("");
                    case "object" -> object = in.raw();
                    default -> in.skip();
                }
            }
        }
        return event.equals("ERROR") ? failed(Json.read(Status.TYPE, object)) : event(event, Json.read(type, object));
    }

    private WatchEvent<T> failed(Status status) throws ApiException {
        throw error(status);
    }

    private ApiException error(Status status) {
        close();
        return new ApiException.Refused(status);
    }

    private WatchEvent<T> event(String event, T object) throws ApiException {
        return switch (event) {
            case "ADDED" -> new WatchEvent.Added<>(object);
            case "MODIFIED" -> new WatchEvent.Modified<>(object);
            case "DELETED" -> new WatchEvent.Deleted<>(object);
            case "BOOKMARK" -> {
                ObjectMeta metadata = object.metadata();
                boolean isEnd = metadata.annotations()
                        .getOrDefault(INITIAL_EVENTS_END, "")
                        .equals("true");
                yield new WatchEvent.Bookmark<>(metadata.resourceVersion(), isEnd);
            }
            default -> throw new ApiException.Undecodable(call.description() + ": an event of type " + event, null);
        };
    }

    @Override
    public void close() {
        closed = true;
        response.close();
    }
}
