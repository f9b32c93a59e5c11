package io.djong.apiserver.openapi;

import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonWriter;
import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.Resource;
import io.djong.api.openapi.OpenApiV3;
import io.djong.api.openapi.RootPath;
import io.djong.apiserver.discovery.ServedApis;
import io.djong.apiserver.pipeline.Stage;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.pki.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// `/openapi/v3` with the hash of each document, and the documents.
///
/// Source: KEP-2896. A client that asks with the hash may keep the answer for ever.
public final class OpenApiStage implements Stage {
    private static final String ROOT = "/openapi/v3";
    private static final String JSON = "application/json";
    private static final String FOR_EVER = "public, immutable";

    /// One document.
    ///
    /// @param path below `/openapi/v3/`: `api/v1`, `apis/apps/v1`
    @SuppressWarnings("ArrayRecordComponent") // shared, never changed, never compared
    private record Document(String path, byte[] body, String hash) {}

    private final Environment environment;
    private final ServedApis apis;
    private final String release;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Map<String, Document> documents;

    /// @param release such as `1.36`
    public OpenApiStage(Environment environment, ServedApis apis, String release) {
        this.environment = environment;
        this.apis = apis;
        this.release = release;
    }

    @Override
    public boolean handle(ApiExchange exchange) throws ApiException, InterruptedException {
        var info = exchange.info();
        if (info.resourceRequest() || !info.path().startsWith(ROOT)) {
            return false;
        }
        if (!info.verb().equals("get")) {
            throw Failures.methodNotAllowed();
        }
        var rest = info.path().substring(ROOT.length());
        if (rest.isEmpty() || rest.equals("/")) {
            exchange.send(200, JSON, index());
            return true;
        }
        var document = documents().get(rest.substring(1));
        if (document == null) {
            return false;
        }
        send(exchange, document);
        return true;
    }

    private static void send(ApiExchange exchange, Document document) {
        var response = exchange.response();
        var tag = '"' + document.hash() + '"';
        response.header("ETag", tag);
        response.header("Vary", "Accept");
        if (exchange.header("If-None-Match").equals(tag)) {
            exchange.commonHeaders();
            response.send(304);
            return;
        }
        if (exchange.query().first("hash").equals(document.hash())) {
            response.header("Expires", "Fri, 31 Dec 9999 23:59:59 GMT");
            exchange.sendCacheable(200, JSON, document.body(), FOR_EVER);
            return;
        }
        exchange.send(200, JSON, document.body());
    }

    private byte[] index() throws InterruptedException {
        var out = new JsonWriter(4_096);
        out.beginObject();
        out.key("paths");
        out.beginObject();
        for (var document : documents().values()) {
            out.key(document.path());
            out.beginObject();
            out.key("serverRelativeURL");
            out.string(ROOT + "/" + document.path() + "?hash=" + document.hash());
            out.endObject();
        }
        out.endObject();
        out.endObject();
        return out.toBytes();
    }

    private Map<String, Document> documents() throws InterruptedException {
        var known = documents;
        if (known != null) {
            return known;
        }
        lock.lockInterruptibly();
        try {
            known = documents;
            if (known == null) {
                known = environment.threads().<Map<String, Document>, RuntimeException>cpu(this::make);
                documents = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private Map<String, Document> make() {
        var made = new TreeMap<String, Document>();
        var roots = new ArrayList<>(RootPath.ALL);
        for (var group : apis.groups()) {
            if (!group.isEmpty()) {
                roots.add(RootPath.group(group));
            }
            for (var version : apis.versions(group)) {
                var document = make(new GroupVersion(group, version));
                made.put(document.path(), document);
            }
        }
        for (var root : roots) {
            made.put(root.path(), document(root.path(), OpenApiV3.document(root, release)));
        }
        return made;
    }

    private Document make(GroupVersion version) {
        List<? extends Resource<?>> resources = apis.resources(version).stream()
                .map(served -> withSubresources(served.resource(), served))
                .toList();
        var path = version.group().isEmpty() ? "api/" + version.version() : "apis/" + version;
        return document(path, OpenApiV3.document(version, resources, release));
    }

    private static Document document(String path, JsonObject tree) {
        var out = new JsonWriter(1 << 16);
        out.tree(tree);
        var body = out.toBytes();
        return new Document(path, body, Hash.SHA_512.hex(body).toUpperCase(Locale.ROOT));
    }

    /// The resource with those subresources only that are served.
    private static <T extends KubeObject> Resource<T> withSubresources(Resource<T> resource, ServedApis.Served served) {
        return new Resource<>(
                resource.group(),
                resource.version(),
                resource.plural(),
                resource.kind(),
                resource.namespaced(),
                resource.type(),
                resource.singular(),
                resource.shortNames(),
                resource.categories(),
                resource.verbs(),
                served.subresources(),
                resource.onByDefault());
    }
}
