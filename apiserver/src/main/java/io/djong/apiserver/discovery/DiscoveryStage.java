package io.djong.apiserver.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.codec.Json;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.GroupVersion;
import io.djong.api.protobuf.Protobuf;
import io.djong.api.yaml.YamlWriter;
import io.djong.apiserver.content.AcceptHeader;
import io.djong.apiserver.content.Documents;
import io.djong.apiserver.content.JsonLayout;
import io.djong.apiserver.content.MediaType;
import io.djong.apiserver.content.Negotiation;
import io.djong.apiserver.pipeline.Stage;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import io.djong.http.Piece;
import io.djong.pki.Hash;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Answers the discovery paths.
public final class DiscoveryStage implements Stage {
    private static final String AGGREGATED = ";g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    private final ServedApis apis;
    private final PlainDiscovery plain;
    private final AggregatedDiscovery aggregated;
    private final String address;

    /// @param address of this server, host and port, told to clients
    public DiscoveryStage(ServedApis apis, String address) {
        this.apis = apis;
        this.plain = new PlainDiscovery(apis);
        this.aggregated = new AggregatedDiscovery(apis);
        this.address = address;
    }

    @Override
    public boolean handle(ApiExchange exchange) throws ApiException {
        var info = exchange.info();
        if (info.resourceRequest() || !info.path().startsWith("/api")) {
            return false;
        }
        var parts = List.of(trimmed(info.path()).split("/"));
        if (!(parts.getFirst().equals("api") || parts.getFirst().equals("apis"))) {
            return false;
        }
        var core = parts.getFirst().equals("api");
        var ofAggregator = !core && parts.size() <= 2; // which looks at no method
        if (!info.verb().equals("get") && !ofAggregator && known(parts, core)) {
            throw Failures.methodNotAllowed();
        }
        if (parts.size() == 1) {
            root(exchange, core);
            return true;
        }
        if (core) {
            version(exchange, new GroupVersion("", parts.get(1)));
            return true;
        }
        if (parts.size() == 2) {
            if (apis.versions(parts.get(1)).isEmpty()) {
                throw Failures.notServed();
            }
            sendAggregated(exchange, plain.group(parts.get(1)));
            return true;
        }
        version(exchange, new GroupVersion(parts.get(1), parts.get(2)));
        return true;
    }

    private boolean known(List<String> parts, boolean core) {
        if (parts.size() == 1) {
            return true;
        }
        var version = core ? new GroupVersion("", parts.get(1)) : new GroupVersion(parts.get(1), parts.get(2));
        return !apis.resources(version).isEmpty();
    }

    private void root(ApiExchange exchange, boolean core) throws ApiException {
        // upstream's aggregator serves the other form at one of its two paths only
        var media = exchange.info().path().equals("/apis/") ? null : aggregatedForm(exchange.header("Accept"));
        if (media != null) {
            aggregated(exchange, core, media);
        } else {
            if (core) {
                sendCore(exchange, plain.core(address));
            } else {
                sendAggregated(exchange, plain.groups());
            }
        }
    }

    private void version(ApiExchange exchange, GroupVersion version) throws ApiException {
        if (apis.resources(version).isEmpty()) {
            throw Failures.notServed();
        }
        if (version.group().isEmpty()) {
            sendCore(exchange, plain.resources(version));
        } else {
            send(exchange, plain.resources(version));
        }
    }

    /// A document of upstream's aggregator, which refuses other forms in words of its own.
    private static void sendAggregated(ApiExchange exchange, ApiObject document) throws ApiException {
        try {
            send(exchange, document);
        } catch (ApiException e) {
            throw e.code() == 406
                    ? Failures.notAcceptable("only the following media types are accepted: " + MediaType.ALL)
                    : e;
        }
    }

    /// What is told of the core group tells its own kind and not its version, as the first clients knew it.
    private static void sendCore(ApiExchange exchange, ApiObject document) throws ApiException {
        var accepted = Negotiation.of(exchange.header("Accept"), false, exchange.pretty());
        if (accepted.type() == MediaType.PROTOBUF) {
            exchange.send(200, accepted.type().contentType(), Protobuf.write(document, ""));
            return;
        }
        var text = new String(Documents.of(document, MediaType.JSON, false), UTF_8);
        var json = text.replaceFirst("\"apiVersion\":\"v1\",", "").getBytes(UTF_8);
        var shown = accepted.pretty() ? JsonLayout.indented(json) : json;
        exchange.send(
                200,
                accepted.type().contentType(),
                accepted.type() == MediaType.YAML ? YamlWriter.ofJson(json) : shown);
    }

    /// How the aggregated document is asked for, which wins over plain ones wherever it stands; null when it is not.
    /// Its first version, `v2beta1`, is gone.
    private static @Nullable MediaType aggregatedForm(String accept) {
        for (var clause : AcceptHeader.clauses(accept)) {
            var asked = clause.parameters();
            if (!asked.getOrDefault("g", "").equals("apidiscovery.k8s.io")
                    || !asked.getOrDefault("v", "").equals("v2")
                    || !asked.getOrDefault("as", "").equals("APIGroupDiscoveryList")) {
                continue;
            }
            for (var type : MediaType.values()) {
                var any = clause.type().equals("*") || clause.type().equals("application");
                var name = "application/" + clause.subtype();
                if (any && (clause.subtype().equals("*") || name.equals(type.contentType()))) {
                    return type;
                }
            }
        }
        return null;
    }

    private void aggregated(ApiExchange exchange, boolean core, MediaType media) {
        var document = aggregated.groups(core);
        var tag = '"' + Hash.SHA_512.hex(Json.write(document)).toUpperCase(Locale.ROOT) + '"';
        var response = exchange.response();
        response.header("ETag", tag);
        response.header("Vary", "Accept");
        if (exchange.header("If-None-Match").equals(tag)) {
            exchange.commonHeaders("public");
            response.send(304);
            return;
        }
        var body = Piece.of(Documents.of(document, media, exchange.pretty()));
        exchange.send(200, media.contentType() + AGGREGATED, List.of(body), "public");
    }

    private static void send(ApiExchange exchange, ApiObject document) throws ApiException {
        var accepted = Negotiation.of(exchange.header("Accept"), false, exchange.pretty());
        exchange.send(200, accepted.type().contentType(), Documents.of(document, accepted.type(), accepted.pretty()));
    }

    private static String trimmed(String path) {
        var from = path.startsWith("/") ? 1 : 0;
        var to = path.endsWith("/") ? path.length() - 1 : path.length();
        return from >= to ? "" : path.substring(from, to);
    }
}
