package io.djong.apiserver.audit;

import io.djong.api.json.JsonWriter;
import io.djong.api.meta.Times;
import io.djong.api.types.meta.v1.Status;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.request.ApiExchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event as a line of JSON, in the order of upstream's fields.
final class AuditEvent {
    private static final byte[] LINE_FEED = {'\n'};

    private final ApiExchange exchange;
    private final AuditLevel level;
    private final JsonWriter out = new JsonWriter(1_024);

    private AuditEvent(ApiExchange exchange, AuditLevel level) {
        this.exchange = exchange;
        this.level = level;
    }

    /// @param stage that the request has reached
    /// @param now when it has
    static byte[] line(ApiExchange exchange, AuditLevel level, String stage, Instant now) {
        var event = new AuditEvent(exchange, level);
        event.write(stage, now);
        return event.out.toBytes();
    }

    private void write(String stage, Instant now) {
        var request = exchange.request();
        out.beginObject();
        member("kind", "Event");
        member("apiVersion", "audit.k8s.io/v1");
        member("level", level.text());
        member("auditID", exchange.requestId());
        member("stage", stage);
        member("requestURI", request.rawPath() + (request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery()));
        member("verb", exchange.info().verb());
        var caller = exchange.impersonator();
        user("user", caller == null ? exchange.user() : caller);
        if (caller != null) {
            user("impersonatedUser", exchange.user());
        }
        out.key("sourceIPs");
        out.strings(sources());
        memberUnlessEmpty("userAgent", exchange.header("User-Agent"));
        objectReference();
        var received = stage.equals(AuditPolicy.RECEIVED);
        if (!received) {
            status();
            bodies();
        }
        member("requestReceivedTimestamp", Times.micros(exchange.received()));
        member("stageTimestamp", Times.micros(now));
        if (!received && !exchange.annotations().isEmpty()) {
            out.key("annotations");
            out.stringMap(exchange.annotations());
        }
        out.endObject();
        out.raw(LINE_FEED);
    }

    private void user(String name, User user) {
        out.key(name);
        out.beginObject();
        member("username", user.name());
        memberUnlessEmpty("uid", user.uid());
        if (!user.groups().isEmpty()) {
            out.key("groups");
            out.strings(user.groups());
        }
        if (!user.extra().isEmpty()) {
            out.key("extra");
            out.beginObject();
            new java.util.TreeMap<>(user.extra()).forEach((key, values) -> {
                out.key(key);
                out.strings(values);
            });
            out.endObject();
        }
        out.endObject();
    }

    /// Proxies' words for where the request came from, then the peer.
    private List<String> sources() {
        var all = new ArrayList<String>();
        for (var each : exchange.header("X-Forwarded-For").split(",")) {
            if (!each.isBlank()) {
                all.add(each.strip());
            }
        }
        var real = exchange.header("X-Real-Ip");
        if (!real.isEmpty() && !all.contains(real)) {
            all.add(real);
        }
        var address = exchange.request().remoteAddress().getAddress();
        var peer = address == null ? "" : address.getHostAddress();
        if (!peer.isEmpty() && !all.contains(peer)) {
            all.add(peer);
        }
        return all;
    }

    private void objectReference() {
        var info = exchange.info();
        if (!info.resourceRequest()) {
            return;
        }
        out.key("objectRef");
        out.beginObject();
        memberUnlessEmpty("resource", info.resource());
        memberUnlessEmpty("namespace", info.namespace());
        memberUnlessEmpty("name", info.name());
        memberUnlessEmpty("apiGroup", info.group());
        memberUnlessEmpty("apiVersion", info.version());
        memberUnlessEmpty("subresource", info.subresource());
        out.endObject();
    }

    private void status() {
        out.key("responseStatus");
        var answered = exchange.answeredStatus();
        if (answered != null) {
            Status.TYPE.codec().writeJson(out, answered);
            return;
        }
        out.beginObject();
        out.key("metadata");
        out.beginObject();
        out.endObject();
        out.key("code");
        out.int64(exchange.status());
        out.endObject();
    }

    private void bodies() {
        if (level.compareTo(AuditLevel.REQUEST) >= 0) {
            body("requestObject", BodyText.json(exchange.keptBody(), exchange.header("Content-Type")));
        }
        if (level == AuditLevel.REQUEST_RESPONSE) {
            body("responseObject", BodyText.json(exchange.keptAnswer(), exchange.answerType()));
        }
    }

    private void body(String name, byte @Nullable [] json) {
        if (json != null) {
            out.key(name);
            out.compact(json);
        }
    }

    private void member(String name, String value) {
        out.key(name);
        out.string(value);
    }

    private void memberUnlessEmpty(String name, String value) {
        if (!value.isEmpty()) {
            member(name, value);
        }
    }
}
