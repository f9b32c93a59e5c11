package io.djong.apiserver.proxy;

import io.djong.apiserver.request.RequestInfo;
import io.djong.http.client.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/// Paths of proxied requests: ours on the outside, the target's on the inside.
final class ProxiedPath {
    /// What a target may not say for us.
    static final List<String> CORS = List.of(
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Headers",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Origin",
            "Access-Control-Expose-Headers",
            "Access-Control-Max-Age");

    private ProxiedPath() {}

    /// What follows `…/proxy` in the path, percent-encoded; "" or with a leading slash.
    static String of(RequestInfo info, String rawPath) {
        var path =
                info.path().endsWith("/") ? info.path().substring(0, info.path().length() - 1) : info.path();
        long segments = path.chars().filter(c -> c == '/').count();
        long before = segments - info.parts().size() + 3; // resource, name and `proxy` are before it
        int at = 0;
        for (long i = 0; i < before; i++) {
            at = rawPath.indexOf('/', at) + 1;
        }
        int slash = rawPath.indexOf('/', at);
        return slash < 0 ? "" : rawPath.substring(slash);
    }

    /// A redirect's target as the client can follow it: paths and URLs on the target itself go through us,
    /// others stay.
    static String location(String location, String prefix, Origin origin) {
        try {
            var uri = new URI(location);
            if (uri.getHost() != null) {
                var authority = uri.getRawAuthority();
                if (!origin.authority().equals(authority)) {
                    return location;
                }
            } else if (!location.startsWith("/")) {
                return location;
            }
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            var fragment = uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment();
            var path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return path.startsWith(prefix + "/") ? location : prefix + path + query + fragment;
        } catch (URISyntaxException e) {
            return location;
        }
    }
}
