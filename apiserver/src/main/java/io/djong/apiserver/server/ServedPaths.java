package io.djong.apiserver.server;

import io.djong.apiserver.discovery.ServedApis;
import io.djong.base.health.HealthChecks;
import java.util.List;
import java.util.TreeSet;

/// The paths that `/` lists.
final class ServedPaths {
    private ServedPaths() {}

    static List<String> of(ServedApis apis, List<HealthChecks> health) {
        var paths = new TreeSet<String>(List.of("/api", "/apis", "/apis/", "/metrics", "/version"));
        for (var group : apis.groups()) {
            for (var version : apis.versions(group)) {
                paths.add(group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version);
                if (!group.isEmpty()) {
                    paths.add("/apis/" + group);
                }
            }
        }
        health.forEach(checks -> paths.add("/" + checks.name()));
        return List.copyOf(paths);
    }
}
