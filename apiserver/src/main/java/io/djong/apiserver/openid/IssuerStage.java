package io.djong.apiserver.openid;

import io.djong.api.json.JsonWriter;
import io.djong.apiserver.content.Negotiation;
import io.djong.apiserver.pipeline.Stage;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import io.djong.http.Piece;
import io.djong.pki.JwtVerifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Answers `/.well-known/openid-configuration` and `/openid/v1/jwks`, if the issuer is an HTTPS address:
/// another one cannot be looked up.
public final class IssuerStage implements Stage {
    private static final String JSON = "application/json";
    private static final String KEY_SET = "application/jwk-set+json";
    private static final String AN_HOUR = "public, max-age=3600";

    /// @param type of its content
    private record Document(String type, String body) {}

    private final Map<String, Document> documents;

    /// @param issuer named in new tokens
    /// @param keys whose tokens are accepted
    /// @param address of this server, host and port
    public IssuerStage(String issuer, JwtVerifier keys, String address) {
        var configuration = new Document(JSON, configuration(issuer, keys, address));
        var keySet = new Document(KEY_SET, keys.keySet());
        this.documents = issuer.startsWith("https://")
                ? Map.of("/.well-known/openid-configuration", configuration, "/openid/v1/jwks", keySet)
                : Map.of();
    }

    @Override
    public boolean handle(ApiExchange exchange) throws ApiException {
        var path = exchange.info().path();
        var document = documents.get(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        if (document == null) {
            return false;
        }
        if (!exchange.request().method().equals("GET")) {
            throw Failures.methodNotAllowed();
        }
        if (!Negotiation.allows(exchange.header("Accept"), document.type())) {
            throw Failures.noRepresentation(document.type());
        }
        var body = Piece.of(document.body().getBytes(StandardCharsets.UTF_8));
        exchange.send(200, document.type(), List.of(body), AN_HOUR);
        return true;
    }

    private static String configuration(String issuer, JwtVerifier keys, String address) {
        var out = new JsonWriter(512);
        out.beginObject();
        out.key("issuer");
        out.string(issuer);
        out.key("jwks_uri");
        out.string("https://" + address + "/openid/v1/jwks");
        out.key("response_types_supported");
        out.strings(List.of("id_token"));
        out.key("subject_types_supported");
        out.strings(List.of("public"));
        out.key("id_token_signing_alg_values_supported");
        out.strings(keys.algorithms());
        out.endObject();
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }
}
