package io.djong.apiserver.pipeline;

import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authorization.Attributes;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.Decision;
import io.djong.apiserver.authorization.Refusal;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Lets a caller act as somebody else (`Impersonate-User`, `-Group`, `-Uid`, `-Extra-…`), if the caller
/// may impersonate each of them.
public final class ImpersonationStage implements Stage {
    private static final String EXTRA_PREFIX = "impersonate-extra-";
    private static final String SERVICE_ACCOUNT_PREFIX = "system:serviceaccount:";

    private final Authorizer authorizer;

    /// A stage that asks this authoriser for the verb `impersonate`.
    public ImpersonationStage(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    @Override
    public boolean handle(ApiExchange exchange) throws ApiException {
        var headers = exchange.request().headers();
        var name = headers.first("Impersonate-User", "");
        var groups = headers.all("Impersonate-Group");
        var uid = headers.first("Impersonate-Uid", "");
        var extra = extra(exchange);
        if (name.isEmpty()) {
            if (!groups.isEmpty() || !uid.isEmpty() || !extra.isEmpty()) {
                throw Failures.internal("requested " + describe(groups, uid, extra) + " without impersonating a user");
            }
            return false;
        }
        var all = new ArrayList<>(groups);
        if (serviceAccount(name)) {
            var parts = name.substring(SERVICE_ACCOUNT_PREFIX.length()).split(":");
            require(exchange, "", "serviceaccounts", "", parts[0], parts[1]);
            if (groups.isEmpty()) {
                all.add("system:serviceaccounts");
                all.add("system:serviceaccounts:" + parts[0]);
            }
        } else {
            require(exchange, "", "users", "", "", name);
        }
        for (var group : groups) {
            require(exchange, "", "groups", "", "", group);
        }
        if (!uid.isEmpty()) {
            require(exchange, "authentication.k8s.io", "uids", "", "", uid);
        }
        for (var entry : extra.entrySet()) {
            for (var value : entry.getValue()) {
                require(exchange, "authentication.k8s.io", "userextras", entry.getKey(), "", value);
            }
        }
        var user = new User(name, uid, all, extra);
        exchange.impersonates(name.equals(User.ANONYMOUS_NAME) ? anonymous(user) : user.authenticated());
        return false;
    }

    private static User anonymous(User user) {
        if (user.groups().contains(User.UNAUTHENTICATED_GROUP)) {
            return user;
        }
        var groups = new ArrayList<>(user.groups());
        groups.add(User.UNAUTHENTICATED_GROUP);
        return new User(user.name(), user.uid(), groups, user.extra());
    }

    private void require(
            ApiExchange exchange, String group, String resource, String subresource, String namespace, String name)
            throws ApiException {
        var version = group.isEmpty() ? "" : "v1";
        var wanted = Attributes.resource(
                exchange.user(), "impersonate", group, version, resource, subresource, namespace, name);
        var decision = authorizer.authorize(wanted);
        if (!(decision instanceof Decision.Allow)) {
            exchange.response().header("X-Content-Type-Options", "nosniff");
            throw Refusal.of(wanted, decision.reason());
        }
    }

    private static boolean serviceAccount(String name) {
        return name.startsWith(SERVICE_ACCOUNT_PREFIX)
                && name.substring(SERVICE_ACCOUNT_PREFIX.length()).split(":", -1).length == 2;
    }

    private static Map<String, List<String>> extra(ApiExchange exchange) {
        var extra = new TreeMap<String, List<String>>();
        exchange.request().headers().forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(EXTRA_PREFIX)) {
                var key = URLDecoder.decode(
                        lower.substring(EXTRA_PREFIX.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
                extra.computeIfAbsent(key, none -> new ArrayList<>()).add(value);
            }
        });
        return extra;
    }

    private static String describe(List<String> groups, String uid, Map<String, List<String>> extra) {
        return "[" + String.join(" ", groups) + (uid.isEmpty() ? "" : " uid " + uid)
                + (extra.isEmpty() ? "" : " " + extra.keySet()) + "]";
    }
}
