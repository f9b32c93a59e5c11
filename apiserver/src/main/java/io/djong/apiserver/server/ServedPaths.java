package io.djong.apiserver.server;

import io.djong.apiserver.discovery.ServedApis;
import io.djong.base.health.HealthChecks;
import java.util.List;
import java.util.TreeSet;

/// The paths that `/` lists.
final class ServedPaths {
    private static final List<String> FIXED = List.of(
            "/.well-known/openid-configuration",
            "/api",
            "/apis",
            "/apis/",
            "/metrics",
            "/metrics/slis",
            "/openapi/v2",
            "/openapi/v3",
            "/openapi/v3/",
            "/openid/v1/jwks",
            "/version");

    private ServedPaths() {}

    static List<String> of(ServedApis apis, List<HealthChecks> health) {
        var paths = new TreeSet<String>(FIXED);
        for (var group : apis.groups()) {
            for (var version : apis.versions(group)) {
                paths.add(group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version);
                if (!group.isEmpty()) {
                    paths.add("/apis/" + group);
                }
            }
        }
        for (var checks : health) {
            paths.add("/" + checks.name());
            for (var check : checks.names()) {
                paths.add("/" + checks.name() + "/" + check);
            }
        }
        return List.copyOf(paths);
    }
}
