package io.djong.client.remote;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonWriter;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.KubeList;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.protobuf.Envelope;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ListMetaCodec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.PartialObjectMetadata;
import io.djong.api.types.meta.v1.Status;
import io.djong.base.time.Environment;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WatchEvent;
import io.djong.client.WatchStream;
import io.djong.client.WriteOptions;
import io.djong.client.fake.FakeKubeClient;
import io.djong.http.HttpHandler;
import io.djong.http.Piece;
import io.djong.http.Request;
import io.djong.http.Response;
import io.djong.http.StreamWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The fake by HTTP, as far as the client's contract goes: what a client sends is decoded, what the fake answers
/// encoded, with the codecs of `api`.
final class FakeApiServer implements HttpHandler {
    private static final int BODY_MAX = 1 << 20;

    private final Environment environment;
    private final FakeKubeClient fake;
    private final List<Resource<?>> resources;
    /// The headers of the last request, for tests.
    volatile @Nullable Request last;
    /// How many requests are answered by 429 before one is let through.
    final AtomicInteger refusals = new AtomicInteger();

    FakeApiServer(Environment environment, FakeKubeClient fake, Resource<?>... resources) {
        this.environment = environment;
        this.fake = fake;
        this.resources = List.of(resources);
    }

    @Override
    public void handle(Request request, Response response) throws Exception {
        last = request;
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            response.header("Retry-After", "1").send(429, Piece.of("slow down"));
            return;
        }
        for (Resource<?> resource : resources) {
            if (request.path().startsWith(resource.rootPath() + "/")
                    && request.path().contains("/" + resource.plural())) {
                answer(resource, request, response);
                return;
            }
        }
        response.send(404, Piece.of("404 page not found"));
    }

    private <T extends KubeObject> void answer(Resource<T> resource, Request request, Response response)
            throws Exception {
        boolean protobuf = request.headers().first("Accept", "").startsWith(ClientConfig.PROTOBUF);
        try {
            if (query(request).containsKey("watch")) {
                watch(resource, request, response, protobuf);
                return;
            }
            ApiObject result = verb(resource, request);
            send(response, 200, protobuf, result);
        } catch (ApiException.Refused e) {
            send(response, e.code(), protobuf, e.status());
        }
    }

    private static void send(Response response, int code, boolean protobuf, ApiObject object) {
        byte[] body;
        if (object instanceof KubeList<?> list) {
            body = protobuf ? protobufList(list) : jsonList(list);
        } else {
            body = protobuf ? Protobuf.write(object) : Json.write(object);
        }
        response.header("Content-Type", protobuf ? ClientConfig.PROTOBUF : ClientConfig.JSON)
                .send(code, Piece.of(body));
    }

    private static byte[] jsonList(KubeList<?> list) {
        var out = new JsonWriter(1024);
        out.beginObject();
        out.key("kind");
        out.string("List");
        out.key("metadata");
        ListMetaCodec.CODEC.writeJson(out, list.metadata());
        out.key("items");
        out.beginArray();
        for (Object item : list.items()) {
            out.element();
            Json.write(out, (ApiObject) item);
        }
        out.endArray();
        out.endObject();
        return out.toBytes();
    }

    private static byte[] protobufList(KubeList<?> list) {
        var inner = new ProtoWriter();
        List<?> items = list.items();
        for (int i = items.size() - 1; i >= 0; i--) {
            inner.bytes(2, bare((KubeObject) items.get(i)));
        }
        inner.bytes(1, Protobuf.writeMessage(ListMetaCodec.CODEC, list.metadata()));
        var out = new ProtoWriter();
        out.bytes(2, inner.toByteArray());
        var whole = new byte[4 + out.size()];
        System.arraycopy(new byte[] {'k', '8', 's', 0}, 0, whole, 0, 4);
        System.arraycopy(out.toByteArray(), 0, whole, 4, out.size());
        return whole;
    }

    private static byte[] bare(KubeObject object) {
        try {
            Envelope envelope = Envelope.read(Protobuf.write(object));
            return Arrays.copyOfRange(envelope.data(), envelope.from(), envelope.to());
        } catch (WireException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T extends KubeObject> ApiObject verb(Resource<T> resource, Request request) throws Exception {
        ResourceClient<T> client = fake.of(resource);
        Map<String, String> query = query(request);
        String rest = request.path().substring(resource.rootPath().length());
        String namespace = "";
        if (rest.startsWith("/namespaces/") && resource.namespaced()) {
            String[] parts = rest.split("/", 4);
            namespace = parts[2];
            rest = "/" + parts[3];
        }
        String[] parts = rest.split("/");
        String name = parts.length > 2 ? parts[2] : "";
        String subresource = parts.length > 3 ? parts[3] : "";
        var key = new ObjectKey(namespace, name);
        var options = new WriteOptions(query.containsKey("dryRun"), "", "", false);
        byte[] body = request.body(BODY_MAX);
        return switch (request.method()) {
            case "GET" -> name.isEmpty() ? client.list(listQuery(namespace, query)) : shaped(request, client.get(key));
            case "POST" -> client.create(read(resource, body), options);
            case "PUT" ->
                subresource.equals("status")
                        ? client.updateStatus(read(resource, body))
                        : client.update(read(resource, body), options);
            case "PATCH" -> client.patch(key, subresource, patchType(request), body, options);
            case "DELETE" -> {
                DeleteOptions deletion = body.length == 0 ? DeleteOptions.EMPTY : read(DeleteOptions.TYPE, body);
                if (name.isEmpty()) {
                    client.deleteCollection(listQuery(namespace, query), deletion);
                } else {
                    client.delete(key, deletion);
                }
                yield Status.EMPTY.withStatus("Success");
            }
            default -> throw new IllegalStateException(request.method());
        };
    }

    private static ApiObject shaped(Request request, KubeObject object) {
        boolean metadata = request.headers().first("Accept", "").contains("as=PartialObjectMetadata");
        return metadata ? PartialObjectMetadata.EMPTY.withMetadata(object.metadata()) : object;
    }

    private static PatchType patchType(Request request) {
        for (PatchType type : PatchType.values()) {
            if (type.contentType().equals(request.headers().first("Content-Type", ""))) return type;
        }
        throw new IllegalStateException("not a patch");
    }

    private static <T extends KubeObject> T read(Resource<T> resource, byte[] body) throws Exception {
        return read(resource.type(), body);
    }

    private static <T extends ApiObject> T read(KubeType<T> type, byte[] body) throws Exception {
        return Envelope.startsWithMagic(body) ? Protobuf.read(type, body) : Json.read(type, body);
    }

    private static ListQuery listQuery(String namespace, Map<String, String> query) {
        return new ListQuery(
                namespace,
                query.getOrDefault("labelSelector", ""),
                query.getOrDefault("fieldSelector", ""),
                query.getOrDefault("resourceVersion", ""),
                query.getOrDefault("resourceVersionMatch", ""),
                Long.parseLong(query.getOrDefault("limit", "0")),
                query.getOrDefault("continue", ""),
                null,
                query.containsKey("allowWatchBookmarks"),
                query.containsKey("sendInitialEvents"));
    }

    private static Map<String, String> query(Request request) {
        Map<String, String> result = new HashMap<>();
        for (String part : request.rawQuery().split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                result.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return result;
    }

    private <T extends KubeObject> void watch(
            Resource<T> resource, Request request, Response response, boolean protobuf) throws Exception {
        String path = request.path();
        String namespace =
                path.contains("/namespaces/") ? path.split("/namespaces/")[1].split("/")[0] : "";
        WatchStream<T> events = fake.of(resource).watch(listQuery(namespace, query(request)));
        StreamWriter out =
                response
                        .header("Content-Type", protobuf ? ClientConfig.PROTOBUF + ";stream=watch" : ClientConfig.JSON)
                        .stream(200);
        request.onClose(events::close);
        environment.threads().start("watch", () -> {
            try {
                for (var event = events.next(); event != null; event = events.next()) {
                    out.write(Piece.of(frame(resource, event, protobuf)));
                }
                out.close();
            } catch (ApiException.Refused e) {
                out.write(Piece.of(frame("ERROR", e.status(), protobuf)));
                out.close();
            } catch (ApiException e) {
                out.abort();
            } catch (InterruptedException e) {
                out.abort();
            }
        });
    }

    @SuppressWarnings("unchecked") // withMetadata answers an object of the same type
    private static <T extends KubeObject> byte[] frame(Resource<T> resource, WatchEvent<T> event, boolean protobuf) {
        return switch (event) {
            case WatchEvent.Added<T>(var object) -> frame("ADDED", object, protobuf);
            case WatchEvent.Modified<T>(var object) -> frame("MODIFIED", object, protobuf);
            case WatchEvent.Deleted<T>(var object) -> frame("DELETED", object, protobuf);
            case WatchEvent.Bookmark<T>(var version, var end) -> {
                ObjectMeta metadata = ObjectMeta.EMPTY.withResourceVersion(version);
                if (end) metadata = metadata.withAnnotations(Map.of("k8s.io/initial-events-end", "true"));
                yield frame("BOOKMARK", resource.type().empty().withMetadata(metadata), protobuf);
            }
        };
    }

    private static byte[] frame(String type, ApiObject object, boolean protobuf) {
        if (!protobuf) {
            String json = "{\"type\":\"" + type + "\",\"object\":"
                    + new String(Json.write(object), StandardCharsets.UTF_8) + "}\n";
            return json.getBytes(StandardCharsets.UTF_8);
        }
        var raw = new ProtoWriter();
        raw.bytes(1, Protobuf.write(object));
        var out = new ProtoWriter();
        out.bytes(2, raw.toByteArray());
        out.string(1, type);
        byte[] message = out.toByteArray();
        byte[] frame = new byte[4 + message.length];
        for (int i = 0; i < 4; i++) frame[i] = (byte) (message.length >>> (24 - 8 * i));
        System.arraycopy(message, 0, frame, 4, message.length);
        return frame;
    }
}
