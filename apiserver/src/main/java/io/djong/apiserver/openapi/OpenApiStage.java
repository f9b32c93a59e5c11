package io.djong.apiserver.openapi;

import io.djong.apiserver.content.AcceptHeader;
import io.djong.apiserver.discovery.ServedApis;
import io.djong.apiserver.pipeline.Stage;
import io.djong.apiserver.request.ApiExchange;
import io.djong.base.time.Environment;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `/openapi/v2`, and `/openapi/v3` with the hash of each document, and the documents.
///
/// Any method is answered like GET, as upstream does. A client that asks with the hash may keep the answer for ever;
/// with another hash it is sent on to the right one. Source: KEP-2896; kube-openapi `handler`, `handler3`.
public final class OpenApiStage implements Stage {
    static final String V3 = "/openapi/v3";
    private static final String V2 = "/openapi/v2";
    private static final String JSON = "application/json";
    private static final String FOR_EVER = "public, immutable";
    private static final DateTimeFormatter EXPIRES =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT);

    private final Environment environment;
    private final Specifications specifications;

    /// @param release such as `1.36`
    public OpenApiStage(Environment environment, ServedApis apis, String release) {
        this.environment = environment;
        this.specifications = new Specifications(environment, apis, release);
    }

    @Override
    public boolean handle(ApiExchange exchange) throws InterruptedException {
        var path = exchange.info().path();
        if (exchange.info().resourceRequest() || !path.startsWith("/openapi/")) {
            return false;
        }
        if (path.equals(V2)) {
            v2(exchange);
        } else if (path.equals(V3)) {
            var index = new Content("text/plain; charset=utf-8", specifications.index(), null, exchange.received());
            index.answer(exchange, "no-cache, private");
        } else if (path.startsWith(V3 + "/")) {
            v3(exchange, path.substring(V3.length() + 1));
        } else {
            return false;
        }
        return true;
    }

    private void v2(ApiExchange exchange) throws InterruptedException {
        var response = exchange.response();
        response.header("Vary", "Accept-Encoding");
        response.header("Vary", "Accept");
        var form = form(exchange.header("Accept"), "v2");
        if (form == null) {
            empty(exchange, 406);
            return;
        }
        var made = form.equals(JSON)
                ? specifications.v2().json()
                : specifications.v2().protobuf();
        var zipped = unzippedOnly(exchange) ? null : made.body();
        Content.of(form, made, zipped).answer(exchange, "no-cache, private");
    }

    private void v3(ApiExchange exchange, String path) throws InterruptedException {
        var specification = specifications.v3(path);
        if (specification == null) {
            empty(exchange, 404);
            return;
        }
        exchange.response().header("Vary", "Accept");
        var form = form(exchange.header("Accept"), "v3");
        if (form == null) {
            empty(exchange, 406);
            return;
        }
        var made = form.equals(JSON) ? specification.json() : specification.protobuf();
        var asked = exchange.query().first("hash");
        if (!asked.isEmpty() && !asked.equals(made.hash())) {
            var response = exchange.response();
            response.header("Content-Type", form);
            response.header("ETag", '"' + made.hash() + '"');
            response.header("Location", V3 + "/" + path + "?hash=" + made.hash());
            empty(exchange, 301);
            return;
        }
        if (!asked.isEmpty()) {
            var year = ZonedDateTime.ofInstant(environment.clock().instant(), ZoneOffset.UTC)
                    .plusYears(1);
            exchange.response().header("Expires", EXPIRES.format(year));
        }
        Content.of(form, made, null).answer(exchange, asked.isEmpty() ? "no-cache, private" : FOR_EVER);
    }

    private static void empty(ApiExchange exchange, int status) {
        exchange.commonHeaders();
        exchange.response().send(status);
    }

    /// Whether the client takes the answer as it is only, or wants a part or nothing of it.
    private static boolean unzippedOnly(ApiExchange exchange) {
        return exchange.request().method().equals("HEAD")
                || !exchange.header("Range").isEmpty()
                || !Content.accepts(exchange.header("Accept-Encoding"), "gzip");
    }

    /// The content type to answer with; null when none is acceptable.
    private static @Nullable String form(String accept, String version) {
        var protobuf = "application/com.github.proto-openapi.spec." + version + ".v1.0+protobuf";
        for (var clause : AcceptHeader.clauses(accept.isEmpty() ? "*/*" : accept)) {
            for (var offered : List.of(JSON, protobuf, protobuf.replace(".v1.0", "@v1.0"))) {
                var subtype = offered.substring("application/".length());
                var typeFits = clause.type().equals("*") || clause.type().equals("application");
                if (typeFits
                        && (clause.subtype().equals("*") || clause.subtype().equals(subtype))) {
                    return offered.equals(JSON) ? JSON : protobuf;
                }
            }
        }
        return null;
    }
}
