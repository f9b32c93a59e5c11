package io.djong.apiserver.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.codec.Json;
import io.djong.api.meta.ApiObject;
import io.djong.api.meta.GroupVersion;
import io.djong.api.yaml.YamlWriter;
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

/// Answers the discovery paths.
public final class DiscoveryStage implements Stage {
    private static final String AGGREGATED_V2 = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

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
        if (wantsAggregated(exchange.header("Accept"))) {
            aggregated(exchange, core);
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
            send(exchange, document);
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

    /// Whether the aggregated form stands in the header before any plain one.
    private static boolean wantsAggregated(String accept) {
        for (var clause : accept.toLowerCase(Locale.ROOT).split(",")) {
            var compact = clause.replace(" ", "");
            if (compact.contains("as=apigroupdiscoverylist")
                    && compact.contains("v=v2")
                    && !compact.contains("v=v2beta1")) {
                return true;
            }
            if (compact.equals("application/json") || compact.startsWith("application/json;q")) {
                return false;
            }
        }
        return false;
    }

    private void aggregated(ApiExchange exchange, boolean core) {
        var body = Json.write(aggregated.groups(core));
        var tag = '"' + Hash.SHA_512.hex(body).toUpperCase(Locale.ROOT) + '"';
        var response = exchange.response();
        response.header("ETag", tag);
        response.header("Vary", "Accept");
        if (exchange.header("If-None-Match").equals(tag)) {
            exchange.commonHeaders();
            response.send(304);
            return;
        }
        exchange.send(200, AGGREGATED_V2, List.of(Piece.of(body), Piece.of("\n".getBytes(UTF_8))));
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
